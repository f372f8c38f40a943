package org.quorate.state;

import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.quorate.model.Role;
import org.quorate.state.Progress.Ending;
import org.quorate.state.Work.Run;
import org.quorate.state.Work.Task;

/**
 * What results of actions and monitors mean (OCF resource agent API 1.1, "Return codes"; which of them count
 * as failures: Pacemaker Explained, "Resource Operations").
 */
final class Results {

    private static final int OK = 0;
    private static final int ARGUMENTS = 2;
    private static final int NOT_INSTALLED = 5;
    private static final int NOT_RUNNING = 7;
    private static final int RUNNING_PROMOTED = 8;
    private static final int FAILED_PROMOTED = 9;
    private static final int DEGRADED = 190;
    private static final int DEGRADED_PROMOTED = 191;

    private static final Activity FAILING = new Activity.Failing(Role.STARTED, "monitor_0");

    private Results() {}

    static Applied ended(ClusterState state, Command.ActionResult result) {
        var found = state.progress().transition().action(result.action());
        if (found.isEmpty()) {
            return Applied.refused(state, "action " + result.action(), "is not in the current transition");
        }
        if (state.progress().hasEnded(found.get())) {
            return Applied.duplicate(state);
        }
        var node = state.nodes().get(result.node());
        if (node == null || !node.isMember() || !node.incarnation().equals(result.incarnation())) {
            return Applied.refused(state, "action " + result.action(),
                    "incarnation " + result.incarnation() + " of " + result.node() + " is not a member");
        }
        if (!isOf(found.get().work(), result)) {
            return Applied.refused(state, "action " + result.action(),
                    "is not for incarnation " + result.incarnation() + " of " + result.node());
        }
        return switch (found.get().work()) {
            case Run run -> ran(state, run, result);
            case Work.Cancel cancel -> {
                var status = state.resource(cancel.resource());
                var known = status.on(cancel.node()).withoutOperation(cancel.key());
                var after = succeeded(state.with(cancel.resource(), status.with(cancel.node(), known)),
                        result.action());
                yield Applied.noted(withoutMonitors(after, result.action(),
                        run -> run.node().equals(cancel.node()) && run.resource().equals(cancel.resource())
                                && run.key().equals(cancel.key())));
            }
            case Work.Fence fence -> fenced(state, fence, result);
        };
    }

    private static boolean isOf(Work work, Command.ActionResult result) {
        return InFlight.runsOn(work).equals(result.node()) && switch (work) {
            case Run run -> run.incarnation().equals(result.incarnation());
            case Work.Cancel cancel -> cancel.incarnation().equals(result.incarnation());
            case Work.Fence _ -> true;
        };
    }

    /**
     * Monitors ordered earlier, and ended by a stop or a cancel before they had a first result in the log,
     * have none any more. They count as done: their node may have had that result and gone on with what
     * comes after.
     */
    private static ClusterState withoutMonitors(ClusterState state, ActionId by, Predicate<Run> which) {
        var progress = state.progress();
        for (var action : progress.transition().actions()) {
            if (action.work() instanceof Run run && run.isRecurring() && action.id().compareTo(by) < 0
                    && !progress.hasEnded(action) && which.test(run)) {
                progress = progress.with(action.id(), Ending.SUCCEEDED);
            }
        }
        return state.withProgress(progress);
    }

    private static Applied fenced(ClusterState state, Work.Fence fence, Command.ActionResult result) {
        var ending = result.result().exit() == OK ? Ending.SUCCEEDED : Ending.FAILED;
        var fencing = new Fencing(fence.target(), fence.device().value(), ending, result.at());
        var after = state.withProgress(state.progress().with(result.action(), ending));
        var target = state.nodes().get(fence.target());
        if (ending == Ending.FAILED || target == null) {
            return Applied.relevant(Presences.noted(after, fencing));
        }
        if (!target.incarnation().equals(fence.incarnation())) {
            return Applied.relevant(
                    Presences.noted(Owners.withoutUpTo(after, fence.target(), fence.incarnation()), fencing));
        }
        return Applied.relevant(Presences.fenced(after, fence.target(), target, fencing));
    }

