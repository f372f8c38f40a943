package org.quorate.simulation;

import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.quorate.agent.AgentAction;
import org.quorate.agent.AgentCall;
import org.quorate.agent.AgentOutcome;
import org.quorate.agent.ExitCode;
import org.quorate.membership.NodeName;
import org.quorate.model.ResourceId;
import org.quorate.state.ActionId;

/**
 * What waiting does not end is started nowhere else before the machine that had it has lost its power, or has
 * said itself that it is stopped.
 */
final class FencedBeforeTakeover implements Invariant {

    /** Where each resource was started, and nobody has seen it end. */
    private final Map<ResourceId, SortedSet<NodeName>> holders = new TreeMap<>();

    @Override
    public void begins(Machine machine, ActionId action, AgentCall call) {
        var resource = new ResourceId(call.resource());
        if (call.action() != AgentAction.START || !machine.world().isAtMostOne(resource)) {
            return;
        }
        var known = holders.computeIfAbsent(resource, _ -> new TreeSet<>());
        for (var holder : known) {
            require(holder.equals(machine.name())
                    || machine.world().power().isEndedByWaiting(resource, holder),
                    () -> resource + " is started on " + machine + ", and " + holder
                            + " has had it, was not off since, and has not stopped it");
        }
        known.add(machine.name());
    }

    @Override
    public void ended(Machine machine, String operation, String resource, AgentOutcome outcome) {
        boolean isGone = switch (operation) {
            case "stop_0" -> outcome.code() == ExitCode.OK;
            case "monitor_0" -> outcome.code() == ExitCode.NOT_RUNNING;
            default -> false;
        };
        var known = holders.get(new ResourceId(resource));
        if (isGone && known != null) {
            known.remove(machine.name());
        }
    }

    @Override
    public void off(Machine machine) {
        holders.values().forEach(known -> known.remove(machine.name()));
    }
}
