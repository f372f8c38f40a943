package org.quorate.policy.cluster;

import java.util.List;

/**
 * What a node records of one resource ({@code lrm_resource}). There are as many as resources times nodes;
 * what is asked of each is read once, when its turn comes in the status section, so that nobody goes back.
 *
 * @param name by which the node knows the resource
 * @param agent which did all of it
 * @param entries the oldest first
 * @param isRecurring whether any of them recurs
 */
public record Recorded(Node node, String name, Agent agent, List<HistoryEntry> entries, boolean isRecurring) {

    public static Recorded of(Node node, String name, Agent agent, List<HistoryEntry> entries) {
        var isRecurring = false;
        for (var entry : entries) {
            isRecurring |= entry.intervalMs() > 0;
        }
        return new Recorded(node, name, agent, entries, isRecurring);
    }
}
