package org.quorate.simulation;

import java.util.HashMap;
import java.util.Map;
import org.quorate.agent.AgentOutcome;
import org.quorate.agent.ExitCode;
import org.quorate.state.Command;

/** The failcount counts no failure twice: it is never above what really failed. */
final class FailuresCountOnce implements Invariant {

    private final Map<String, Integer> happened = new HashMap<>();

    @Override
    public void ended(Machine machine, String operation, String resource, AgentOutcome outcome) {
        if (outcome.code() != ExitCode.OK) {
            happened.merge(machine + " " + resource + " " + operation, 1, Integer::sum);
        }
    }

    @Override
    public void agreed(World world, Agreed entry) {
        if (!(entry.command() instanceof Command.ActionResult)
                && !(entry.command() instanceof Command.MonitorChanged)) {
            return;
        }
        entry.after().resources().forEach((resource, status) -> status.nodes().forEach((node, known) -> known
                .failures().forEach((operation, failures) -> {
                    int most = happened.getOrDefault(node + " " + resource + " " + operation, 0);
                    require(failures.count() <= most, () -> operation + " of " + resource + " on " + node
                            + " failed " + most + " times, and " + failures.count() + " are counted");
                })));
    }
}
