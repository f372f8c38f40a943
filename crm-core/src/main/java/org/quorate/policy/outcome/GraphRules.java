package org.quorate.policy.outcome;

import java.util.EnumSet;
import java.util.Set;
import org.quorate.policy.cluster.Action;
import org.quorate.policy.cluster.Action.Flag;
import org.quorate.policy.cluster.Action.Link;
import org.quorate.policy.cluster.Clone;
import org.quorate.policy.cluster.Node;
import org.quorate.policy.cluster.Relation;
import org.quorate.policy.cluster.Resource;
import org.quorate.policy.cluster.Task;

/** Which actions are carried out or stand in the order, and for which of them others wait. */
final class GraphRules {

    /** Relations by which an action that cannot run still says something about others. */
    private static final Set<Relation> MERELY_ORDERED = EnumSet.of(Relation.ORDERED,
            Relation.THEN_IMPLIES_FIRST_GRAPHED, Relation.FIRST_IMPLIES_THEN_GRAPHED);

    private GraphRules() {}

    static boolean isInGraph(Action action) {
        if (!action.is(Flag.RUNNABLE) || action.is(Flag.OPTIONAL) && !action.is(Flag.ALWAYS_IN_GRAPH)) {
            return false;
        }
        if (isLeftAlone(action)) {
            return false;
        }
        return isForTheCluster(action) || action.node().filter(GraphRules::takesWork).isPresent();
    }

    /** What is not managed is only watched. */
    private static boolean isLeftAlone(Action action) {
        var isUnmanaged = action.resource().filter(resource -> !resource.is(Resource.Flag.MANAGED)).isPresent();
        return isUnmanaged && !action.task().equals(Task.MONITOR) && action.intervalMs() == 0;
    }

    private static boolean isForTheCluster(Action action) {
        return action.is(Flag.PSEUDO) || switch (action.task()) {
            case Task.FENCE, Task.SHUTDOWN -> true;
            // The status section is tidied by the controller; the node need not be there.
            case Task.LRM_DELETE -> action.node().isPresent();
            default -> false;
        };
    }

    private static boolean takesWork(Node node) {
        return node.is(Node.Flag.ONLINE)
                || node.kind() == Node.Kind.GUEST && !node.is(Node.Flag.REMOTE_NEEDS_RESET);
    }

    /** Whether an action waits for the other end of a link, which is before it. */
    static boolean isInput(Action then, Link link) {
        var first = link.other();
        var relations = link.relations();
        if (relations.isEmpty() || !first.is(Flag.RUNNABLE) && cannotWait(relations)
                || first.is(Flag.MIGRATABLE) && yieldsToMigration(first, relations)
                || !holdsOnNodes(then, first, relations) || isFailedAndUnmanaged(then, first)) {
            return false;
        }
        return isInGraph(first);
    }

    private static boolean cannotWait(Set<Relation> relations) {
        return MERELY_ORDERED.containsAll(relations) || relations.contains(Relation.MIN_RUNNABLE)
                || relations.contains(Relation.UNMIGRATABLE_THEN_BLOCKS);
    }

    private static boolean yieldsToMigration(Action first, Set<Relation> relations) {
        return relations.contains(Relation.IF_FIRST_UNMIGRATABLE)
                || relations.equals(Set.of(Relation.ORDERED)) && first.key().endsWith("_" + Task.STOP + "_0");
    }

    /** Load and anti-colocation hold between actions on one node only. */
    private static boolean holdsOnNodes(Action then, Action first, Set<Relation> relations) {
        if (relations.equals(Set.of(Relation.IF_ON_SAME_NODE_OR_TARGET))) {
            var place = then.task().equals(Task.MIGRATE_TO)
                    ? then.resource().flatMap(Resource::assignedTo)
                    : then.node();
            return place.equals(first.node()) && !first.is(Flag.OPTIONAL);
        }
        if (relations.equals(Set.of(Relation.IF_REQUIRED_ON_SAME_NODE))) {
            var isApart = first.node().isPresent() && then.node().isPresent() && !first.node().equals(then.node());
            return !isApart && !first.is(Flag.OPTIONAL);
        }
        return true;
    }

    /** What failed and is not managed never stops; the rest of a clone cannot wait for that. */
    private static boolean isFailedAndUnmanaged(Action then, Action first) {
        var resource = first.resource().orElse(null);
        return resource != null && resource != then.resource().orElse(null)
                && resource.is(Resource.Flag.FAILED) && !resource.is(Resource.Flag.MANAGED)
                && first.key().endsWith("_" + Task.STOP + "_0")
                && then.resource().filter(other -> other instanceof Clone).isPresent();
    }
}
