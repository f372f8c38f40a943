package org.quorate.cib;

import java.util.ArrayList;
import java.util.List;
import org.quorate.model.Foreign;
import org.quorate.model.NvSet;
import org.quorate.model.Score;

/** Sets of names and values as Pacemaker writes them. */
record SetCib(Ids ids) {

    /**
     * The elements of an owner's sets; those that say nothing are left out.
     *
     * @param kind of the elements, such as {@code meta_attributes}
     */
    List<Element> elements(String kind, String owner, List<NvSet> sets) {
        return named(kind, owner + "-" + kind, sets);
    }

    /** The same where sets without an id have that one. */
    List<Element> named(String kind, String id, List<NvSet> sets) {
        return sets.stream().filter(set -> !set.saysNothing()).map(set -> element(kind, id, set)).toList();
    }

    private Element element(String kind, String otherwise, NvSet set) {
        if (set.reference().isPresent()) {
            return ForeignCib.with(Element.of(kind), set.extras());
        }
        var id = set.id().isEmpty() ? ids.made(otherwise) : ids.given(set.id());
        var children = new ArrayList<>(new RuleCib(ids).elements(id, set.rules()));
        set.values().forEach((name, value) -> {
            var own = set.pairIds().get(name);
            children.add(Element.of("nvpair", "id", own == null ? ids.made(id + "-" + name) : ids.given(own),
                    "name", name, "value", value));
        });
        for (var kept : set.extras().elements()) {
            children.add(pair(id, kept));
        }
        var element = Element.of(kind, "id", id);
        var scored = set.score().equals(Score.ZERO) ? element : element.with("score", set.score().toString());
        return ForeignCib.with(scored.withChildren(children), set.extras().withElements(List.of()));
    }

    /** A pair without a value needs an id of its own, a reference none. */
    private Element pair(String set, Foreign kept) {
        var element = ForeignCib.element(kept);
        var isOwn = kept.name().equals("nvpair") && kept.attribute("id-ref").isEmpty()
                && kept.attribute("id").isEmpty();
        return isOwn ? element.with("id", ids.made(set + "-" + element.attribute("name", ""))) : element;
    }
}
