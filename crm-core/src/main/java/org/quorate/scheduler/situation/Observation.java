package org.quorate.scheduler.situation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.quorate.membership.NodeName;
import org.quorate.model.ResourceId;
import org.quorate.rules.ResourceOptions.Recovery;
import org.quorate.state.Action;
import org.quorate.state.Activity;
import org.quorate.state.ClusterState;
import org.quorate.state.ResourceOnNode;
import org.quorate.state.Work;

/** Looks at the log's history of a resource as if what is in flight had ended well. */
final class Observation {

    private final ClusterState state;
    private final List<NodeName> members;
    private final Instant now;
    private final Map<ResourceId, Map<NodeName, List<Action>>> inFlight = new HashMap<>();

    Observation(ClusterState state, List<NodeName> members, List<Action> inFlight, Instant now) {
        this.state = state;
        this.members = members;
        this.now = now;
        for (var action : inFlight) {
            switch (action.work()) {
                case Work.Run run -> add(run.resource(), run.node(), action);
                case Work.Cancel cancel -> add(cancel.resource(), cancel.node(), action);
                case Work.Fence _ -> {
                }
            }
        }
    }

    private void add(ResourceId resource, NodeName node, Action action) {
        inFlight.computeIfAbsent(resource, _ -> new HashMap<>()).computeIfAbsent(node, _ -> new ArrayList<>())
                .add(action);
    }

    History of(ResourceId resource, Recovery recovery) {
        var status = state.resource(resource);
        var onNodes = new TreeMap<NodeName, Observed>();
        for (var node : members) {
            var running = inFlight.getOrDefault(resource, Map.of()).getOrDefault(node, List.of());
            onNodes.put(node, observe(status.on(node), running, recovery));
        }
        return new History(resource, status, onNodes);
    }

    private Observed observe(ResourceOnNode known, List<Action> running, Recovery recovery) {
        var activity = known.activity();
        var monitors = new TreeSet<String>();
        known.operations().keySet().stream().filter(Observation::isRecurring).forEach(monitors::add);
        for (var action : running) {
            switch (action.work()) {
                case Work.Run run -> {
                    activity = after(run, activity);
                    if (run.task() == Work.Task.STOP) {
                        monitors.clear();
                    } else if (run.isRecurring()) {
                        monitors.add(run.key());
                    }
                }
                case Work.Cancel cancel -> monitors.remove(cancel.key());
                case Work.Fence _ -> {
                }
            }
        }
        var failures = FailureHistory.counting(known.failures(), recovery, now);
        return new Observed(known, activity, running, failures, monitors);
    }

    private static Activity after(Work.Run run, Activity before) {
        return switch (run.task()) {
            case START, PROMOTE, DEMOTE -> new Activity.Active(run.role());
            case STOP -> new Activity.Inactive();
            case MONITOR -> before;
        };
    }

    private static boolean isRecurring(String key) {
        return key.startsWith("monitor_") && !key.equals("monitor_0");
    }
}
