package org.quorate.scheduler;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.quorate.scheduler.placement.Candidate;
import org.quorate.scheduler.placement.Placement;
import org.quorate.state.Action;
import org.quorate.state.Activity;
import org.quorate.state.ClusterState;
import org.quorate.state.Reason;
import org.quorate.state.ResourceOnNode;
import org.quorate.state.Work;

/** Writes decisions and states for golden files. */
final class CaseWriter {

    private CaseWriter() {}

    static String transition(Decision decision, ClusterState state) {
        var lines = new ArrayList<String>();
        for (var action : decision.transition().actions()) {
            lines.add(action(action));
        }
        if (lines.isEmpty()) {
            lines.add("nothing to do");
        }
        lines.add("");
        decision.placements().forEach(placement -> lines.add(placement(placement)));
        decision.blocked().forEach(blocked -> lines.add("blocked " + blocked.resource() + ": "
                + reasons(blocked.reasons())));
        decision.expired().forEach(e -> lines.add("expired " + e.resource() + " on " + e.node()));
        if (!decision.nextLook().equals(java.time.Instant.MAX)) {
            lines.add("next look " + decision.nextLook());
        }
        if (!decision.isNeeded(state)) {
            lines.add("nothing new");
        }
        return String.join("\n", lines) + "\n";
    }

    static String action(Action action) {
        var after = action.after().isEmpty()
                ? ""
                : " after " + action.after().stream().map(Object::toString).collect(Collectors.joining(" "));
        return action.id() + " " + work(action.work()) + after + " because " + reason(action.reason());
    }

    static String work(Work work) {
        return switch (work) {
            case Work.Run run when run.isProbe() -> "probe " + run.resource() + " on " + run.node();
            case Work.Run run when run.isRecurring() ->
                run.key() + " " + run.resource() + " on " + run.node();
            case Work.Run run -> run.task().word() + " " + run.resource() + " on " + run.node();
            case Work.Cancel cancel ->
                "cancel " + cancel.key() + " " + cancel.resource() + " on " + cancel.node();
            case Work.Fence fence ->
                "fence " + fence.target() + " with " + fence.device() + " by " + fence.by()
                        + (fence.kind() == Work.FenceKind.OFF ? ", off" : "");
        };
    }

    static String reason(Reason reason) {
        return reason.kind()
                + reason.facts().entrySet().stream().map(e -> " " + e.getKey() + "=" + e.getValue())
                        .collect(Collectors.joining());
    }

    private static String reasons(List<Reason> reasons) {
        return reasons.stream().map(CaseWriter::reason).collect(Collectors.joining("; "));
    }

    static String scores(Placement placement) {
        return placement.candidates().stream().sorted(Comparator.comparing(Candidate::node))
                .map(c -> c.node() + "=" + c.score()).collect(Collectors.joining(" "));
    }

    private static String placement(Placement placement) {
        var choice = switch (placement.choice()) {
            case Placement.Choice.On(var node, _) -> node.toString();
            case Placement.Choice.Nowhere(var reasons) -> "nowhere (" + reasons(reasons) + ")";
            case Placement.Choice.Untouched(var nodes, var reasons) ->
                "untouched on " + nodes + " (" + reasons(reasons)
                        + ")";
        };
        return "place " + placement.resource() + " " + choice + " [" + scores(placement) + "]";
    }

    /** Who runs where in the end. */
    static String after(ClusterState state, Decision decision) {
        var lines = new ArrayList<String>();
        state.nodes().forEach((name, status) -> {
            if (!status.isMember()) {
                lines.add("node " + name + " " + status.presence().name().toLowerCase(java.util.Locale.ROOT));
            }
        });
        state.resources().forEach((id, status) -> {
            var places = new ArrayList<String>();
            status.nodes().forEach((node, known) -> {
                if (!(known.activity() instanceof Activity.Inactive)) {
                    places.add(known(known) + " on " + node);
                }
            });
            if (state.definition(id).isPresent()) {
                lines.add(id + ": " + (places.isEmpty() ? "stopped" : String.join(", ", places)));
            }
        });
        decision.blocked().forEach(blocked -> lines.add("blocked " + blocked.resource() + ": "
                + reasons(blocked.reasons())));
        return String.join("\n", lines) + "\n";
    }

    private static String known(ResourceOnNode known) {
        var monitors = known.operations().keySet().stream().filter(k -> k.startsWith("monitor_"))
                .filter(k -> !k.equals("monitor_0")).collect(Collectors.joining(" "));
        var activity = switch (known.activity()) {
            case Activity.Unknown() -> "unknown";
            case Activity.Inactive() -> "stopped";
            case Activity.Active(var role) -> role.word();
            case Activity.Failing(_, var key) -> "failing (" + key + ")";
            case Activity.StopFailed _ -> "stop failed";
        };
        return activity + (monitors.isEmpty() ? "" : " with " + monitors);
    }
}
