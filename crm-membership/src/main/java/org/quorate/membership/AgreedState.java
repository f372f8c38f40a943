package org.quorate.membership;

/**
 * What the log's commands are applied to; implemented by the user of the log. All methods are called in log
 * order, one at a time. They must not block: nothing else is applied meanwhile.
 */
public interface AgreedState {

    /**
     * Applies a command. Deterministic: every node must reach the same state and give the same reply. Indexes
     * grow but have gaps: the log keeps entries of its own.
     */
    byte[] apply(long index, byte[] command);

    /** The whole state as bytes, after the last apply. */
    byte[] snapshot();

    /**
     * Replaces the whole state by a snapshot taken when everything up to {@code index} was applied.
     *
     * @return the index of the newest command in it; at most {@code index}, for the entries after it were the
     *         log's own
     */
    long restore(long index, byte[] snapshot);
}
