package org.quorate.model;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Which values an option takes. */
public sealed interface OptionKind {

    /** Any text. */
    record Text() implements OptionKind {}

    /** true, false, and the other words for them. */
    record Truth() implements OptionKind {}

    /** A score such as 100 or -INFINITY. */
    record AnyScore() implements OptionKind {}

    /** A number without fraction. */
    record Whole(long least, long most) implements OptionKind {}

    /** Such as 80%. */
    record Percentage() implements OptionKind {}

    /** A duration. */
    record Time(Duration least, Duration most) implements OptionKind {}

    /** One of these words, in any case. */
    record Choice(List<String> words) implements OptionKind {

        public Choice {
            words = List.copyOf(words);
        }
    }

    List<String> TRUE_WORDS = List.of("true", "yes", "on", "y", "1");
    List<String> FALSE_WORDS = List.of("false", "no", "off", "n", "0");

    /** Whether a text is one of the words for true. */
    static boolean isTrue(String text) {
        return TRUE_WORDS.contains(text.toLowerCase(Locale.ROOT));
    }

    /** The word for this kind: boolean, duration, ... */
    default String word() {
        return switch (this) {
            case Text() -> "text";
            case Truth() -> "boolean";
            case AnyScore() -> "score";
            case Whole _ -> "integer";
            case Percentage() -> "percentage";
            case Time _ -> "duration";
            case Choice _ -> "choice";
        };
    }

    /** The words to choose from; none for kinds that are no choice. */
    default List<String> choices() {
        return switch (this) {
            case Truth() -> List.of("true", "false");
            case Choice(var words) -> words;
            case Text _,AnyScore _,Whole _,Percentage _,Time _ -> List.of();
        };
    }

    /** What is wrong with a value; empty when nothing is. */
    default Optional<String> problem(String value) {
        return switch (this) {
            case Text() -> Optional.empty();
            case Truth() ->
                isTruth(value) ? Optional.empty() : wrong(value, "true or false", List.of("true", "false"));
            case AnyScore() -> Score.parse(value).isPresent()
                    ? Optional.empty()
                    : wrong(value, "a score such as 100 or -INFINITY", List.of("INFINITY", "-INFINITY"));
            case Whole(long least, long most) -> isWhole(value, least, most)
                    ? Optional.empty()
                    : wrong(value, "a number from " + least + " to " + most, List.of());
            case Percentage() ->
                value.matches("\\d{1,3}%?")
                        ? Optional.empty()
                        : wrong(value, "a percentage such as 80%", List.of());
            case Time(var least, var most) -> timeProblem(value, least, most);
            case Choice(var words) -> words.stream().anyMatch(value::equalsIgnoreCase)
                    ? Optional.empty()
                    : wrong(value, "one of " + String.join(", ", words), words);
        };
    }

    private static boolean isTruth(String value) {
        var lower = value.toLowerCase(Locale.ROOT);
        return TRUE_WORDS.contains(lower) || FALSE_WORDS.contains(lower);
    }

    private static boolean isWhole(String value, long least, long most) {
        if (value.equalsIgnoreCase("INFINITY")) {
            return most >= 1_000_000;
        }
        if (!value.matches("[+-]?\\d{1,15}")) {
            return false;
        }
        long number = Long.parseLong(value);
        return number >= least && number <= most;
    }

    private static Optional<String> timeProblem(String value, Duration least, Duration most) {
        var duration = Durations.parse(value);
        if (duration.isEmpty()) {
            return wrong(value, "a duration such as 500ms, 10s, 2min", List.of());
        }
        boolean within = duration.get().compareTo(least) >= 0 && duration.get().compareTo(most) <= 0;
        return within
                ? Optional.empty()
                : wrong(value, "a duration from " + Durations.text(least) + " to " + Durations.text(most),
                        List.of());
    }

    private static Optional<String> wrong(String value, String right, List<String> near) {
        return Optional.of("'" + value + "' is not " + right + Suggestion.hint(value, near));
    }
}
