package org.quorate.crmsh.simulate;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.quorate.crmsh.simulate.SimulateOptions.Format;
import org.quorate.crmsh.simulate.SimulateOptions.Output;
import org.quorate.crmsh.simulate.SimulateOptions.Scores;
import org.quorate.crmsh.simulate.SimulateOptions.Source;
import org.quorate.model.Instants;
import org.quorate.model.Suggestion;
import org.quorate.policy.play.Player.Failure;
import org.quorate.policy.play.WhatIf;

/** Reads the words after {@code crm simulate}. */
public final class OptionsReader {

    private static final TreeSet<String> WITH_VALUE = new TreeSet<>(List.of("--input", "--inputs", "--out",
            "--date",
            "--node-up", "--node-down", "--node-lost", "--node-standby", "--node-online", "--resource-failed",
            "--operation-fails", "--quorum", "--ticket-granted", "--ticket-revoked", "--ticket-standby",
            "--format",
            "--graph", "--save"));
    private static final TreeSet<String> ALONE = new TreeSet<>(List.of("--live", "--scores"));
    private static final Pattern FAILURE = Pattern
            .compile("(.+)_(start|stop|promote|demote|monitor|migrate_to"
                    + "|migrate_from|reload-agent)_(\\d{1,12})@([^=]+)=(\\d{1,3})");

    private final List<WhatIf> whatIfs = new ArrayList<>();
    private final List<Failure> failures = new ArrayList<>();
    private @Nullable Path input;
    private @Nullable Path inputs;
    private @Nullable Path out;
    private @Nullable Instant date;
    private @Nullable Path graph;
    private @Nullable Path save;
    private Format format = Format.TEXT;
    private Scores scores = Scores.HIDDEN;
    private boolean isLive;

    private OptionsReader() {}

    /** What was typed wrong. */
    public static final class Wrong extends RuntimeException {

        private static final long serialVersionUID = 1;

        Wrong(String message) {
            super(message, null, false, false);
        }
    }

    /**
     * Reads them all.
     *
     * @throws Wrong naming the first that is wrong, and what would be right
     */
    public static SimulateOptions read(List<String> words) {
        var reader = new OptionsReader();
        for (var i = 0; i < words.size(); i++) {
            var word = words.get(i);
            var equals = word.startsWith("--") ? word.indexOf('=') : -1;
            var name = equals < 0 ? word : word.substring(0, equals);
            if (ALONE.contains(word)) {
                reader.take(word);
            } else if (!WITH_VALUE.contains(name)) {
                throw new Wrong(unknown(name));
            } else if (equals > 0) {
                reader.take(name, word.substring(equals + 1));
            } else if (i + 1 < words.size()) {
                i++;
                reader.take(name, words.get(i));
            } else {
                throw new Wrong("the value of " + name + " is missing");
            }
        }
        return reader.options();
    }

    private static String unknown(String word) {
        var all = new TreeSet<>(WITH_VALUE);
        all.addAll(ALONE);
        return word.startsWith("-")
                ? "unknown option '" + word + "'" + Suggestion.hint(word, all)
                : "'" + word + "' belongs to no option; a file is given as --input " + word;
    }

    private void take(String word) {
        if (word.equals("--live")) {
            isLive = true;
        } else {
            scores = Scores.SHOWN;
        }
    }

    private void take(String name, String value) {
        switch (name) {
            case "--input" -> input = path(value);
            case "--inputs" -> inputs = path(value);
            case "--out" -> out = path(value);
            case "--graph" -> graph = picture(value);
            case "--save" -> save = path(value);
            case "--date" -> date = Instants.parse(value).orElseThrow(() -> new Wrong("'" + value
                    + "' is no date; 2026-01-31T12:00:00Z is one"));
            case "--format" -> format = format(value);
            case "--operation-fails" -> failures.add(failure(value));
            default -> whatIfs.add(whatIf(name, value));
        }
    }

    private static Path path(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new Wrong("'" + text + "' is no name of a file: " + e.getReason());
        }
    }

    private static Path picture(String text) {
        if (!text.endsWith(".svg") && !text.endsWith(".dot")) {
            throw new Wrong("--graph " + text + ": a picture is a FILE.svg or a FILE.dot");
        }
        return path(text);
    }

    private static Format format(String text) {
        return switch (text) {
            case "text" -> Format.TEXT;
            case "json" -> Format.JSON;
            default -> throw new Wrong("--format " + text + ": text and json are formats");
        };
    }

    private static Failure failure(String text) {
        var match = FAILURE.matcher(text);
        if (!match.matches()) {
            throw new Wrong(
                    "--operation-fails " + text + ": RESOURCE_OPERATION_INTERVAL@NODE=CODE is meant, as in"
                            + " web_start_0@n1=1 or web_monitor_10000@n1=7");
        }
        return new Failure(match.group(1), match.group(2), Long.parseLong(match.group(3)), match.group(4),
                Integer.parseInt(match.group(5)));
    }

    private static WhatIf whatIf(String name, String value) {
        return switch (name) {
            case "--node-up" -> new WhatIf.NodeUp(value);
            case "--node-down" -> new WhatIf.NodeDown(value);
            case "--node-lost" -> new WhatIf.NodeLost(value);
            case "--node-standby" -> new WhatIf.NodeStandby(value);
            case "--node-online" -> new WhatIf.NodeOnline(value);
            case "--resource-failed" -> new WhatIf.ResourceFailed(value);
            case "--ticket-granted" -> new WhatIf.Ticket(value, WhatIf.Ticket.State.GRANTED);
            case "--ticket-revoked" -> new WhatIf.Ticket(value, WhatIf.Ticket.State.REVOKED);
            case "--ticket-standby" -> new WhatIf.Ticket(value, WhatIf.Ticket.State.STANDBY);
            default -> new WhatIf.Quorum(switch (value) {
                case "lost" -> WhatIf.Quorum.State.LOST;
                case "held" -> WhatIf.Quorum.State.HELD;
                default -> throw new Wrong("--quorum " + value + ": it is lost or held");
            });
        };
    }

    private SimulateOptions options() {
        return new SimulateOptions(source(), Optional.ofNullable(date), whatIfs, failures,
                new Output(format, scores, Optional.ofNullable(graph), Optional.ofNullable(save)));
    }

    private Source source() {
        var count = (input != null ? 1 : 0) + (inputs != null ? 1 : 0) + (isLive ? 1 : 0);
        if (count != 1) {
            throw new Wrong(count == 0
                    ? "say what to simulate: --input FILE, --live, or --inputs DIR --out DIR"
                    : "one of --input, --live and --inputs is enough");
        }
        if (isLive) {
            return new Source.Live();
        }
        if (input != null) {
            return new Source.File(input);
        }
        return directory();
    }

    private Source directory() {
        if (inputs == null || out == null) {
            throw new Wrong("--inputs DIR needs --out DIR, where the answers go");
        }
        if (!whatIfs.isEmpty() || !failures.isEmpty() || graph != null || save != null || date != null) {
            throw new Wrong("with --inputs every file is simulated as it is; dates stand in its dates.tsv");
        }
        return new Source.Directory(inputs, out);
    }
}
