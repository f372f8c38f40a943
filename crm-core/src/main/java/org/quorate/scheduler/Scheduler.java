package org.quorate.scheduler;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.quorate.scheduler.actions.Course;
import org.quorate.scheduler.actions.Courses;
import org.quorate.scheduler.actions.Draft;
import org.quorate.scheduler.actions.Drafts;
import org.quorate.scheduler.actions.Monitors;
import org.quorate.scheduler.actions.Outlook;
import org.quorate.scheduler.actions.Probes;
import org.quorate.scheduler.actions.Recovery;
import org.quorate.scheduler.fencing.FencePlan;
import org.quorate.scheduler.ordering.ConstraintEdges;
import org.quorate.scheduler.ordering.Edge;
import org.quorate.scheduler.ordering.Numbering;
import org.quorate.scheduler.ordering.SafetyEdges;
import org.quorate.scheduler.placement.Bonds;
import org.quorate.scheduler.placement.Placements;
import org.quorate.scheduler.placement.Recall;
import org.quorate.scheduler.situation.Horizon;
import org.quorate.scheduler.situation.Sequences;
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
        return schedule(state, now, Recall.NONE);
    }

    /**
     * The same decision, sooner.
     *
     * @param recall of any earlier decision; it changes nothing but the time that this one takes
     */
    public static Decision schedule(ClusterState state, Instant now, Recall recall) {
        var seen = Situation.of(state, now);
        var fencing = FencePlan.of(seen);
        var situation = seen.condemning(fencing.condemned(seen));
        var bonds = Bonds.of(situation);
        var placed = Placements.of(situation, recall);
        var outlook = new Outlook(situation, fencing, bonds, Sequences.of(situation), placed.placements());
        var courses = Courses.of(outlook).values();
        var drafts = drafts(outlook, courses);
        var edges = edges(outlook, drafts, courses);
        var id = state.progress().transition().id() + 1;
        var actions = Numbering.actions(drafts.all(), edges, id);
        return new Decision(new Transition(id, state.position().index(), now, actions),
                List.copyOf(placed.placements().values()), Blockages.of(outlook, courses),
                Horizon.expired(situation), Horizon.next(situation), placed.recall());
    }

    private static Drafts drafts(Outlook outlook, Collection<Course> courses) {
        var situation = outlook.situation();
        var drafts = new ArrayList<Draft>();
        situation.inFlight().forEach(action -> drafts.add(Draft.carried(action)));
        drafts.addAll(Probes.of(situation));
        drafts.addAll(Recovery.fences(situation, outlook.fencing()));
        drafts.addAll(Recovery.removals(situation));
        drafts.addAll(Recovery.stops(situation, courses));
        drafts.addAll(Recovery.starts(situation, courses));
        drafts.addAll(Monitors.of(situation, courses));
        return new Drafts(drafts);
    }

    private static List<Edge> edges(Outlook outlook, Drafts drafts, Collection<Course> courses) {
        var edges = new ArrayList<Edge>();
        edges.addAll(SafetyEdges.of(outlook.situation(), drafts, courses));
        edges.addAll(ConstraintEdges.of(outlook, drafts));
        return edges;
    }
}
