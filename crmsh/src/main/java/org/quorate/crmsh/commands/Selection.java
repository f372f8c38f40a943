package org.quorate.crmsh.commands;

import java.util.ArrayList;
import java.util.List;
import org.quorate.crmsh.language.Printer;
import org.quorate.model.Suggestion;

/**
 * Which objects a command means: ids with {@code *} and {@code ?}, {@code type:KEYWORD}, or a keyword itself.
 */
final class Selection {

    private static final List<String> KEYWORDS = List.of("node", "primitive", "rsc_template", "group",
            "clone", "ms", "bundle", "tag", "location", "colocation", "order", "rsc_ticket",
            "fencing_topology", "property", "rsc_defaults", "op_defaults");

    private final List<String> terms;

    Selection(List<String> terms) {
        this.terms = List.copyOf(terms);
    }

    boolean isAll() {
        return terms.isEmpty();
    }

    boolean takes(Printer.Entry entry) {
        return terms.isEmpty() || terms.stream().anyMatch(term -> matches(term, entry));
    }

    private static boolean matches(String term, Printer.Entry entry) {
        var keyword = term.startsWith("type:") ? term.substring(5) : term;
        if (KEYWORDS.contains(keyword)) {
            return entry.keyword().equals(keyword);
        }
        return isGlob(term, 0, entry.id(), 0);
    }

    private static boolean isGlob(String glob, int g, String text, int t) {
        if (g == glob.length()) {
            return t == text.length();
        }
        char c = glob.charAt(g);
        if (c == '*') {
            return isGlob(glob, g + 1, text, t) || (t < text.length() && isGlob(glob, g, text, t + 1));
        }
        return t < text.length() && (c == '?' || c == text.charAt(t)) && isGlob(glob, g + 1, text, t + 1);
    }

    /** A term that means nothing that is there is an error; a keyword may mean nothing. */
    void refuseUnknown(List<Printer.Entry> entries) {
        var names = new ArrayList<String>(KEYWORDS);
        entries.forEach(entry -> names.add(entry.id()));
        for (var term : terms) {
            var keyword = term.startsWith("type:") ? term.substring(5) : term;
            if (!KEYWORDS.contains(keyword) && entries.stream().noneMatch(entry -> matches(term, entry))) {
                throw Refusal.because("there is no object '" + term + "'" + Suggestion.hint(term, names));
            }
        }
    }
}
