package org.quorate.state;

/**
 * Where in the log a state stands.
 *
 * @param index the last entry applied
 * @param relevant the last entry that can change a decision; a transition computed from an older state is
 *        refused
 */
public record Position(long index, long relevant) {}
