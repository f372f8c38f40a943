package org.quorate.cib;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.quorate.model.Extras;
import org.quorate.model.Foreign;
import org.quorate.model.NvSet;
import org.quorate.model.Score;

/**
 * Reads sets of names and values. Ids that nothing refers to are not kept: they are made anew on the way
 * back.
 *
 * @param referred the ids that something refers to
 */
record SetReader(Set<String> referred) {

    private static final Set<String> ATTRIBUTES = Set.of("id", "score");

    /** The children of that name as sets, but those that say nothing. */
    List<NvSet> sets(Element owner, String kind) {
        return owner.children(kind).stream().map(this::set).filter(set -> !set.saysNothing()).toList();
    }

    NvSet set(Element element) {
        var reference = element.attribute("id-ref");
        if (reference.isPresent()) {
            return NvSet.reference(reference.get());
        }
        var values = new TreeMap<String, String>();
        var pairIds = new TreeMap<String, String>();
        var kept = new ArrayList<Foreign>();
        for (var child : element.children()) {
            var name = child.attribute("name", "");
            if (child.is("rule")) {
                continue;
            }
            if (!isPlain(child) || values.containsKey(name)) {
                kept.add(ForeignCib.foreign(child.is("nvpair") ? kept(child) : child));
                continue;
            }
            values.put(name, child.attribute("value", ""));
            if (referred.contains(child.id())) {
                pairIds.put(name, child.id());
            }
        }
        return new NvSet(kept(element.id()), element.attribute("score").flatMap(Score::parse)
                .orElse(Score.ZERO), new RuleReader(referred).rules(element), values, pairIds,
                new Extras(without(element, ATTRIBUTES), kept));
    }

    private static boolean isPlain(Element pair) {
        return pair.is("nvpair") && pair.attribute("value").isPresent() && pair.attribute("name").isPresent()
                && pair.attributes().keySet().stream().allMatch(Set.of("id", "name", "value")::contains);
    }

    /** A pair that is kept has an id only where something refers to it. */
    private Element kept(Element pair) {
        return kept(pair.id()).isEmpty() ? pair.without("id") : pair;
    }

    /** An id where something refers to it, else nothing. */
    String kept(String id) {
        return referred.contains(id) ? id : "";
    }

    static TreeMap<String, String> without(Element element, Set<String> known) {
        var attributes = new TreeMap<>(element.attributes());
        attributes.keySet().removeAll(known);
        return attributes;
    }

    /** What an element carries beside what is known of it. */
    static Extras extras(Element element, Set<String> attributes, Set<String> children) {
        return new Extras(without(element, attributes), element.children().stream()
                .filter(child -> !children.contains(child.name())).map(ForeignCib::foreign).toList());
    }
}
