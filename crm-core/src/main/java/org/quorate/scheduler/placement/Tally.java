package org.quorate.scheduler.placement;

import java.util.Collection;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.quorate.membership.NodeName;
import org.quorate.model.Score;
import org.quorate.state.Reason;

/** The candidates of one resource while they are being scored. Stays inside one function. */
final class Tally {

    private final TreeMap<NodeName, Candidate> candidates = new TreeMap<>();

    static Tally over(Collection<NodeName> nodes) {
        var tally = new Tally();
        nodes.forEach(node -> tally.candidates.put(node, Candidate.of(node)));
        return tally;
    }

    static Tally from(SortedMap<NodeName, Candidate> candidates) {
        var tally = new Tally();
        tally.candidates.putAll(candidates);
        return tally;
    }

    /** Nothing happens for a node that is no candidate. */
    void add(NodeName node, Score score, Reason reason) {
        candidates.computeIfPresent(node, (_, candidate) -> candidate.plus(score, reason));
    }

    SortedMap<NodeName, Candidate> candidates() {
        return Collections.unmodifiableSortedMap(candidates);
    }
}
