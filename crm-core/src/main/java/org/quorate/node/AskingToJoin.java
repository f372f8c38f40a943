package org.quorate.node;

import java.time.Duration;
import java.util.Set;
import org.quorate.membership.MembershipView;
import org.quorate.membership.NodeName;

/**
 * Whether a node may ask to become a member: only when a majority of voters and it hear each other, and when
 * it has caught up with the log: before, it would ask under numbers that were given away long ago. Without
 * the right cluster key, or with its datagrams cut off, it would be taken in through the log, be declared
 * lost because nobody hears it, and ask again, for ever.
 */
public final class AskingToJoin {

    /** However slow the failure detection is that was configured, heartbeats are not as rare as this. */
    private static final Duration HEARD_WITHIN = Duration.ofSeconds(30);

    /** So long it waits until it may; less than the pause before it tries again with a fresh number. */
    public static final Duration LIMIT = Duration.ofMillis(900);

    private AskingToJoin() {}

    /** Its own voter counts once it has applied an entry of this life, and so all before it. */
    public static boolean isAllowed(NodeName self, Set<NodeName> voters, MembershipView view) {
        return view.counts() && isHeard(self, voters, view);
    }

    /** It is a voter, and what is heard has the right key, and has answered a challenge of this life. */
    public static boolean isHeard(NodeName self, Set<NodeName> voters, MembershipView view) {
        var heard = view.heard();
        long fresh = voters.stream().filter(voter -> voter.equals(self)
                || heard.getOrDefault(voter, HEARD_WITHIN).compareTo(HEARD_WITHIN) < 0)
                .count();
        return voters.contains(self) && fresh > voters.size() / 2;
    }
}
