package org.quorate.scheduler.cib;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.quorate.cib.Cib;
import org.quorate.cib.ConfigurationCib;
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
     * @param stays where resources are to stay at any price
     */
    public static Cib of(Situation situation, Map<ResourceId, NodeName> stays) {
        var configuration = ConfigurationCib.element(EffectiveConfiguration.of(situation));
        var sections = new ArrayList<Element>();
        for (var section : configuration.children()) {
            sections.add(section.is("constraints")
                    ? section.withChildren(joined(section.children(), Wishes.locations(situation, stays)))
                    : section);
        }
        var states = situation.nodes().values().stream().map(node -> NodeStateCib.element(situation, node))
                .toList();
        return new Cib(Element.of("cib", "have-quorum", "true").withChildren(
                List.of(configuration.withChildren(sections), Element.of("status").withChildren(states))));
    }

    private static List<Element> joined(List<Element> one, List<Element> other) {
        var all = new ArrayList<>(one);
        all.addAll(other);
        return all;
    }
}