    private static Applied ran(ClusterState state, Run run, Command.ActionResult result) {
        return run.isProbe() ? probed(state, run, result) : acted(state, run, result);
    }

    private static Applied acted(ClusterState state, Run run, Command.ActionResult result) {
        var status = state.resource(run.resource());
        var known = status.on(run.node());
        if (!isExpected(run, result.result().exit())) {
            var failing = failed(known, run, result.result());
            var after = state.with(run.resource(), status.with(run.node(), failing));
            after = after.withProgress(after.progress().with(result.action(), Ending.FAILED));
            return Applied.relevant(Requests.ended(after, run.resource(), run.node(), Ending.FAILED));
        }
        var after = succeeded(state.with(run.resource(), succeeded(state, known, run, result)),
                result.action());
        if (run.task() == Task.STOP) {
            after = withoutMonitors(after, result.action(), monitor -> monitor.node().equals(run.node())
                    && monitor.resource().equals(run.resource()));
        }
        return Applied.noted(Requests.ended(after, run.resource(), run.node(), Ending.SUCCEEDED));
    }

    private static ResourceStatus succeeded(ClusterState state, ResourceOnNode known, Run run,
            Command.ActionResult result) {
        var status = state.resource(run.resource());
        var record = result.result();
        return switch (run.task()) {
            case START -> Owners.withoutCleared(state, run, result.action()).with(run.node(),
                    known.withActivity(new Activity.Active(run.role()))
                            .withOperations(operations(run, record)));
            case PROMOTE, DEMOTE -> status.with(run.node(),
                    known.withActivity(new Activity.Active(run.role())).withOperation(run.key(), record));
            case MONITOR -> status.with(run.node(), known.withOperation(run.key(), record));
            case STOP ->
                Owners.released(state, run, result.action()).with(run.node(),
                        foundInactive(known, result.action()));
        };
    }

    /** Unless a later action has told more: as with grants, what it told is no news of this one's. */
    private static ResourceOnNode foundInactive(ResourceOnNode known, ActionId by) {
        return known.operations().values().stream().anyMatch(later -> later.action().compareTo(by) > 0)
                ? known
                : known.withActivity(new Activity.Inactive()).withOperations(new TreeMap<>());
    }

    private static SortedMap<String, OpRecord> operations(Run run, OpRecord record) {
        var operations = new TreeMap<String, OpRecord>();
        operations.put(run.key(), record);
        return operations;
    }

    private static ResourceOnNode failed(ResourceOnNode known, Run run, OpRecord record) {
        var activity = run.task() == Task.STOP
                ? new Activity.StopFailed(roleBefore(known))
                : new Activity.Failing(run.role(), run.key());
        return counted(known, run.key(), record).withActivity(activity).withOperation(run.key(), record);
    }

    static Role roleBefore(ResourceOnNode known) {
        return switch (known.activity()) {
            case Activity.Active(var role) -> role;
            case Activity.Failing(var role, _) -> role;
            case Activity.StopFailed(var role) -> role;
            case Activity.Unknown _,Activity.Inactive _ -> Role.STARTED;
        };
    }

    static ResourceOnNode counted(ResourceOnNode known, String key, OpRecord failure) {
        var failures = new TreeMap<>(known.failures());
        var before = failures.get(key);
        failures.put(key, new Failures(before == null ? 1 : before.count() + 1, failure));
        return known.withFailures(failures);
    }

