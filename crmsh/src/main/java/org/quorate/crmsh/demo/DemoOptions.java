package org.quorate.crmsh.demo;

import java.util.List;

/** What the words after {@code crm demo} ask for. */
sealed interface DemoOptions {

    int RUNS = 20;
    int MOST_RUNS = 1000;

    /** How it looks. */
    enum Looks {
        AS_ALLOWED, PLAIN
    }

    /** What comes after the story. */
    enum End {
        PROMPT, QUIT
    }

    record Show(Looks looks, End end) implements DemoOptions {}

    record Measure(int runs) implements DemoOptions {}

    record Help() implements DemoOptions {}

    record Wrong(String message) implements DemoOptions {}

    static DemoOptions parse(List<String> words) {
        var looks = Looks.AS_ALLOWED;
        var end = End.PROMPT;
        for (var i = 0; i < words.size(); i++) {
            switch (words.get(i)) {
                case "--plain" -> looks = Looks.PLAIN;
                case "--no-prompt" -> end = End.QUIT;
                case "--help", "-h" -> {
                    return new Help();
                }
                case "--measure" -> {
                    return measure(words.subList(i + 1, words.size()));
                }
                default -> {
                    return new Wrong("unknown option '" + words.get(i) + "'");
                }
            }
        }
        return new Show(looks, end);
    }

    private static DemoOptions measure(List<String> words) {
        if (words.isEmpty()) {
            return new Measure(RUNS);
        }
        if (words.size() == 1 && words.getFirst().matches("\\d{1,4}")) {
            var runs = Integer.parseInt(words.getFirst());
            if (runs >= 1 && runs <= MOST_RUNS) {
                return new Measure(runs);
            }
        }
        return new Wrong("--measure takes a number of runs from 1 to " + MOST_RUNS);
    }
}
