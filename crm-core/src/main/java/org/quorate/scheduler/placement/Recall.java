package org.quorate.scheduler.placement;

import java.util.Map;
import org.quorate.cib.Cib;
import org.quorate.cib.Element;
import org.quorate.membership.NodeName;
import org.quorate.model.ResourceId;
import org.quorate.policy.Policy;
import org.quorate.scheduler.cib.FixedSections;
import org.quorate.scheduler.cib.SituationCib;
import org.quorate.scheduler.situation.Situation;

/**
 * What one decision leaves to the next: the sections of the configuration, and what policy made of the last
 * CIB. An equal CIB is assigned equally, unless a rule asks for the date; a result that was expected changes
 * nothing in it, as what is in flight counts as done. Only time is saved by it.
 */
public final class Recall {

    /** Of nothing. */
    public static final Recall NONE = new Recall(FixedSections.NONE, Element.of("none"),
            new Assigned(Map.of()));

    private final FixedSections fixed;
    private final Element root;
    private final Assigned assigned;

    private Recall(FixedSections fixed, Element root, Assigned assigned) {
        this.fixed = fixed;
        this.root = root;
        this.assigned = assigned;
    }

    /** This one brought up to the situation. */
    Recall of(Situation situation) {
        var sections = fixed.of(situation);
        var cib = SituationCib.of(situation, sections, Map.of());
        return sections.isTimeless() && cib.root().equals(root)
                ? this
                : new Recall(sections, cib.root(), assigned(cib, situation));
    }

    Assigned assigned() {
        return assigned;
    }

    /** What would be assigned in another situation with the same configuration. */
    Assigned assigned(Situation other, Map<ResourceId, NodeName> stays) {
        return assigned(SituationCib.of(other, fixed, stays), other);
    }

    private static Assigned assigned(Cib cib, Situation situation) {
        return Assigned.of(Policy.place(cib, situation.now()));
    }
}
