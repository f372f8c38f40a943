package org.quorate.scheduler;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.quorate.scheduler.actions.Course;
import org.quorate.scheduler.actions.Outlook;
import org.quorate.scheduler.placement.Candidate;
import org.quorate.scheduler.situation.ResourceView;
import org.quorate.state.Activity;
import org.quorate.state.Reason;
import org.quorate.state.Request;

/** Collects what is not where it should be, or where the operator asked for it to be. */
final class Blockages {

    private Blockages() {}

    static List<Blocked> of(Outlook outlook, Collection<Course> courses) {
        var result = new ArrayList<Blocked>();
        for (var course : courses) {
            var reasons = new ArrayList<>(course.blocked());
            outlook.situation().resource(course.resource())
                    .ifPresent(resource -> reasons.addAll(refusedMove(outlook, resource)));
            if (!reasons.isEmpty()) {
                result.add(new Blocked(course.resource(), reasons));
            }
        }
        for (var history : outlook.situation().removed()) {
            history.on().forEach((node, observed) -> {
                if (observed.activity() instanceof Activity.StopFailed) {
                    result.add(new Blocked(history.resource(), List.of(Reason.of(Reason.Kind.BLOCKED, "node",
                            node.value(), "operation", "stop_0", "resource", history.resource().value()))));
                }
            });
        }
        return result;
    }

    /** A move that the resource cannot follow, and why. */
    private static List<Reason> refusedMove(Outlook outlook, ResourceView resource) {
        var placement = Optional.ofNullable(outlook.placements().get(resource.id()));
        for (var request : resource.requests()) {
            if (request instanceof Request.Move(var to, _, _)
                    && placement.filter(p -> p.node().equals(Optional.of(to))).isEmpty()) {
                var reasons = new ArrayList<Reason>();
                reasons.add(Reason.of(Reason.Kind.MOVE, "to", to.value()));
                placement.stream().flatMap(p -> p.candidates().stream()).filter(c -> c.node().equals(to))
                        .map(Candidate::ban).flatMap(Optional::stream).forEach(reasons::add);
                return reasons;
            }
        }
        return List.of();
    }
}
