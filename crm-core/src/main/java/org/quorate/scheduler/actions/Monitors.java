package org.quorate.scheduler.actions;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import org.quorate.model.Operation;
import org.quorate.model.Role;
import org.quorate.scheduler.actions.Course.Aim;
import org.quorate.scheduler.placement.Holds;
import org.quorate.scheduler.situation.Definitions;
import org.quorate.scheduler.situation.NodeView;
import org.quorate.scheduler.situation.Observed;
import org.quorate.scheduler.situation.ResourceView;
import org.quorate.scheduler.situation.Situation;
import org.quorate.state.Activity;
import org.quorate.state.Reason;
import org.quorate.state.Work;

/**
 * Recurring monitors: each configured one recurs wherever the resource runs, with its present interval,
 * timeout and parameters, and no other does. In maintenance none does.
 */
public final class Monitors {

    private Monitors() {}

    public static List<Draft> of(Situation situation, Collection<Course> courses) {
        var drafts = new ArrayList<Draft>();
        for (var course : courses) {
            var resource = situation.resource(course.resource());
            if (resource.isEmpty()) {
                continue;
            }
            var wanted = Holds.isInMaintenance(situation, resource.get())
                    ? new TreeMap<String, Operation>()
                    : configured(resource.get());
            if (course.aim() instanceof Aim.Start(var name, _, _)) {
                situation.node(name).ifPresent(node -> wanted.values()
                        .forEach(operation -> drafts
                                .add(monitor(situation, resource.get(), node, operation))));
            }
            for (var name : resource.get().history().activeNodes()) {
                if (!course.stops().containsKey(name)) {
                    situation.node(name).filter(NodeView::isMember)
                            .ifPresent(node -> adjust(situation, resource.get(), node, wanted, drafts));
                }
            }
        }
        return drafts;
    }

    private static SortedMap<String, Operation> configured(ResourceView resource) {
        var result = new TreeMap<String, Operation>();
        for (var operation : resource.primitive().operations()) {
            var role = Role.parse(operation.attributes().getOrDefault("role", "Started"));
            if (operation.name().equals("monitor") && operation.isEnabled()
                    && operation.interval().isPositive()
                    && role.filter(r -> r == Role.STARTED || r == Role.UNPROMOTED).isPresent()) {
                result.putIfAbsent(operation.key(), operation);
            }
        }
        return result;
    }

    private static void adjust(Situation situation, ResourceView resource, NodeView node,
            SortedMap<String, Operation> wanted, List<Draft> drafts) {
        var observed = resource.history().on(node.name());
        if (observed.isEmpty()) {
            return;
        }
        var fresh = new TreeSet<>(wanted.keySet());
        for (var key : new TreeSet<>(observed.get().monitors())) {
            if (!wanted.containsKey(key)) {
                addCancel(situation, resource, node, key, drafts);
                fresh.remove(key);
            } else if (Definitions.isMonitorStale(situation, resource, node, key)) {
                drafts.add(cancel(resource, node, key, Reason.Kind.CHANGED));
            } else {
                fresh.remove(key);
            }
        }
        addMissing(situation, resource, node, fresh, drafts);
    }

    private static void addMissing(Situation situation, ResourceView resource, NodeView node,
            SortedSet<String> keys, List<Draft> drafts) {
        var isWell = resource.history().on(node.name()).map(Observed::activity)
                .filter(Activity.Active.class::isInstance).isPresent();
        if (isWell) {
            for (var key : keys) {
                situation.attributes().operation(resource.primitive(), key)
                        .ifPresent(operation -> drafts.add(monitor(situation, resource, node, operation)));
            }
        }
    }

    private static void addCancel(Situation situation, ResourceView resource, NodeView node, String key,
            List<Draft> drafts) {
        var isMaintenance = Holds.isInMaintenance(situation, resource);
        if (isMaintenance || situation.options().removed().cancelActions()) {
            drafts.add(cancel(resource, node, key,
                    isMaintenance ? Reason.Kind.UNMANAGED : Reason.Kind.REMOVED));
        }
    }

    private static Draft cancel(ResourceView resource, NodeView node, String key, Reason.Kind why) {
        return Draft.fresh(new Work.Cancel(node.name(), node.incarnation(), resource.id(), key),
                Reason.of(why, "operation", key, "resource", resource.id().value()));
    }

    private static Draft monitor(Situation situation, ResourceView resource, NodeView node,
            Operation operation) {
        var timeout = situation.attributes().timeout(resource.primitive(), operation.key());
        return Draft.fresh(
                new Work.Run(node.name(), node.incarnation(), resource.id(), Work.Task.MONITOR,
                        operation.interval(), Role.STARTED, timeout),
                Reason.of(Reason.Kind.WATCH, "resource", resource.id().value(), "operation",
                        operation.key()));
    }
}
