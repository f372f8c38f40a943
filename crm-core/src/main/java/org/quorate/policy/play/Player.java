package org.quorate.policy.play;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.quorate.cib.Cib;
import org.quorate.policy.Plan;
import org.quorate.policy.Plan.Step;
import org.quorate.policy.cluster.Cluster;
import org.quorate.policy.cluster.Options;

/**
 * Plays a plan on a CIB: each action leaves in the status section the trace that it leaves when it succeeds
 * with the
 * result that is expected of it. Actions that are meant to fail leave their failure, and what waits for them
 * is not
 * carried out.
 */
public final class Player {

    /** Tasks whose results the history keeps; as Pacemaker plays it, a cancellation is one of them. */
    private static final Set<String> RECORDED = Set.of("start", "stop", "promote", "demote", "monitor",
            "migrate_to", "migrate_from", "reload-agent", "cancel");

    private static final int NOT_RUNNING = 7;

    private final StatusTraces traces;
    private final Options options;
    private final List<Failure> failures;
    private final Set<Integer> notDone = new HashSet<>();

    /**
     * For one CIB.
     *
     * @param before the working set of the CIB that is played on
     * @param failures the operations that are meant to fail
     */
    public Player(Cluster before, List<Failure> failures) {
        traces = new StatusTraces(before);
        options = before.options();
        this.failures = List.copyOf(failures);
    }

    /**
     * An operation that fails when it is carried out.
     *
     * @param exit the agent's exit code
     */
    public record Failure(String resource, String task, long intervalMs, String node, int exit) {

        boolean isOf(Plan.What what) {
            return resource.equals(what.resource()) && task.equals(what.task())
                    && intervalMs == what.intervalMs()
                    && node.equals(what.node());
        }
    }

    /** The CIB once all steps are done that can be done. */
    public Cib play(Plan plan) {
        for (var step : plan.steps()) {
            if (step.after().stream().anyMatch(notDone::contains)) {
                notDone.add(step.id());
            } else if (!step.what().isPseudo()) {
                play(step);
            }
        }
        return traces.written();
    }

    private void play(Step step) {
        var what = step.what();
        if (what.task().equals("fence")) {
            if (!what.detail().equals("on")) {
                traces.of(what.node()).goOffline();
            }
        } else if (RECORDED.contains(what.task())) {
            record(step, what);
        }
    }

    private void record(Step step, Plan.What what) {
        var found = traces.primitive(step);
        if (found.isEmpty()) {
            return;
        }
        var expected = expectedExit(step);
        var failure = failures.stream().filter(meant -> meant.isOf(what)).findFirst();
        var task = what.task().equals("reload-agent") ? "start" : what.task();
        var result = new Result(step.id(), task, what.intervalMs(),
                failure.map(Failure::exit).orElse(expected), expected,
                traces.digest(found.get(), task, what.intervalMs(), what.node()));
        traces.of(what.node()).record(found.get(), result);
        if (result.exit() != expected) {
            notDone.add(step.id());
            new FailureCounts(traces.of(what.node()), options).count(what.resource(), result);
        }
    }

    private static int expectedExit(Step step) {
        var told = step.meta().getOrDefault("CRM_meta_op_target_rc",
                step.meta().getOrDefault("op_target_rc", ""));
        if (!told.isEmpty()) {
            return Integer.parseInt(told);
        }
        return step.what().task().equals("monitor") && step.what().intervalMs() == 0 ? NOT_RUNNING : 0;
    }
}
