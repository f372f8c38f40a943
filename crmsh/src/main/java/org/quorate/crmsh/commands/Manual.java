package org.quorate.crmsh.commands;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.quorate.model.Suggestion;

/**
 * The manual pages (docs/man), as {@code help} shows them. A page describes each command under a heading of
 * the third rank that begins with its name.
 */
final class Manual {

    private static final String FOLDER = "/org/quorate/crmsh/man/";
    private static final String HEADING = "### ";

    /** @param usage the heading: name and arguments */
    record Section(String usage, List<String> lines) {

        String name() {
            return usage.split("\\s", 2)[0];
        }

        /** The first sentence. */
        String summary() {
            var text = String.join(" ",
                    lines.stream().dropWhile(String::isBlank).takeWhile(line -> !line.isBlank())
                            .toList());
            int end = text.indexOf(". ");
            return plain(end < 0 ? text : text.substring(0, end + 1));
        }
    }

    /** What {@code help WORDS} shows when typed at a level. */
    String topic(String level, List<String> words, Screen.Traits traits) {
        var paint = new Paint(traits.hasColours());
        if (words.isEmpty()) {
            return overview(level, paint);
        }
        var first = words.getFirst();
        if (RootLevel.LEVELS.contains(first) && words.size() > 1) {
            return section(first, words.get(1), paint);
        }
        if (level.isEmpty() && RootLevel.LEVELS.contains(first)) {
            return overview(first, paint);
        }
        return section(level, first, paint);
    }

    private String section(String level, String name, Paint paint) {
        var found = find(level, name).or(() -> find("", name));
        if (found.isEmpty() && RootLevel.LEVELS.contains(name)) {
            return overview(name, paint);
        }
        var names = new TreeSet<String>(RootLevel.LEVELS);
        sections(level).forEach(section -> names.add(section.name()));
        var section = found.orElseThrow(() -> Refusal.usage("there is no help on '" + name + "'"
                + Suggestion.hint(name, names)));
        var text = new StringBuilder(paint.as(Paint.Tone.STRONG, section.usage()));
        section.lines().forEach(line -> text.append('\n').append(line.isBlank() ? "" : "  " + plain(line)));
        return text.toString().stripTrailing();
    }

    private Optional<Section> find(String level, String name) {
        return sections(level).stream().filter(section -> section.name().equals(name)).findFirst();
    }

    private String overview(String level, Paint paint) {
        var sections = sections(level);
        int column = sections.stream().mapToInt(section -> section.name().length()).max().orElse(0);
        var text = new StringBuilder(paint.as(Paint.Tone.STRONG, level.isEmpty() ? "crm" : "crm " + level))
                .append('\n');
        for (var section : sections) {
            text.append("  ").append(section.name()).append(" ".repeat(column - section.name().length() + 2))
                    .append(section.summary()).append('\n');
        }
        return text.append("More: help <command>, or man crm").append(level.isEmpty() ? "" : "-" + level)
                .toString();
    }

    /** The commands of a level's page; the root's page is {@code crm}. */
    List<Section> sections(String level) {
        var sections = new ArrayList<Section>();
        List<String> lines = new ArrayList<>();
        for (var line : page(level.isEmpty() ? "crm" : "crm-" + level).lines().toList()) {
            if (line.startsWith(HEADING)) {
                lines = new ArrayList<>();
                sections.add(new Section(plain(line.substring(HEADING.length())), lines));
            } else if (line.startsWith("#")) {
                lines = new ArrayList<>();
            } else {
                lines.add(line);
            }
        }
        return sections;
    }

    static String page(String name) {
        try (var in = Manual.class.getResourceAsStream(FOLDER + name + ".md")) {
            if (in == null) {
                throw Refusal.because("the manual page " + name + " is missing from this installation");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw Refusal.because("the manual page " + name + " cannot be read: " + e.getMessage());
        }
    }

    /** Without the marks of Markdown. */
    private static String plain(String line) {
        return line.startsWith("    ")
                ? line
                : line.replace("`", "").replace("**", "").replace("\\<", "<").replace("\\|", "|");
    }
}
