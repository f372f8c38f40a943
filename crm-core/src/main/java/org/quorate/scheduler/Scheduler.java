package org.quorate.scheduler;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.quorate.scheduler.actions.Draft;
import org.quorate.scheduler.actions.Probes;
import org.quorate.scheduler.ordering.Numbering;
import org.quorate.scheduler.situation.Situation;
import org.quorate.state.ClusterState;
import org.quorate.state.Transition;

/** The one decision of the cluster: from what is, to what should be done. */
public final class Scheduler {

    private Scheduler() {}

    /**
     * What to do about this state at this instant. The same arguments give the same decision, on every node.
     *
     * @param now only to see what has expired (failures, moves) and to evaluate rules
     */
    public static Decision schedule(ClusterState state, Instant now) {
        var situation = Situation.of(state, now);
        var drafts = new ArrayList<Draft>();
        situation.inFlight().forEach(action -> drafts.add(Draft.carried(action)));
        drafts.addAll(Probes.of(situation));
        var id = state.progress().transition().id() + 1;
        var actions = Numbering.actions(drafts, List.of(), id);
        return new Decision(new Transition(id, state.position().index(), now, actions), List.of(), List.of(),
                List.of(), Instant.MAX);
    }
}
