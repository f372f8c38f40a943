package org.quorate.simulation;

import java.util.List;
import org.quorate.membership.NodeName;
import org.quorate.simulation.Entry.Call;
import org.quorate.simulation.Entry.Content;

/** What the peers of the simulated log say to each other (Ongaro and Ousterhout, "Raft", figure 2). */
sealed interface LogMessage {

    record Append(long term, long previous, long previousTerm, List<Entry> entries,
            long committed) implements LogMessage {}

    /** Up to {@code match} the logs are the same; or the entry before was not there. */
    record Appended(long term, boolean fits, long match) implements LogMessage {}

    record VoteAsked(long term, long lastTerm, long lastIndex) implements LogMessage {}

    record Voted(long term, boolean granted) implements LogMessage {}

    /** In place of entries that the leader has no more. */
    record Install(long term, Disk.Snapshot snapshot) implements LogMessage {}

    /** Stand for election now: the leader hands over. */
    record HandOver(long term) implements LogMessage {}

    record Offer(Call call, Content content) implements LogMessage {}

    record Offered(Call call, Answer answer) implements LogMessage {}

    /** Which replica it came from, and which it is for; for 0 whichever runs there. */
    record Letter(NodeName from, int fromNumber, int toNumber, LogMessage message) {}
}
