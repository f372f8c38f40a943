package org.quorate.crmsh.lab;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A program to start in a node.
 *
 * @param words program and arguments; paths are those inside the node
 * @param environment added to a small, clean one (PATH, HOME, LANG)
 * @param log where output and errors go, appended; a path inside the node; absent: thrown away
 */
public record Command(List<String> words, Map<String, String> environment, @Nullable Path log) {

    public Command {
        words = List.copyOf(words);
        environment = Map.copyOf(environment);
        if (words.isEmpty()) {
            throw new IllegalArgumentException("no program named");
        }
    }

    public static Command of(String... words) {
        return new Command(List.of(words), Map.of(), null);
    }

    public Command withEnvironment(Map<String, String> added) {
        return new Command(words, added, log);
    }

    public Command loggingTo(Path file) {
        return new Command(words, environment, file);
    }
}
