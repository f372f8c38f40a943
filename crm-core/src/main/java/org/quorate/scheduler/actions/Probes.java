package org.quorate.scheduler.actions;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.quorate.model.Role;
import org.quorate.scheduler.situation.NodeView;
import org.quorate.scheduler.situation.ResourceView;
import org.quorate.scheduler.situation.Situation;
import org.quorate.state.Reason;
import org.quorate.state.Work;

/** Asks, once, of every resource on every member node on which nobody knows its state. */
public final class Probes {

    private Probes() {}

    public static List<Draft> of(Situation situation) {
        var drafts = new ArrayList<Draft>();
        for (var resource : situation.resources().values()) {
            for (var node : situation.members()) {
                var isAsked = resource.history().on(node.name())
                        .filter(o -> o.isUnknown() && o.inFlight().stream().noneMatch(Probes::isProbe));
                if (isAsked.isPresent()) {
                    drafts.add(probe(situation, resource, node));
                }
            }
        }
        return drafts;
    }

    private static Draft probe(Situation situation, ResourceView resource, NodeView node) {
        var timeout = situation.attributes().timeout(resource.primitive(), "monitor_0");
        var work = new Work.Run(node.name(), node.incarnation(), resource.id(), Work.Task.MONITOR,
                Duration.ZERO,
                Role.STOPPED, timeout);
        return Draft.fresh(work, Reason.of(Reason.Kind.UNKNOWN_STATE, "node", node.name().value(),
                "resource", resource.id().value()));
    }

    private static boolean isProbe(org.quorate.state.Action action) {
        return action.work() instanceof Work.Run run && run.isProbe();
    }
}
