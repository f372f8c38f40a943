package org.quorate.membership.lease;

import org.quorate.membership.Owner;
import org.quorate.membership.Standing;
import org.quorate.membership.Standings;

/**
 * How far this node is in the log, and what the state says there.
 *
 * @param commandIndex the newest command that was handed to the state
 * @param logIndex the newest entry of any kind; entries after commandIndex change nothing in the state
 * @param tokenIndex where this life's own token was applied; {@link #NO_TOKEN} before
 */
record Applied(Standings standings, long commandIndex, long logIndex, long tokenIndex) {

    static final long NO_TOKEN = Long.MAX_VALUE;

    static Applied of(Standings standings) {
        return new Applied(standings, standings.appliedIndex(), standings.appliedIndex(), NO_TOKEN);
    }

    Applied with(Standings newer) {
        return newer.appliedIndex() < standings.appliedIndex()
                ? this
                : new Applied(newer, commandIndex, logIndex, tokenIndex);
    }

    Applied with(HeartbeatEvent.LogApplied applied) {
        return new Applied(standings, Math.max(commandIndex, applied.commandIndex()),
                Math.max(logIndex, applied.logIndex()), tokenIndex);
    }

    Applied withToken(long index) {
        return new Applied(standings, commandIndex, logIndex, Math.min(tokenIndex, index));
    }

    /**
     * The index up to which the standings are true. The state's user may be behind the log by some commands;
     * only when it is not do the entries that are no commands count too.
     */
    long index() {
        return standings.appliedIndex() >= commandIndex
                ? Math.max(standings.appliedIndex(), logIndex)
                : standings.appliedIndex();
    }

    /** A voter that restarted counts for nobody until it has applied an entry of this life. */
    boolean counts() {
        return index() >= tokenIndex;
    }

    Standing of(Owner owner) {
        return counts() ? standings.of(owner) : Standing.UNKNOWN;
    }
}
