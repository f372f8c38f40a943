package org.quorate.node;

import java.util.List;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.quorate.agent.AgentCall;
import org.quorate.model.ResourceId;
import org.quorate.node.HandsState.RunningMonitor;
import org.quorate.state.Action;
import org.quorate.state.Command;
import org.quorate.state.Work.Run;

/**
 * The recurring monitors that run here. They begin with an action and go on until the log no longer has them.
 */
final class Monitors {

    /** A monitor that begins again under a later ticket goes on counting above all of its former changes. */
    private static final long SEQUENCES = 1_000_000L;

    private Monitors() {}

    static void begin(Turn turn, Action action, Run run, AgentCall call) {
        cancel(turn, monitor -> monitor.resource().equals(run.resource()) && monitor.key().equals(run.key()));
        var ticket = turn.ticket();
        var monitors = new TreeMap<>(turn.state.monitors());
        monitors.put(ticket, new RunningMonitor(run.resource(), run.key(), action.id(), 0, List.of()));
        turn.state = turn.state.withMonitors(monitors);
        turn.add(new HandsEffect.StartMonitor(ticket, call, run.interval()));
    }

    static void cancelOf(Turn turn, ResourceId resource) {
        cancel(turn, monitor -> monitor.resource().equals(resource));
    }

    static void cancel(Turn turn, ResourceId resource, String key) {
        cancel(turn, monitor -> monitor.resource().equals(resource) && monitor.key().equals(key));
    }

    /** Ends what the log no longer has: after a cleanup, a refresh, or a stop that was reported. */
    static void dropUnwanted(Turn turn) {
        cancel(turn, monitor -> {
            var actions = turn.state.actions();
            var known = turn.cluster().resource(monitor.resource()).on(turn.self());
            return !actions.hasSeen(monitor.action()) && !known.operations().containsKey(monitor.key());
        });
    }

    private static void cancel(Turn turn, Predicate<RunningMonitor> which) {
        var before = turn.state.monitors();
        var monitors = new TreeMap<>(before);
        // Over the map that stays: an entry of a TreeMap may show another one after a removal.
        for (var entry : before.entrySet()) {
            if (which.test(entry.getValue())) {
                monitors.remove(entry.getKey());
                turn.add(new HandsEffect.CancelMonitor(entry.getKey()));
                var actions = turn.state.actions();
                if (actions.begun().contains(entry.getValue().action())) {
                    turn.state = turn.state.withActions(actions.end(entry.getValue().action(), false));
                }
            }
        }
        turn.state = turn.state.withMonitors(monitors);
    }

    static void reported(Turn turn, HandsEvent.MonitorReported report) {
        var monitor = turn.state.monitors().get(report.ticket());
        if (monitor == null) {
            return;
        }
        if (turn.state.actions().begun().contains(monitor.action())) {
            Reports.actionEnded(turn,
                    new HandsEvent.ActionEnded(monitor.action(), report.outcome(), report.took()));
            return;
        }
        var record = Reports.record(turn, monitor.action(), report.outcome(), report.took(), "");
        put(turn, report.ticket(), monitor.changed(record));
    }

    private static void put(Turn turn, long ticket, RunningMonitor monitor) {
        var monitors = new TreeMap<>(turn.state.monitors());
        monitors.put(ticket, monitor);
        turn.state = turn.state.withMonitors(monitors);
    }

    /**
     * Offers the changes to the log, of each monitor one after the other, once the log has its first result.
     */
    static void tell(Turn turn) {
        for (var entry : turn.state.monitors().entrySet()) {
            var monitor = entry.getValue();
            if (monitor.waiting().isEmpty() || isOffering(turn, monitor) || !hasFirstResult(turn, monitor)) {
                continue;
            }
            put(turn, entry.getKey(), monitor.sentFirst());
            turn.submit(new Command.MonitorChanged(turn.self(), turn.mine(), monitor.resource(),
                    monitor.key(),
                    entry.getKey() * SEQUENCES + monitor.sent() + 1, monitor.waiting().getFirst(),
                    turn.now.wall()));
        }
    }

    /** Of this very monitor, not of one that watched before it: a change of it would count for nothing. */
    private static boolean hasFirstResult(Turn turn, RunningMonitor monitor) {
        var last = turn.cluster().resource(monitor.resource()).on(turn.self()).operations()
                .get(monitor.key());
        return last != null && last.action().equals(monitor.action());
    }

    private static boolean isOffering(Turn turn, RunningMonitor monitor) {
        return turn.state.outbox().open().values().stream()
                .anyMatch(submit -> submit.command() instanceof Command.MonitorChanged changed
                        && changed.resource().equals(monitor.resource())
                        && changed.operation().equals(monitor.key()));
    }
}
