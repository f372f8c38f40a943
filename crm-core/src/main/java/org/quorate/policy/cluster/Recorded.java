package org.quorate.policy.cluster;

import java.util.List;

/**
 * What a node records of one resource ({@code lrm_resource}). There are as many as resources times nodes;
 * what is asked of each is read once, when its turn comes in the status section, so that nobody goes back.
 *
 * @param name by which the node knows the resource
 * @param agent which did all of it
 * @param entries the oldest first
 */
public record Recorded(Node node, String name, Agent agent, List<HistoryEntry> entries) {

    /** Whether any of it is a recurring operation. */
    public boolean isRecurring() {
        for (var entry : entries) {
            if (entry.intervalMs() > 0) {
                return true;
            }
        }
        return false;
    }
}
