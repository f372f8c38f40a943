package org.quorate.crmsh.commands;

import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What was said on the command line before the first command.
 *
 * @param limit how long a command that waits waits
 * @param message why something is changed, kept with the change; empty: the command itself
 */
public record Options(Set<Flag> flags, Duration limit, String message, @Nullable Path settings,
        @Nullable Path socket) {

    public static final Duration LIMIT = Duration.ofSeconds(60);
    public static final Options NONE = new Options(EnumSet.noneOf(Flag.class), LIMIT, "", null, null);

    /** The flags. */
    public enum Flag {
        /** Do it in spite of warnings, and without asking. */
        FORCE,
        /** Wait until the cluster has done what the command leads to. */
        WAIT,
        /** Answer no to every question. */
        NO,
        /** Commands come from a person at the prompt. */
        PROMPT
    }

    public Options {
        flags = Set.copyOf(flags);
    }

    public boolean has(Flag flag) {
        return flags.contains(flag);
    }

    public Optional<Path> settingsFile() {
        return Optional.ofNullable(settings);
    }

    public Optional<Path> socketFile() {
        return Optional.ofNullable(socket);
    }
}
