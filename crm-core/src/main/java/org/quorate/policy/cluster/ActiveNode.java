package org.quorate.policy.cluster;

import org.jspecify.annotations.Nullable;

/**
 * Where a resource counts as running now, of all the nodes on which it is active.
 *
 * @param node the source of a live migration; else, for what may start elsewhere before fencing, the first
 *        node in
 *        order; else the first; null where it is active nowhere
 * @param all how many nodes it is active on
 * @param clean how many of them are in order
 */
public record ActiveNode(@Nullable Node node, int all, int clean) {

    public static ActiveNode of(Resource resource) {
        Node chosen = null;
        var clean = 0;
        var active = resource.active();
        for (var node : active) {
            clean += isInOrder(node) ? 1 : 0;
            chosen = better(resource, chosen, node);
        }
        return new ActiveNode(chosen, active.size(), clean);
    }

    private static Node better(Resource resource, @Nullable Node chosen, Node node) {
        var source = resource.migrationSource();
        if (source.isPresent()) {
            return source.get() == node || chosen == null ? node : chosen;
        }
        var needsFencing = resource.is(Resource.Flag.NEEDS_FENCING);
        if (chosen == null || (!needsFencing && isInOrder(node) && !isInOrder(chosen))) {
            return node;
        }
        return chosen;
    }

    private static boolean isInOrder(Node node) {
        return node.is(Node.Flag.ONLINE) && !node.is(Node.Flag.UNCLEAN);
    }
}
