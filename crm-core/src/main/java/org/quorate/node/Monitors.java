package org.quorate.node;

import java.util.ArrayList;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.quorate.agent.AgentCall;
import org.quorate.model.ResourceId;
import org.quorate.node.HandsState.RunningMonitor;
import org.quorate.state.Action;
import org.quorate.state.Command;
import org.quorate.state.Work.Run;

/** The recurring monitors that run here. They begin with an action and go on until the log no longer has them. */
final class Monitors {

    private Monitors() {}

    static void begin(Turn turn, Action action, Run run, AgentCall call) {
        cancel(turn, monitor -> monitor.resource().equals(run.resource()) && monitor.key().equals(run.key()));
        var ticket = turn.ticket();
        var monitors = new TreeMap<>(turn.state.monitors());
        monitors.put(ticket, new RunningMonitor(run.resource(), run.key(), action.id(),
                Calls.digest(turn.state, run), 0));
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
        var monitors = new TreeMap<>(turn.state.monitors());
        for (var entry : new ArrayList<Map.Entry<Long, RunningMonitor>>(monitors.entrySet())) {
            if (which.test(entry.getValue())) {
                monitors.remove(entry.getKey());
                turn.add(new HandsEffect.CancelMonitor(entry.getKey()));
                turn.state = turn.state
                        .withActions(turn.state.actions().end(entry.getValue().action(), false));
            }
        }
        turn.state = turn.state.withMonitors(monitors);
    }

    static void reported(Turn turn, HandsEvent.MonitorReported report) {
        var monitor = turn.state.monitors().get(report.ticket());
        if (monitor == null) {
            return;
        }
        var monitors = new TreeMap<>(turn.state.monitors());
        monitors.put(report.ticket(), monitor.reported());
        turn.state = turn.state.withMonitors(monitors);
        if (turn.state.actions().begun().containsKey(monitor.action())) {
            Reports.actionEnded(turn,
                    new HandsEvent.ActionEnded(monitor.action(), report.outcome(), report.took()));
            return;
        }
        var record = Reports.record(turn, monitor.action(), report.outcome(), report.took(),
                monitor.digest());
        turn.submit(new Command.MonitorChanged(turn.self(), turn.mine(), monitor.resource(), monitor.key(),
                monitor.reports() + 1, record, turn.now.wall()));
    }
}
