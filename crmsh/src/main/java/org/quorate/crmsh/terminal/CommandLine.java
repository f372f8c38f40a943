package org.quorate.crmsh.terminal;

import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.quorate.crmsh.commands.Options;
import org.quorate.crmsh.commands.Options.Flag;
import org.quorate.model.Durations;
import org.quorate.model.Suggestion;

/**
 * The arguments of {@code crm}: options, then words.
 *
 * @param script a file of commands, {@code -} for standard input; empty: none
 */
record CommandLine(Options options, String script, Colours colours, List<String> words) {

    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final Set<String> WITH_VALUE = Set.of("-f", "--file", "-t", "--timeout", "-m", "--message",
            "--socket", "--settings", "-D", "--display");
    private static final List<String> LONG = List.of("--file", "--force", "--wait", "--timeout", "--message",
            "--socket", "--settings", "--display", "--version", "--help", "--no");

    /** When to use colours. */
    enum Colours {
        AUTO, ALWAYS, NEVER
    }

    /** What the arguments came to. */
    sealed interface Result {

        record Run(CommandLine line) implements Result {}

        record ShowVersion() implements Result {}

        record Wrong(String message) implements Result {}
    }

    Options atPrompt() {
        var flags = EnumSet.of(Flag.PROMPT);
        flags.addAll(options.flags());
        return new Options(flags, options.limit(), options.message(), options.settings(), options.socket());
    }

    static Result parse(List<String> arguments) {
        return new Reading(arguments).read();
    }

    /** Reads options one by one. */
    private static final class Reading {

        private final List<String> arguments;
        private final Set<Flag> flags = EnumSet.noneOf(Flag.class);
        private Duration limit = Options.LIMIT;
        private String message = "";
        private String script = "";
        private Colours colours = Colours.AUTO;
        private @Nullable Path settings;
        private @Nullable Path socket;
        private int at;

        Reading(List<String> arguments) {
            this.arguments = arguments;
        }

        Result read() {
            while (at < arguments.size() && arguments.get(at).startsWith("-") && !isHelp(arguments.get(at))) {
                var option = arguments.get(at++);
                if (option.equals("--version")) {
                    return new Result.ShowVersion();
                }
                var wrong = WITH_VALUE.contains(name(option)) ? withValue(option) : flag(option);
                if (!wrong.isEmpty()) {
                    return new Result.Wrong(wrong);
                }
            }
            return new Result.Run(
                    new CommandLine(new Options(flags, limit, message, settings, socket), script,
                            colours, List.copyOf(arguments.subList(at, arguments.size()))));
        }

        private static boolean isHelp(String option) {
            return option.equals("-h") || option.equals("--help");
        }

        private static String name(String option) {
            int equals = option.startsWith("--") ? option.indexOf('=') : -1;
            return equals < 0 ? option : option.substring(0, equals);
        }

        private String flag(String option) {
            switch (option) {
                case "-F", "--force" -> flags.add(Flag.FORCE);
                case "-w", "--wait" -> flags.add(Flag.WAIT);
                case "-n", "--no" -> flags.add(Flag.NO);
                default -> {
                    return "unknown option '" + option + "'" + Suggestion.hint(option, LONG);
                }
            }
            return "";
        }

        private String withValue(String option) {
            var name = name(option);
            if (name.equals(option) && at >= arguments.size()) {
                return "the value of " + option + " is missing";
            }
            var value = name.equals(option) ? arguments.get(at++) : option.substring(name.length() + 1);
            switch (name) {
                case "-f", "--file" -> script = value;
                case "-m", "--message" -> message = value;
                case "--socket" -> socket = Path.of(value);
                case "--settings" -> settings = Path.of(value);
                case "-D", "--display" -> {
                    switch (value) {
                        case "plain" -> colours = Colours.NEVER;
                        case "color" -> colours = Colours.AUTO;
                        case "color-always" -> colours = Colours.ALWAYS;
                        default -> {
                            return "'" + value + "' is not plain, color or color-always";
                        }
                    }
                }
                default -> {
                    var parsed = Durations.parse(value);
                    if (parsed.isEmpty() || !parsed.get().isPositive()
                            || parsed.get().compareTo(LONGEST) > 0) {
                        return "'" + value + "' is not a time of at most 10min (60s, 2min, ...)";
                    }
                    limit = parsed.get();
                }
            }
            return "";
        }
    }
}
