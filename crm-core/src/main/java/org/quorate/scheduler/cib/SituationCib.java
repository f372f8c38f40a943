package org.quorate.scheduler.cib;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.quorate.cib.Cib;
import org.quorate.cib.Element;
import org.quorate.membership.NodeName;
import org.quorate.model.ResourceId;
import org.quorate.scheduler.situation.Situation;

/**
 * Puts a situation into the words of a CIB. What is in flight counts as done, what has expired as never been,
 * and a node that is to be fenced as gone: whether it must be is the scheduler's own verdict, so that fencing
 * is off in this CIB.
 */
public final class SituationCib {

    private SituationCib() {}

    /**
     * The whole CIB.
     *
     * @param fixed the sections that its configuration makes
     * @param stays where resources are to stay at any price
     */
    public static Cib of(Situation situation, FixedSections fixed, Map<ResourceId, NodeName> stays) {
        var wishes = Wishes.locations(situation, stays);
        var sections = fixed.sections().stream().map(section -> switch (section.name()) {
            case "nodes" -> NodesCib.element(situation);
            case "constraints" -> section.withChildren(joined(section.children(), wishes));
            default -> section;
        }).toList();
        var states = situation.nodes().values().stream().map(node -> NodeStateCib.element(situation, node))
                .toList();
        return new Cib(Element.of("cib", "have-quorum", "true").withChildren(
                List.of(Element.of("configuration").withChildren(sections),
                        Element.of("status").withChildren(states))));
    }

    private static List<Element> joined(List<Element> one, List<Element> other) {
        return other.isEmpty() ? one : Stream.concat(one.stream(), other.stream()).toList();
    }
}
