package org.quorate.scheduler.cib;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.quorate.cib.Element;
import org.quorate.model.ResourceId;
import org.quorate.model.Role;
import org.quorate.scheduler.situation.Observed;
import org.quorate.scheduler.situation.OnFail;
import org.quorate.scheduler.situation.ResourceView;
import org.quorate.state.Activity;
import org.quorate.state.OpRecord;

/**
 * What is known of a resource on a node, told as the operations that would leave it so: first the failures
 * that still count, then what brought it to where it is now, last the failure it has not recovered from.
 * Nothing has a time: what has expired is not told at all.
 */
final class HistoryCib {

    private static final int OK = 0;
    private static final int ERROR = 1;
    private static final int NOT_RUNNING = 7;
    private static final int LAST_ORDINARY = 7;
    /** Wrong arguments, not installed, not running. */
    private static final Set<Integer> FOUND_NOTHING = Set.of(2, 5, NOT_RUNNING);

    private final ResourceId resource;
    private final List<Element> operations = new ArrayList<>();

    private HistoryCib(ResourceId resource) {
        this.resource = resource;
    }

    static Element element(ResourceView resource, Observed observed) {
        var history = new HistoryCib(resource.id());
        var current = current(resource, observed);
        observed.failures().entrySet().stream()
                .filter(entry -> resource.onFail(entry.getKey()) != OnFail.IGNORE
                        && !entry.getKey().equals(current))
                .sorted(Map.Entry.comparingByValue(Comparator.comparing(failure -> failure.at())))
                .forEach(entry -> history.fail(entry.getKey(), entry.getValue().last()));
        history.settle(observed);
        history.watch(observed, current);
        if (!current.isEmpty()) {
            var failure = observed.failures().get(current);
            history.fail(current, failure == null
                    ? observed.known().operations().get(current)
                    : failure.last());
        }
        var agent = resource.primitive().agent();
        return Element.of("lrm_resource", "id", resource.id().value(), "class", agent.standard(), "provider",
                agent.provider(), "type", agent.type()).withChildren(history.operations);
    }

    /** The failed operation that it has to recover from; empty for none. */
    private static String current(ResourceView resource, Observed observed) {
        return switch (observed.activity()) {
            case Activity.Failing(_, var key) -> resource.onFail(key) == OnFail.IGNORE ? "" : key;
            case Activity.StopFailed _ -> "stop_0";
            case Activity.Active _,Activity.Inactive _,Activity.Unknown _ -> "";
        };
    }

    private void settle(Observed observed) {
        if (observed.role().isEmpty()) {
            if (operations.isEmpty()) {
                add("monitor_0", NOT_RUNNING, NOT_RUNNING, 0);
            } else {
                add("stop_0", OK, OK, 0);
            }
            return;
        }
        add("start_0", OK, OK, 0);
        if (observed.role().filter(role -> role == Role.PROMOTED).isPresent()) {
            add("promote_0", OK, OK, 0);
        }
    }

    /** What recurs there, but for the monitor that has just failed. */
    private void watch(Observed observed, String current) {
        if (observed.isActive()) {
            observed.monitors().stream().filter(key -> !key.equals(current)).sorted()
                    .forEach(key -> add(key, OK, OK, 0));
        }
    }

    /**
     * What was found running where it should not counts as failed, though the look at it did not. So does
     * what an agent could not look at and may run (decision 0058), whatever its exit code says of a probe.
     */
    private void fail(String key, @Nullable OpRecord record) {
        var isProbe = key.equals("monitor_0");
        var exit = record == null || isNoError(record.exit())
                || (isProbe && FOUND_NOTHING.contains(record.exit()))
                        ? ERROR
                        : record.exit();
        var status = record == null ? 0 : switch (record.status()) {
            case DONE, COULD_NOT_RUN -> 0;
            case TIMED_OUT -> 2;
            case NOT_INSTALLED -> isProbe ? 0 : 7;
        };
        add(key, exit, isProbe ? NOT_RUNNING : OK, status);
    }

    private static boolean isNoError(int exit) {
        return exit == OK || exit > LAST_ORDINARY;
    }

    private void add(String key, int exit, int expected, int status) {
        var cut = key.lastIndexOf('_');
        var call = operations.size() + 1;
        operations.add(Element.of("lrm_rsc_op", "id",
                resource + "-" + call + (exit == expected ? "" : "_last_failure_0"), "operation_key",
                resource + "_" + key, "operation", key.substring(0, cut), "interval",
                key.substring(cut + 1), "call-id", Integer.toString(call), "rc-code",
                Integer.toString(exit), "op-status", Integer.toString(status), "transition-key",
                call + ":0:" + expected + ":0"));
    }
}
