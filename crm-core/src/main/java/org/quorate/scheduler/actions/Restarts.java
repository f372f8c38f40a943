package org.quorate.scheduler.actions;

import java.util.Optional;
import org.quorate.membership.NodeName;
import org.quorate.rules.ResourceOptions.MultipleActive;
import org.quorate.scheduler.situation.Definitions;
import org.quorate.scheduler.situation.Observed;
import org.quorate.scheduler.situation.ResourceView;
import org.quorate.scheduler.situation.Situation;
import org.quorate.state.Action;
import org.quorate.state.Activity;
import org.quorate.state.Reason;
import org.quorate.state.Request;
import org.quorate.state.Work;

/** Why a resource that runs where it should must be stopped and started there all the same. */
final class Restarts {

    private static final String START = "start_0";

    private Restarts() {}

    static Optional<Reason> reason(Situation situation, ResourceView resource, NodeName node) {
        return resource.history().on(node).filter(Observed::isActive)
                .flatMap(observed -> failed(resource, node, observed)
                        .or(() -> tooMany(resource, observed)).or(() -> changed(situation, resource, node))
                        .or(() -> asked(resource, observed)));
    }

    /** The failure that it must recover from. */
    static Optional<Reason> failed(ResourceView resource, NodeName node, Observed observed) {
        if (!resource.isToRecover(observed)) {
            return Optional.empty();
        }
        var key = observed.activity() instanceof Activity.Failing(_, var failed) ? failed : "stop_0";
        var record = observed.known().operations().get(key);
        return Optional.of(record == null
                ? Reason.of(Reason.Kind.FAILED, "node", node.value(), "operation", key)
                : Reason.of(Reason.Kind.FAILED, "node", node.value(), "operation", key, "exit",
                        Integer.toString(record.exit()), "status", record.status().name(), "why",
                        record.exitReason()));
    }

    private static Optional<Reason> tooMany(ResourceView resource, Observed observed) {
        var policy = resource.options().recovery().multipleActive();
        var active = resource.history().activeNodes();
        var isStarting = observed.inFlight().stream().anyMatch(Restarts::isStart);
        return active.size() > 1 && !isStarting && policy != MultipleActive.STOP_UNEXPECTED
                ? Optional.of(Reason.of(Reason.Kind.TOO_MANY, "resource", resource.id().value(), "nodes",
                        String.join(" ", active.stream().map(NodeName::value).toList())))
                : Optional.empty();
    }

    private static Optional<Reason> changed(Situation situation, ResourceView resource, NodeName node) {
        var isStale = situation.node(node)
                .filter(view -> view.isMember() && Definitions.isStartStale(situation, resource, view));
        return isStale.map(_ -> Reason.of(Reason.Kind.CHANGED, "resource", resource.id().value()));
    }

    /** Once: when its last start is of a transition no later than the one in force when it was asked. */
    private static Optional<Reason> asked(ResourceView resource, Observed observed) {
        for (var request : resource.requests()) {
            if (request instanceof Request.Restart(var asked) && lastStart(observed) <= asked) {
                return Optional.of(Reason.of(Reason.Kind.RESTART, "resource", resource.id().value()));
            }
        }
        return Optional.empty();
    }

    /** The transition of the last start, in flight or ended; -1 where it was found running. */
    private static long lastStart(Observed observed) {
        var inFlight = observed.inFlight().stream().filter(Restarts::isStart)
                .mapToLong(a -> a.id().transition())
                .max();
        if (inFlight.isPresent()) {
            return inFlight.getAsLong();
        }
        var record = observed.known().operations().get(START);
        return record == null ? -1 : record.action().transition();
    }

    static boolean isStart(Action action) {
        return action.work() instanceof Work.Run run && run.task() == Work.Task.START;
    }
}
