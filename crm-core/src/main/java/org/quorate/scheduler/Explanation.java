package org.quorate.scheduler;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.quorate.membership.NodeName;
import org.quorate.model.ResourceId;

/**
 * Why a resource is where it is, in words.
 *
 * @param headline where it runs, or should run, and why
 * @param blocked what keeps it from where it should be, each with what to do
 * @param others each other node with why not, and what would allow it
 */
public record Explanation(ResourceId resource, String headline, List<String> blocked, List<Other> others) {

    public Explanation {
        blocked = List.copyOf(blocked);
        others = List.copyOf(others);
    }

    /**
     * A node where it does not run.
     *
     * @param change the smallest change that would bring it there; empty where there is none to name
     */
    public record Other(NodeName node, String why, String change) {

        String line() {
            return "not on " + node + ": " + why + (change.isEmpty() ? "" : " -> " + change);
        }
    }

    /** The whole text, a line each. */
    public List<String> lines() {
        var lines = new ArrayList<String>();
        lines.add(headline);
        lines.addAll(blocked);
        others.forEach(other -> lines.add(other.line()));
        return List.copyOf(lines);
    }

    /** Only why it is not on these nodes; where it belongs on one of them, the headline. */
    public List<String> about(Collection<NodeName> nodes) {
        var lines = new ArrayList<String>();
        for (var node : nodes) {
            lines.add(others.stream().filter(other -> other.node().equals(node)).findFirst().map(Other::line)
                    .orElse(headline));
        }
        return List.copyOf(lines);
    }
}