    /**
     * A later incarnation, or a refresh, looked: what it finds replaces what was thought. A probe that finds
     * something active ends as FAILED, so that nothing planned for an inactive resource goes on.
     *
     * <p>An agent that cannot look, since it or its software is not there, is no witness: it is not active
     * where it has not been, but what this node, or an earlier life of it, may have is to be stopped.
     */
    private static Applied probed(ClusterState state, Run run, Command.ActionResult result) {
        var status = state.resource(run.resource());
        var record = result.result();
        var before = status.on(run.node());
        var found = isBlind(record) && Owners.mayHave(status, run, result.action()) ? FAILING : found(record);
        return switch (found) {
            case Activity.Inactive _ -> {
                var freed = Owners.withoutEarlier(Owners.released(state, run, result.action()), run.node(),
                        run.incarnation());
                var known = foundInactive(before, result.action());
                yield Applied.noted(
                        succeeded(state.with(run.resource(), freed.with(run.node(), known)),
                                result.action()));
            }
            case Activity.Active active -> foundSomething(
                    state.with(run.resource(), reattached(state, status, run, active, result)), result);
            case Activity.Failing failing -> {
                var known = counted(before, run.key(), record).withActivity(failing)
                        .withOperation(run.key(), record);
                var owned = taken(state, status, run, result).with(run.node(), known);
                yield foundSomething(state.with(run.resource(), owned), result);
            }
            case Activity.Unknown _,Activity.StopFailed _ ->
                throw new IllegalStateException("no probe finds this");
        };
    }

    private static Applied foundSomething(ClusterState state, Command.ActionResult result) {
        return Applied.relevant(state.withProgress(state.progress().with(result.action(), Ending.FAILED)));
    }

    /**
     * Running, and nobody else may own it: it is given to this incarnation. Else it is to be stopped. What a
     * recurring monitor has told stands, for it tells changes alone, and the probe may have looked before.
     */
    private static ResourceStatus reattached(ClusterState state, ResourceStatus status, Run run,
            Activity.Active active, Command.ActionResult result) {
        var key = run.key();
        var others = status.owners().stream().anyMatch(owner -> !owner.node().equals(run.node()));
        var before = status.on(run.node());
        Activity activity = others
                ? new Activity.Failing(active.role(), key)
                : MonitorResults.standing(before).orElse(active);
        var known = before.withActivity(activity).withOperation(key, result.result());
        return taken(state, status, run, result).with(run.node(), known);
    }

    /** It runs, or may run, under this incarnation now. */
    private static ResourceStatus taken(ClusterState state, ResourceStatus status, Run run,
            Command.ActionResult result) {
        var owner = new Owner(run.node(), run.incarnation(), result.action(),
                state.position().index(), Owners.holdOf(state, run), 0, Owners.isolationOf(state, run));
        return Owners.granted(Owners.withoutEarlier(status, run.node(), run.incarnation()), owner);
    }

    /** The agent, its software or its parameters are not as they must be for it to look. */
    private static boolean isBlind(OpRecord record) {
        return record.status() == OpRecord.Status.NOT_INSTALLED || record.exit() == NOT_INSTALLED
                || record.exit() == ARGUMENTS;
    }

    private static Activity found(OpRecord record) {
        if (isBlind(record)) {
            return new Activity.Inactive();
        }
        return switch (record.exit()) {
            case OK, DEGRADED -> new Activity.Active(Role.STARTED);
            case RUNNING_PROMOTED, DEGRADED_PROMOTED -> new Activity.Active(Role.PROMOTED);
            case NOT_RUNNING -> new Activity.Inactive();
            case FAILED_PROMOTED -> new Activity.Failing(Role.PROMOTED, "monitor_0");
            default -> FAILING;
        };
    }

    private static boolean isExpected(Run run, int exit) {
        if (!run.isRecurring()) {
            return exit == OK;
        }
        return run.role() == Role.PROMOTED
                ? exit == RUNNING_PROMOTED || exit == DEGRADED_PROMOTED
                : exit == OK || exit == DEGRADED;
    }

    private static ClusterState succeeded(ClusterState state, ActionId action) {
        return state.withProgress(state.progress().with(action, Ending.SUCCEEDED));
    }
}
