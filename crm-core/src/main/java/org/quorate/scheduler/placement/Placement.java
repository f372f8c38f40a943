package org.quorate.scheduler.placement;

import java.util.List;
import java.util.Optional;
import org.quorate.membership.NodeName;
import org.quorate.model.ResourceId;
import org.quorate.state.Reason;

/**
 * Where a resource should run.
 *
 * @param choice the node, or that there is none
 * @param candidates every node of the cluster that runs resources, best first
 */
public record Placement(ResourceId resource, Choice choice, List<Candidate> candidates) {

    public Placement {
        candidates = List.copyOf(candidates);
    }

    /** What was chosen, and why. */
    public sealed interface Choice {

        List<Reason> reasons();

        /** Run on this node. */
        record On(NodeName node, List<Reason> reasons) implements Choice {

            public On {
                reasons = List.copyOf(reasons);
            }
        }

        /** Run nowhere. */
        record Nowhere(List<Reason> reasons) implements Choice {

            public Nowhere {
                reasons = List.copyOf(reasons);
            }
        }

        /** Leave it alone, wherever it is. */
        record Untouched(List<NodeName> nodes, List<Reason> reasons) implements Choice {

            public Untouched {
                nodes = List.copyOf(nodes);
                reasons = List.copyOf(reasons);
            }
        }
    }

    public Optional<NodeName> node() {
        return switch (choice) {
            case Choice.On(var node, _) -> Optional.of(node);
            case Choice.Nowhere _ -> Optional.empty();
            case Choice.Untouched(var nodes, _) -> nodes.stream().findFirst();
        };
    }
}
