package org.quorate.policy.cluster;

import java.time.Instant;
import org.quorate.cib.Element;
import org.quorate.model.Numbers;

/**
 * One recorded operation ({@code lrm_rsc_op}).
 *
 * @param exit the agent's exit code as recorded
 * @param status of the execution: -1 pending, 0 done, 1 cancelled, 2 timeout, 3 not supported, 4 error, ...
 */
public record HistoryEntry(Node node, String task, long intervalMs, int exit, int status,
        HistoryDetail detail) {

    /** What only some rules look at. */
    public record HistoryDetail(Element xml) {

        /** When it ended or last changed; the epoch where it is not told. */
        public Instant at() {
            var text = xml.attribute("last-rc-change", "");
            return Numbers.isWhole(text, 12) ? Instant.ofEpochSecond(Long.parseLong(text)) : Instant.EPOCH;
        }
    }

    /**
     * What the transition that ran it expected, -1 where that is not told. Its key carries it as the third
     * number, and no other record has that key; so it is read when it is asked for, which for the probe of
     * what does not run, as most records are, is never.
     */
    public int expectedExit() {
        var key = detail.xml().attribute("transition-key", "");
        var begin = key.indexOf(':', key.indexOf(':') + 1) + 1;
        var end = key.indexOf(':', begin);
        if (begin < 2 || end < 0) {
            return -1;
        }
        var number = key.substring(begin, end);
        return Numbers.isWhole(number, 4) ? Integer.parseInt(number) : -1;
    }

    public boolean isPending() {
        return status == -1;
    }
}
