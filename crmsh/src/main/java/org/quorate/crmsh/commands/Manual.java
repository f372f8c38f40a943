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
    /** How lines begin that Markdown leaves as they are. */
    private static final String VERBATIM = "    ";

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
        if (words.isEmpty()) {
            return overview(level, traits);
        }
        var first = words.getFirst();
        if (RootLevel.LEVELS.contains(first) && words.size() > 1) {
            return section(first, words.get(1), traits);
        }
        if (level.isEmpty() && RootLevel.LEVELS.contains(first)) {
            return overview(first, traits);
        }
        return section(level, first, traits);
    }

    private String section(String level, String name, Screen.Traits traits) {
        var found = find(level, name).or(() -> find("", name));
        if (found.isEmpty() && RootLevel.LEVELS.contains(name)) {
            return overview(name, traits);
        }
        var names = new TreeSet<String>(RootLevel.LEVELS);
        sections(level).forEach(section -> names.add(section.name()));
        var section = found.orElseThrow(() -> Refusal.usage("there is no help on '" + name + "'"
                + Suggestion.hint(name, names)));
        var text = new StringBuilder(
                new Paint(traits.hasColours()).as(Paint.Tone.STRONG, section.usage()));
        paragraphs(section.lines()).forEach(paragraph -> text.append('\n').append(
                paragraph.startsWith(VERBATIM)
                        ? "  " + paragraph
                        : String.join("\n", Wrapping.wrap("  ", paragraph, traits.width())).stripTrailing()));
        return text.toString().stripTrailing();
    }

    /** Lines that are shown as they stand, blank ones, and the rest joined to paragraphs. */
    private static List<String> paragraphs(List<String> lines) {
        var paragraphs = new ArrayList<String>();
        boolean isOpen = false;
        for (var line : lines) {
            boolean isText = !line.isBlank() && !line.startsWith(VERBATIM);
            if (isText && isOpen && !line.startsWith("- ") && !line.startsWith("|")) {
                paragraphs.add(paragraphs.removeLast() + " " + plain(line));
            } else {
                paragraphs.add(plain(line));
            }
            isOpen = isText;
        }
        return paragraphs;
    }

    /** How a command is typed, without its level; empty where no page describes it. */
    Optional<String> usage(String level, String name) {
        return find(level, name).map(Section::usage);
    }

    private Optional<Section> find(String level, String name) {
        return sections(level).stream().filter(section -> section.name().equals(name)).findFirst();
    }

    private String overview(String level, Screen.Traits traits) {
        var sections = sections(level);
        int column = sections.stream().mapToInt(section -> section.name().length()).max().orElse(0);
        var text = new StringBuilder(new Paint(traits.hasColours()).as(Paint.Tone.STRONG,
                level.isEmpty() ? "crm" : "crm " + level)).append('\n');
        for (var section : sections) {
            var name = "  " + section.name() + " ".repeat(column - section.name().length() + 2);
            Wrapping.wrap(name, section.summary(), traits.width())
                    .forEach(line -> text.append(line).append('\n'));
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
        return line.startsWith(VERBATIM)
                ? line
                : line.replace("`", "").replace("**", "").replace("\\<", "<").replace("\\|", "|");
    }
}
