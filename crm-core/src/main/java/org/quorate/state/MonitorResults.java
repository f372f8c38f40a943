package org.quorate.state;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.quorate.model.Role;

/**
 * What recurring monitors tell after their first result: each change counts once, in the order of its
 * sequence.
 */
final class MonitorResults {

    private static final int OK = 0;
    private static final int RUNNING_PROMOTED = 8;
    private static final int DEGRADED = 190;
    private static final int DEGRADED_PROMOTED = 191;

    private MonitorResults() {}

    static Applied changed(ClusterState state, Command.MonitorChanged changed) {
        var node = state.nodes().get(changed.node());
        var status = state.resource(changed.resource());
        var known = status.on(changed.node());
        if (node == null || !node.isMember() || !node.incarnation().equals(changed.incarnation())
                || !isOfRecurring(known, changed)
                || lastSequence(state, changed) >= changed.sequence()) {
            return Applied.duplicate(state);
        }
        var next = next(known, changed);
        return Applied
                .relevant(keyed(state, changed).with(changed.resource(), status.with(changed.node(), next)));
    }

    /** It recurs as long as its first result stands; another action has begun it anew since a stop. */
    private static boolean isOfRecurring(ResourceOnNode known, Command.MonitorChanged changed) {
        var last = known.operations().get(changed.operation());
        return last != null && last.action().equals(changed.result().action());
    }

    /** A monitor has one key, that of its newest change: an older one that comes late counts no more. */
    private static String prefix(Command.MonitorChanged changed) {
        return "monitor/" + changed.node() + "/" + changed.incarnation() + "/" + changed.resource() + "/"
                + changed.operation() + "/";
    }

    private static long lastSequence(ClusterState state, Command.MonitorChanged changed) {
        var prefix = prefix(changed);
        return state.keys().keys().stream().filter(key -> key.startsWith(prefix))
                .mapToLong(key -> sequence(key.substring(prefix.length()))).max().orElse(0);
    }

    /** A key of an operator may look like one of ours; it counts for nothing. */
    private static long sequence(String text) {
        return text.matches("[0-9]{1,18}") ? Long.parseLong(text) : 0;
    }

    private static ClusterState keyed(ClusterState state, Command.MonitorChanged changed) {
        var prefix = prefix(changed);
        List<String> keys = new ArrayList<>(state.keys().keys());
        keys.removeIf(key -> key.startsWith(prefix));
        keys.add(prefix + changed.sequence());
        return state.withKeys(new RecentKeys(keys));
    }

    /** The failure that a recurring monitor has told of, as long as it has not told of anything else. */
    static Optional<Activity> standing(ResourceOnNode known) {
        return known.activity() instanceof Activity.Failing(var role, var operation) && isRecurring(operation)
                && known.operations().containsKey(operation)
                && !isFine(role, known.operations().get(operation).exit())
                        ? Optional.of(known.activity())
                        : Optional.empty();
    }

    private static ResourceOnNode next(ResourceOnNode known, Command.MonitorChanged changed) {
        var role = Results.roleBefore(known);
        var operation = changed.operation();
        var recorded = known.withOperation(operation, withDigestOf(known, changed));
        if (!isFine(role, changed.result().exit())) {
            var counted = Results.counted(recorded, operation, changed.result());
            return known.activity() instanceof Activity.StopFailed
                    ? counted
                    : counted.withActivity(new Activity.Failing(role, operation));
        }
        if (!(known.activity() instanceof Activity.Failing(_, var failed)) || !failed.equals(operation)) {
            return recorded;
        }
        return recorded.withActivity(otherFailure(recorded, role)
                .<Activity>map(other -> new Activity.Failing(role, other))
                .orElse(new Activity.Active(role)));
    }

    /** A change does not repeat with which definition the monitor runs. */
    private static OpRecord withDigestOf(ResourceOnNode known, Command.MonitorChanged changed) {
        var result = changed.result();
        var last = known.operations().get(changed.operation());
        return last == null || !result.digest().isEmpty()
                ? result
                : new OpRecord(result.action(), result.exit(), result.status(), result.at(), result.took(),
                        result.exitReason(), last.digest());
    }

    /** A recurring monitor whose last result was a failure. */
    private static Optional<String> otherFailure(ResourceOnNode known, Role role) {
        return known.operations().entrySet().stream()
                .filter(entry -> isRecurring(entry.getKey()))
                .filter(entry -> !isFine(role, entry.getValue().exit())).map(entry -> entry.getKey())
                .findFirst();
    }

    private static boolean isRecurring(String operation) {
        return operation.startsWith("monitor_") && !operation.equals("monitor_0");
    }

    private static boolean isFine(Role role, int exit) {
        return role == Role.PROMOTED
                ? exit == RUNNING_PROMOTED || exit == DEGRADED_PROMOTED
                : exit == OK || exit == DEGRADED;
    }
}
