package org.quorate.scheduler.actions;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.quorate.membership.NodeName;
import org.quorate.model.ResourceId;
import org.quorate.state.Reason;

/**
 * What becomes of a resource in this transition.
 *
 * @param stops where it is stopped, and why
 * @param aim where it runs in the end
 * @param blocked why that is not where it should be
 */
public record Course(ResourceId resource, SortedMap<NodeName, Reason> stops, Aim aim, List<Reason> blocked) {

    public Course {
        stops = Collections.unmodifiableSortedMap(new TreeMap<>(stops));
        blocked = List.copyOf(blocked);
    }

    /** Where it runs in the end. */
    public sealed interface Aim {

        /** Nowhere. */
        record Down() implements Aim {}

        /** Where it is. */
        record Stay(NodeName node) implements Aim {}

        /** On this node, started after its stops and these fence actions. */
        record Start(NodeName node, Reason reason, List<NodeName> fences) implements Aim {

            public Start {
                fences = List.copyOf(fences);
            }
        }
    }

    /** The node it runs on when the transition is done. */
    public Optional<NodeName> nodeAfter() {
        return switch (aim) {
            case Aim.Down() -> Optional.empty();
            case Aim.Stay(var node) -> Optional.of(node);
            case Aim.Start(var node, _, _) -> Optional.of(node);
        };
    }

    /** Whether all that keeps it back is that nobody knows yet where it runs. */
    public boolean isOnlyUnsettled() {
        return !blocked.isEmpty() && blocked.stream().allMatch(r -> r.kind() == Reason.Kind.UNKNOWN_STATE);
    }

    /** Whether it is started, or stopped, in this transition. */
    public boolean changes() {
        return !stops.isEmpty() || aim instanceof Aim.Start;
    }
}
