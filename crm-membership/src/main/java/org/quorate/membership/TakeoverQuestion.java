package org.quorate.membership;

import java.time.Duration;
import java.util.List;

/**
 * May this node start a role that others may own? Put to the voters until they have said yes.
 *
 * @param id chosen by the asker, never used twice in one life
 * @param requiredIndex the index at which the last of the owners was declared lost
 * @param owners every possible owner of the role but the asker; at most 16, so that a question is one
 *     datagram
 * @param leastAge how old the last "member" answer to each of them must be: (L + B) x 1.03 in force at
 *        adoption
 */
public record TakeoverQuestion(long id, long requiredIndex, List<Owner> owners, Duration leastAge) {

    public static final int MOST_OWNERS = 16;

    public TakeoverQuestion {
        owners = List.copyOf(owners);
        if (owners.size() > MOST_OWNERS) {
            throw new IllegalArgumentException("more than " + MOST_OWNERS + " possible owners");
        }
        if (leastAge.isNegative()) {
            throw new IllegalArgumentException("the wait of a takeover is not negative: " + leastAge);
        }
    }
}
