package org.quorate.crmsh.commands;

import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import org.quorate.model.Suggestion;

/** Finds what a word means among names: the same, else the only one it begins. */
final class Names {

    private Names() {}

    /** What a word came to. */
    sealed interface Match {

        record One(String name) implements Match {}

        record Several(List<String> names) implements Match {}

        record None(String hint) implements Match {}
    }

    static Match match(String word, Collection<String> names) {
        var sorted = new TreeSet<>(names);
        if (sorted.contains(word)) {
            return new Match.One(word);
        }
        var prefixed = sorted.stream().filter(name -> name.startsWith(word)).toList();
        if (prefixed.size() == 1) {
            return new Match.One(prefixed.getFirst());
        }
        if (prefixed.size() > 1) {
            return new Match.Several(prefixed);
        }
        return new Match.None(Suggestion.hint(word, names));
    }
}
