package org.quorate.scheduler.ordering;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.quorate.membership.NodeName;
import org.quorate.scheduler.actions.Course;
import org.quorate.scheduler.actions.Course.Aim;
import org.quorate.scheduler.actions.Draft;
import org.quorate.scheduler.actions.Drafts;
import org.quorate.scheduler.ordering.Edge.Strength;
import org.quorate.scheduler.situation.Situation;
import org.quorate.state.Action;
import org.quorate.state.ActionId;
import org.quorate.state.Work;

/**
 * What keeps one resource straight: nothing new on a node before what is in flight there has ended, no start
 * before all its stops and fence actions, no monitor before its start.
 */
public final class SafetyEdges {

    private SafetyEdges() {}

    public static List<Edge> of(Situation situation, Drafts drafts, Collection<Course> courses) {
        var edges = new ArrayList<Edge>();
        addCarried(situation, drafts, edges);
        for (var draft : drafts.all()) {
            if (!draft.isCarried()) {
                addAfterFlight(drafts, draft, edges);
                if (draft.work() instanceof Work.Run run) {
                    addOwn(drafts, draft, run, edges);
                }
            }
        }
        for (var course : courses) {
            if (course.aim() instanceof Aim.Start(_, _, var fences)) {
                for (var start : drafts.starts(course.resource())) {
                    fences.forEach(node -> fences(situation, drafts, node)
                            .forEach(fence -> add(edges, fence, start)));
                }
            }
        }
        addCancels(drafts, edges);
        return edges;
    }

    private static List<Draft> fences(Situation situation, Drafts drafts, NodeName target) {
        return situation.node(target).map(node -> drafts.fences(target, node.incarnation()))
                .orElse(List.of());
    }

    /** What is in flight keeps the prerequisites that have not ended. */
    private static void addCarried(Situation situation, Drafts drafts, List<Edge> edges) {
        Map<ActionId, Draft> byId = new HashMap<>();
        drafts.all().stream().filter(Draft::isCarried).forEach(draft -> byId.put(draft.id(), draft));
        for (Action action : situation.inFlight()) {
            var then = byId.get(action.id());
            for (var prerequisite : action.after()) {
                var first = byId.get(prerequisite);
                if (first != null && then != null) {
                    edges.add(new Edge(first, then, Strength.SAFETY));
                }
            }
        }
    }

    private static void addAfterFlight(Drafts drafts, Draft draft, List<Edge> edges) {
        switch (draft.work()) {
            case Work.Run run ->
                drafts.carried(run.resource(), run.node()).forEach(c -> add(edges, c, draft));
            case Work.Cancel cancel -> drafts.carried(cancel.resource(), cancel.node())
                    .forEach(c -> add(edges, c, draft));
            case Work.Fence _ -> {
            }
        }
    }

    private static void addOwn(Drafts drafts, Draft draft, Work.Run run, List<Edge> edges) {
        switch (run.task()) {
            case START -> drafts.stops(run.resource()).forEach(stop -> add(edges, stop, draft));
            case MONITOR -> {
                if (run.isRecurring()) {
                    drafts.starts(run.resource()).forEach(start -> add(edges, start, draft));
                }
            }
            case STOP, PROMOTE, DEMOTE -> {
            }
        }
    }

    /** A monitor that recurs with another definition begins when the old one has been cancelled. */
    private static void addCancels(Drafts drafts, List<Edge> edges) {
        record Key(Object node, Object resource, String key) {}
        var cancels = new HashMap<Key, Draft>();
        for (var draft : drafts.all()) {
            if (draft.work() instanceof Work.Cancel cancel) {
                cancels.put(new Key(cancel.node(), cancel.resource(), cancel.key()), draft);
            }
        }
        for (var draft : drafts.all()) {
            if (draft.work() instanceof Work.Run run && run.isRecurring()) {
                var cancel = cancels.get(new Key(run.node(), run.resource(), run.key()));
                if (cancel != null) {
                    add(edges, cancel, draft);
                }
            }
        }
    }

    private static void add(List<Edge> edges, Draft first, Draft then) {
        if (!then.isCarried()) {
            edges.add(new Edge(first, then, Strength.SAFETY));
        }
    }
}
