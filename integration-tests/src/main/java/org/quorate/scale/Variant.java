package org.quorate.scale;

/** In which state a generated cluster is. */
public enum Variant {
    /** All nodes are members, and nothing has been looked for yet. */
    COLD_START,
    /** Everything runs where it is to run. */
    SETTLED,
    /** As settled, and then one node is not heard any more. */
    NODE_LOST
}
