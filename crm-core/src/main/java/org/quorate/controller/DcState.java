package org.quorate.controller;

import java.time.Instant;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import org.quorate.membership.NodeName;
import org.quorate.scheduler.placement.Recall;
import org.quorate.state.ClusterState;

/**
 * What the controller remembers between events.
 *
 * @param cluster the newest applied state
 * @param open numbers of unanswered proposals of transitions; at most one
 * @param lastNumber the last number given to a proposal
 * @param considered up to where this DC has decided
 * @param nextLook when time alone may change the decision
 * @param moved when leadership was last handed over, or asked to be
 */
public record DcState(NodeName self, Office office, ClusterState cluster, Set<Long> open, long lastNumber,
        Considered considered, Instant nextLook, Instant moved) {

    public DcState {
        open = Collections.unmodifiableSet(new TreeSet<>(open));
    }

    public static DcState initial(NodeName self) {
        return new DcState(self, Office.OUT, ClusterState.EMPTY, Set.of(), 0, Considered.NOTHING, Instant.MAX,
                Instant.MIN);
    }

    /** Whether this node is the DC. */
    public enum Office {
        IN, OUT
    }

    /**
     * What a decision was made from.
     *
     * @param index of the state; -1 for no decision yet
     * @param transition the adopted one
     * @param ended how many of its actions had ended
     * @param recall makes the next decision quicker
     */
    public record Considered(long index, long transition, int ended, Recall recall) {

        static final Considered NOTHING = new Considered(-1, -1, 0, Recall.NONE);

        static Considered of(ClusterState cluster, Recall recall) {
            return new Considered(cluster.position().index(), cluster.progress().transition().id(),
                    cluster.progress().endings().size(), recall);
        }

        boolean hasProgressOf(ClusterState cluster) {
            return transition == cluster.progress().transition().id()
                    && ended == cluster.progress().endings().size();
        }
    }

    DcState withCluster(ClusterState changed) {
        return new DcState(self, office, changed, open, lastNumber, considered, nextLook, moved);
    }

    DcState withOffice(Office changed) {
        return new DcState(self, changed, cluster, Set.of(), lastNumber, Considered.NOTHING, Instant.MIN,
                moved);
    }

    DcState proposed(long number) {
        return new DcState(self, office, cluster, Set.of(number), number, considered, nextLook, moved);
    }

    DcState numbered(long number) {
        return new DcState(self, office, cluster, open, number, considered, nextLook, moved);
    }

    DcState answered(long number) {
        var left = new TreeSet<>(open);
        left.remove(number);
        return new DcState(self, office, cluster, left, lastNumber, considered, nextLook, moved);
    }

    DcState decided(Considered upTo, Instant next) {
        return new DcState(self, office, cluster, open, lastNumber, upTo, next, moved);
    }

    DcState movedAt(Instant at) {
        return new DcState(self, office, cluster, open, lastNumber, considered, nextLook, at);
    }
}
