package org.quorate.membership.lease;

import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.quorate.membership.Incarnation;
import org.quorate.membership.NodeName;
import org.quorate.membership.Owner;
import org.quorate.membership.Standing;

/**
 * What nodes and voters say to each other. Times are boottime nanoseconds of the one that sent them first;
 * nobody compares them with its own clock but that one.
 */
public sealed interface Message {

    /** What comes back for another message travels the link that one came by; all else travels every link. */
    sealed interface Reply extends Message {}

    /** Whether the sender has heard a voter other than itself within L. */
    enum Hearing {
        TWO_WAY, ONE_WAY
    }

    /** A node asks a voter for its standing. {@code appliedIndex} is the newest log entry it has applied. */
    record Renew(Incarnation incarnation, long sentAt, long appliedIndex, Hearing hearing)
            implements
                Message {}

    /** The voter's answer; {@code incarnation} and {@code sentAt} are those of the Renew. */
    record Answer(Incarnation incarnation, long sentAt, Standing standing, long appliedIndex,
            long votersVersion, SortedSet<NodeName> hears) implements Reply {

        public Answer {
            hears = Collections.unmodifiableSortedSet(new TreeSet<>(hears));
        }
    }

    /**
     * How long have you not heard this one? {@link Incarnation#NONE} stands for any incarnation: then it is
     * the leader of the log that is in doubt. Who asks about itself in that way knows of no leader: a voter
     * that hears one answers with {@link LogEnd#EMPTY}.
     */
    record SilenceAsk(long inquiry, Owner about) implements Message {}

    /** {@code logEnd} is where the voter's log ends: the best placed one stands for election. */
    record SilenceTell(long inquiry, long silentNanos, LogEnd logEnd) implements Reply {}

    /** When did you last answer "member" to these, and have you applied the entry that declared them lost? */
    record TakeoverAsk(long question, List<Owner> owners) implements Message {

        public TakeoverAsk {
            owners = List.copyOf(owners);
        }
    }

    /**
     * Sent only by a voter that counts.
     *
     * @param memberAges the age of the last "member" answer to each owner, in the order asked
     */
    record TakeoverTell(long question, long appliedIndex, long votersVersion, List<Long> memberAges)
            implements
                Reply {

        public TakeoverTell {
            memberAges = List.copyOf(memberAges);
        }
    }
}
