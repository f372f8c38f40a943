package org.quorate.state;

import java.time.Duration;
import java.time.Instant;
import java.util.SortedMap;
import org.quorate.membership.Incarnation;

/**
 * What the cluster knows of a node.
 *
 * <p>Legal changes of presence: any to MEMBER (a new incarnation joined); MEMBER to LEAVING (it asked to
 * leave) to LEFT (everything is stopped there); MEMBER to RESTARTING (its daemon goes and comes, what it runs
 * stays); MEMBER, LEAVING or RESTARTING to LOST; LOST, or LEFT where an earlier life may have left something,
 * to FENCED (fenced, or confirmed dead by an operator).
 *
 * @param life names the run of the daemon; two lives with one name at one time are two machines
 * @param traits what the node said of itself when it joined
 * @param attributes transient attributes, gone with the incarnation
 * @param changedAt index of the last change of presence
 * @param longestHold the longest takeover wait that was in force since this incarnation joined: it may not
 *        have learned yet that it is shorter now; {@link Owner#FOR_EVER} where it may not know that it must
 *        let go of something at all
 */
public record NodeStatus(Incarnation incarnation, String life, Presence presence, Traits traits,
        SortedMap<String, String> attributes, Instant since, long changedAt, Duration longestHold) {

    public NodeStatus {
        attributes = Frozen.of(attributes);
    }

    public boolean isMember() {
        return switch (presence) {
            case MEMBER, LEAVING, RESTARTING -> true;
            case LEFT, LOST, FENCED -> false;
        };
    }

    public NodeStatus withPresence(Presence changed, Instant at, long index) {
        return new NodeStatus(incarnation, life, changed, traits, attributes, at, index, longestHold);
    }

    public NodeStatus withAttributes(SortedMap<String, String> changed) {
        return new NodeStatus(incarnation, life, presence, traits, changed, since, changedAt, longestHold);
    }

    NodeStatus holdingUpTo(Duration hold) {
        return hold.compareTo(longestHold) <= 0
                ? this
                : new NodeStatus(incarnation, life, presence, traits, attributes, since, changedAt, hold);
    }

    /** Whether a node is there. */
    public enum Presence {
        MEMBER, LEAVING, RESTARTING, LEFT, LOST, FENCED
    }

    /**
     * What a node says of itself.
     *
     * @param isolation what makes its resources harmless when the daemon cannot act
     * @param featureLevel what its version understands; the cluster works at the lowest
     * @param boot the start of its machine in which this daemon runs
     */
    public record Traits(Kind kind, Isolation isolation, int featureLevel, Boot boot) {

        /** Of a machine that does not say when it was started. */
        public Traits(Kind kind, Isolation isolation, int featureLevel) {
            this(kind, isolation, featureLevel, Boot.UNKNOWN);
        }
    }

    /** What a node is for. */
    public enum Kind {
        /** Runs resources and votes. */
        NODE,
        /** Votes and stores the log, and runs nothing. */
        ARBITER
    }

    /** What makes the resources of a node harmless when its daemon cannot act. */
    public enum Isolation {
        NONE, GUARDIAN, WATCHDOG
    }
}
