package org.quorate.api;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.quorate.membership.NodeName;
import org.quorate.model.ResourceId;
import org.quorate.model.Role;
import org.quorate.model.Score;
import org.quorate.state.Reason;

/**
 * What the scheduler makes of one state.
 *
 * @param basedOn the index of that state
 * @param actionsToCome how many actions the next transition would hold that the adopted one does not; 0
 *        when all is
 *        as it should be
 * @param resources the judgement of each primitive and group of the configuration
 * @param notes what holds for the whole cluster
 */
public record Decision(long basedOn, int actionsToCome, SortedMap<ResourceId, Judgement> resources,
        List<Reason> notes) {

    public Decision {
        resources = Collections.unmodifiableSortedMap(new TreeMap<>(resources));
        notes = List.copyOf(notes);
    }

    /**
     * What the scheduler makes of one resource.
     *
     * @param wanted where it should be; empty when it should run nowhere
     * @param why why just there, or why nowhere; never empty
     * @param nodes what each node that can run resources scores
     * @param blocked what keeps the cluster from bringing it there; empty when nothing does
     */
    public record Judgement(List<Place> wanted, List<Reason> why, SortedMap<NodeName, NodeScore> nodes,
            List<Reason> blocked) {

        public static final Judgement NONE = new Judgement(List.of(), List.of(), new TreeMap<>(), List.of());

        public Judgement {
            wanted = List.copyOf(wanted);
            why = List.copyOf(why);
            nodes = Collections.unmodifiableSortedMap(new TreeMap<>(nodes));
            blocked = List.copyOf(blocked);
        }
    }

    /** A role on a node. */
    public record Place(NodeName node, Role role) {}

    /** The sum, and what it is made of. */
    public record NodeScore(Score total, List<Part> parts) {

        public NodeScore {
            parts = List.copyOf(parts);
        }
    }

    /** What one reason adds. */
    public record Part(Score score, Reason reason) {}
}
