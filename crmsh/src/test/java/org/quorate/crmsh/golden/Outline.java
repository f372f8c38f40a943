package org.quorate.crmsh.golden;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.regex.Pattern;

/**
 * A line of words and {@code name=value} pairs, with the lines that stand further in below it.
 *
 * @param words those without an equals sign; the first says what it is
 */
record Outline(List<String> words, SequencedMap<String, String> values, List<Outline> children) {

    private static final Pattern WORD = Pattern.compile("([^\\s=\"]+)=\"([^\"]*)\"|(\\S+)");

    /** Two spaces to a level; what follows a {@code #} at the begin of a line is for the reader. */
    static List<Outline> read(List<String> lines) {
        var top = new ArrayList<Outline>();
        var open = new ArrayList<List<Outline>>(List.of(top));
        for (var line : lines) {
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            var depth = (line.length() - line.stripLeading().length()) / 2;
            if (depth >= open.size()) {
                throw new IllegalArgumentException("too far in: " + line);
            }
            var read = of(line);
            open.get(depth).add(read);
            open.subList(depth + 1, open.size()).clear();
            open.add(read.children());
        }
        return top;
    }

    private static Outline of(String line) {
        var words = new ArrayList<String>();
        var values = new LinkedHashMap<String, String>();
        var match = WORD.matcher(line);
        while (match.find()) {
            var plain = match.group(3);
            if (plain == null) {
                values.put(match.group(1), match.group(2));
            } else if (plain.indexOf('=') > 0) {
                values.put(plain.substring(0, plain.indexOf('=')), plain.substring(plain.indexOf('=') + 1));
            } else {
                words.add(plain);
            }
        }
        return new Outline(words, values, new ArrayList<>());
    }

    String kind() {
        return words.getFirst();
    }

    /** The second word, empty where there is none. */
    String name() {
        return words.size() > 1 ? words.get(1) : "";
    }

    boolean says(String word) {
        return words.subList(1, words.size()).contains(word);
    }
}
