package org.quorate.crmsh.commands;

import java.util.ArrayList;
import java.util.List;

/** Text in lines that fit the screen. */
final class Wrapping {

    private static final int NARROWEST = 20;

    private Wrapping() {}

    /** Breaks at blanks; what follows the first line is indented as far as the prefix is long. */
    static List<String> wrap(String prefix, String text, int width) {
        int room = Math.max(NARROWEST, width - prefix.length());
        var lines = new ArrayList<String>();
        var line = new StringBuilder();
        for (var word : text.strip().split("\\s+", -1)) {
            if (!line.isEmpty() && line.length() + 1 + word.length() > room) {
                lines.add((lines.isEmpty() ? prefix : " ".repeat(prefix.length())) + line);
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add((lines.isEmpty() ? prefix : " ".repeat(prefix.length())) + line);
        return lines;
    }
}
