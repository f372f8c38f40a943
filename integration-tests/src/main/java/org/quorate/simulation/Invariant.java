package org.quorate.simulation;

import org.quorate.agent.AgentAction;
import org.quorate.agent.AgentCall;
import org.quorate.agent.AgentOutcome;
import org.quorate.state.ActionId;
import org.quorate.state.ClusterState;
import org.quorate.state.Command;

/** What must be true, whatever happens; a class for each. It breaks off the run with a {@link Violation}. */
interface Invariant {

    /** After every event of the world, if it {@link #looksAfterStep}. */
    default void afterStep(World world) {}

    /** Whether it overrides {@link #afterStep}; to call the others after every event costs time. */
    default boolean looksAfterStep() {
        try {
            return !getClass().getDeclaredMethod("afterStep", World.class).isDefault();
        } catch (NoSuchMethodException none) {
            return false;
        }
    }

    /** An entry was applied for the first time by anybody. */
    default void agreed(World world, Agreed entry) {}

    /** An entry was applied by one more machine. */
    default void applied(Machine machine, Agreed first, ClusterState after) {}

    /** A daemon is about to run an agent that may change something, or probes. */
    default void begins(Machine machine, ActionId action, AgentCall call) {}

    /** The daemon has heard what came of an agent. */
    default void ended(Machine machine, String operation, String resource, AgentOutcome outcome) {}

    /** A machine has lost its power. */
    default void off(Machine machine) {}

    /** The faults are over and time has been given. */
    default void atRest(World world) {}

    /** An entry and what it did. */
    record Agreed(long index, Entry.Ordered entry, ClusterState before, ClusterState after) {

        Command command() {
            return entry.command();
        }
    }

    /** {@code start_0}, {@code monitor_1000}. */
    static String operation(AgentCall call) {
        var interval = call.action() == AgentAction.MONITOR ? call.meta().getOrDefault("interval", "0") : "0";
        return call.action().word() + "_" + interval;
    }

    default void require(boolean holds, java.util.function.Supplier<String> otherwise) {
        if (!holds) {
            throw new Violation(getClass().getSimpleName(), otherwise.get());
        }
    }
}
