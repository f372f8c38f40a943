package org.quorate.policy.cluster;

import java.time.Instant;
import org.quorate.cib.Element;
import org.quorate.model.Numbers;

/**
 * One recorded operation ({@code lrm_rsc_op}).
 *
 * @param callId order in which the node's executor began it; -1 while pending
 * @param exit the agent's exit code as recorded
 * @param expectedExit what the transition that ran it expected, -1 where it is not told
 * @param status of the execution: -1 pending, 0 done, 1 cancelled, 2 timeout, 3 not supported, 4 error, ...
 */
public record HistoryEntry(Node node, String task, long intervalMs, int callId, int exit, int expectedExit,
        int status,
        HistoryDetail detail) {

    /** What only some rules look at. */
    public record HistoryDetail(Element xml) {

        /** When it ended or last changed; the epoch where it is not told. */
        public Instant at() {
            var text = xml.attribute("last-rc-change", "");
            return Numbers.isWhole(text, 12) ? Instant.ofEpochSecond(Long.parseLong(text)) : Instant.EPOCH;
        }
    }

    public boolean isPending() {
        return status == -1;
    }
}
