package org.quorate.policy.cluster;

import org.jspecify.annotations.Nullable;

/**
 * Actions by their key and the node for which they were asked. A table without an object for each entry:
 * there are as many as resources times nodes, and those of one key stand side by side.
 */
final class ActionNames {

    private static final int FIRST_SIZE = 256;
    /** Spreads what differs little over all bits: 2^32 divided by the golden ratio. */
    private static final int SPREAD = 0x9E3779B9;

    private @Nullable Action[] actions = new Action[FIRST_SIZE];
    private @Nullable Node[] nodes = new Node[FIRST_SIZE];
    private int size;

    /** @param node null where none was named */
    @Nullable
    Action get(String key, @Nullable Node node) {
        return actions[place(key, node)];
    }

    /** Instead of the one before, if any. */
    void put(@Nullable Node node, Action action) {
        int place = place(action.key(), node);
        if (actions[place] == null) {
            size++;
        }
        actions[place] = action;
        nodes[place] = node;
        if (size * 2 > actions.length) {
            grow();
        }
    }

    /** Where it stands, or would stand. */
    private int place(String key, @Nullable Node node) {
        int mask = actions.length - 1;
        int begin = (key.hashCode() * SPREAD) >>> 7;
        int place = (begin + (node == null ? 0 : node.number() + 1)) & mask;
        while (true) {
            var there = actions[place];
            if (there == null || (nodes[place] == node && there.key().equals(key))) {
                return place;
            }
            place = (place + 1) & mask;
        }
    }

    private void grow() {
        var oldActions = actions;
        var oldNodes = nodes;
        actions = new Action[oldActions.length * 2];
        nodes = new Node[oldNodes.length * 2];
        size = 0;
        for (int i = 0; i < oldActions.length; i++) {
            var action = oldActions[i];
            if (action != null) {
                put(oldNodes[i], action);
            }
        }
    }
}
