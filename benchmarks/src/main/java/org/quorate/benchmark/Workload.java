package org.quorate.benchmark;

import java.util.function.Predicate;
import org.quorate.cib.Cib;
import org.quorate.cib.Element;
import org.quorate.policy.Policy;
import org.quorate.scale.ScaleCib;

/**
 * What one decision has to look at.
 *
 * @param resources primitives, instances of clones one by one
 * @param actions of the working set, carried out or not
 * @param recorded operations in the status section
 */
record Workload(int resources, int constraints, int actions, int recorded) {

    static Workload of(Cib cib) {
        var cluster = Policy.read(cib, ScaleCib.NOW);
        var plan = Policy.decide(cluster);
        var actions = Math.max(cluster.actions().all().size(), plan.steps().size());
        return new Workload(cluster.primitives().size(), cib.section("constraints").children().size(),
                actions, count(cib.status(), element -> element.is("lrm_rsc_op")));
    }

    private static int count(Element element, Predicate<Element> wanted) {
        return element.children().stream().mapToInt(child -> count(child, wanted)).sum()
                + (wanted.test(element) ? 1 : 0);
    }

    /** What there is besides what is recorded of it. */
    int things() {
        return resources + constraints + actions;
    }

    /**
     * All of them. Recorded operations are among them because a cluster at rest has next to no actions, and a
     * record of each resource on each node.
     */
    int items() {
        return things() + recorded;
    }
}
