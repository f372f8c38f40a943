package org.quorate.simulation;

import java.util.stream.Collectors;
import org.quorate.model.MetaAttributes;
import org.quorate.node.HandsState.Phase;
import org.quorate.simulation.Services.Truth;

/** When the faults are over every machine that can is a member, and every resource that should run, runs. */
final class EverythingRuns implements Invariant {

    @Override
    public void atRest(World world) {
        for (var machine : world.machines()) {
            if (!world.newestVoters().contains(machine.name())) {
                continue;
            }
            var living = machine.daemon();
            require(living != null && living.brain().hands().phase() instanceof Phase.In,
                    () -> machine + " is no member: "
                            + (living == null ? "its daemon does not run" : living.brain().hands().phase()));
        }
        var state = world.newest();
        require(world.voterDesk().isIdle() && state.voters().haveSettled(),
                () -> "a change of voters has not come to its end: " + state.voters());
        for (var primitive : state.configuration().primitives()) {
            if (primitive.isFenceDevice()) {
                continue;
            }
            var role = MetaAttributes.unconditional(state.configuration(), primitive.id(), "target-role");
            long running = world.machines().stream()
                    .filter(m -> m.services().active().get(primitive.id()) == Truth.HONEST).count();
            long wanted = role.isPresent() && role.get().equals("Stopped") ? 0 : 1;
            require(running == wanted, () -> primitive.id() + " runs " + running + " times, wanted " + wanted
                    + "; known: " + state.resource(primitive.id()) + "; nodes: " + state.nodes().values()
                            .stream().map(n -> n.presence().toString()).collect(Collectors.joining(" ")));
        }
    }
}
