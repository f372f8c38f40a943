package org.quorate.scheduler.situation;

import org.quorate.state.Action;
import org.quorate.state.Work;

/** Whether what ran on a node ran with another definition than the configured one. */
public final class Definitions {

    private Definitions() {}

    /** Whether its start did. Nothing is known of a resource that was found running, or is being started. */
    public static boolean isStartStale(Situation situation, ResourceView resource, NodeView node) {
        var observed = resource.history().on(node.name());
        var start = observed.map(o -> o.known().operations().get("start_0"));
        return start.isPresent() && !start.get().digest().isEmpty()
                && observed.get().inFlight().stream().noneMatch(Definitions::isStartOrStop)
                && !start.get().digest().equals(
                        Digests.ofParameters(situation.attributes(), resource.primitive(), node.facts()));
    }

    /** Whether a recurring monitor does. */
    public static boolean isMonitorStale(Situation situation, ResourceView resource, NodeView node,
            String key) {
        var record = resource.history().on(node.name()).map(o -> o.known().operations().get(key));
        return record.isPresent() && !record.get().digest().isEmpty() && !record.get().digest().equals(
                Digests.ofMonitor(situation.attributes(), resource.primitive(), node.facts(), key));
    }

    private static boolean isStartOrStop(Action action) {
        return action.work() instanceof Work.Run run
                && (run.task() == Work.Task.START || run.task() == Work.Task.STOP);
    }
}
