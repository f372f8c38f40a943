package org.quorate.membership.heartbeat;

import org.quorate.membership.NodeName;
import org.quorate.membership.lease.Message;

/**
 * One datagram.
 *
 * @param link on which of the links it travels, from 0
 * @param life the sender's life: a random number made at its start, never 0
 * @param toLife the receiver's life as the sender knows it; 0 when it knows none
 * @param sequence grows with every datagram of this life
 * @param wallMillis the sender's wall clock, only to report clocks that are apart
 */
record Frame(int link, NodeName from, NodeName to, long life, long toLife, long sequence, long wallMillis,
        Content content) {

    /** Nobody's life. */
    static final long NO_LIFE = 0;

    sealed interface Content {}

    /** A message of the heartbeat core. */
    record Core(Message message) implements Content {}

    /** Prove that you live: send this number back. */
    record Challenge(long nonce) implements Content {}

    record Echo(long nonce) implements Content {}

    /** Something is wrong with you that you cannot see yourself; the text is for your operator. */
    record Objection(String text) implements Content {}
}
