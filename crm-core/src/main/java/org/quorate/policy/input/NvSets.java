package org.quorate.policy.input;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.quorate.cib.Cib;
import org.quorate.cib.Element;
import org.quorate.model.Score;
import org.quorate.rules.Facts;
import org.quorate.rules.Rules;

/**
 * Evaluates sets of names and values. Of several sets of one owner the one with the higher score wins a name,
 * among
 * equals the one that stands last; in a set, the first value of a name.
 */
public final class NvSets {

    /** A value that means: as if it were not set. */
    private static final String AS_DEFAULT = "#default";

    private final References references;
    private final RuleReader rules;
    private final Instant now;

    public NvSets(Cib cib, Instant now) {
        references = new References(cib);
        rules = new RuleReader(references);
        this.now = now;
    }

    /** The values that an owner's sets of that kind (such as {@code meta_attributes}) give. */
    public SortedMap<String, String> values(Element owner, String kind, Facts facts) {
        var result = new TreeMap<String, String>();
        fill(result, owner, kind, facts);
        return result;
    }

    /** Adds what is not there yet. */
    public void fill(SortedMap<String, String> values, Element owner, String kind, Facts facts) {
        for (var set : strongestFirst(owner, kind)) {
            if (holds(set, facts)) {
                add(values, set);
            }
        }
    }

    private List<Element> strongestFirst(Element owner, String kind) {
        var sets = references.children(owner, kind);
        if (sets.size() < 2) {
            return sets;
        }
        var sorted = new ArrayList<>(sets.reversed());
        sorted.sort(Comparator.comparing(NvSets::score).reversed());
        return sorted;
    }

    private static Score score(Element set) {
        return set.id().equals("cib-bootstrap-options")
                ? Score.INFINITY
                : set.attribute("score").flatMap(Score::parseLeading).orElse(Score.ZERO);
    }

    private boolean holds(Element set, Facts facts) {
        var isBound = false;
        for (var child : set.children()) {
            if (child.is("rule")) {
                isBound = true;
                if (Rules.holds(rules.rule(child), facts, now)) {
                    return true;
                }
            }
        }
        return !isBound;
    }

    private void add(SortedMap<String, String> values, Element set) {
        for (var child : set.children()) {
            if (child.is("nvpair")) {
                var pair = references.follow(child);
                var name = child.attribute("name").orElseGet(() -> pair.attribute("name", ""));
                pair.attribute("value").filter(value -> !name.isEmpty() && !value.equals(AS_DEFAULT))
                        .ifPresent(value -> values.putIfAbsent(name, value));
            } else if (child.is("attributes")) {
                add(values, child);
            }
        }
    }
}
