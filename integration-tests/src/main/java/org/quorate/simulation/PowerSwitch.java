package org.quorate.simulation;

import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.quorate.agent.AgentOutcome;
import org.quorate.agent.ExitCode;
import org.quorate.model.ResourceId;

/**
 * What fence devices talk to. It takes a machine's power away for certain, and gives it back. A device that
 * says it has done so has done so, after it was asked; all else can go wrong.
 */
final class PowerSwitch {

    /** What is wrong with a device. */
    enum Fault {
        /** It says that it cannot. */
        FAILS,
        /** The request never gets there. */
        REQUEST_LOST,
        /** It switches, and its answer never comes. */
        ANSWER_LOST,
        /** It switches at once and says so much later. */
        ANSWERS_LATE,
        /** It takes its time, perhaps more than it has. */
        SLOW
    }

    private final World world;
    private final Dice dice;
    private final Map<ResourceId, Map<Fault, Integer>> faults = new HashMap<>();

    PowerSwitch(World world, Dice dice) {
        this.world = world;
        this.dice = dice;
    }

    void worsen(ResourceId device, Fault fault) {
        faults.computeIfAbsent(device, _ -> new EnumMap<>(Fault.class)).merge(fault, 1, Integer::sum);
    }

    void mend(ResourceId device, Fault fault) {
        faults.getOrDefault(device, new EnumMap<>(Fault.class))
                .computeIfPresent(fault, (_, count) -> count > 1 ? count - 1 : null);
    }

    /** Switches a machine off and on again; tells once. */
    void reboot(ResourceId device, Machine target, Duration timeout, Consumer<AgentOutcome> told) {
        long limit = timeout.toNanos();
        var shown = faults.getOrDefault(device, Map.of()).keySet().stream().findFirst();
        world.trace().add(device, () -> "is to reboot " + target + shown.map(f -> ", " + f).orElse(""));
        if (shown.isEmpty()) {
            long acts = dice.millis(20, 200);
            act(target, acts);
            answer(acts + dice.millis(5, 100), limit, told);
            return;
        }
        world.happened(shown.get());
        switch (shown.get()) {
            case FAILS -> world.agenda().in(dice.millis(20, 500),
                    () -> told.accept(new AgentOutcome.Exited(ExitCode.ERROR, "cannot", "")));
            case REQUEST_LOST -> answer(Long.MAX_VALUE, limit, told);
            case ANSWER_LOST -> {
                act(target, dice.millis(20, 200));
                answer(Long.MAX_VALUE, limit, told);
            }
            case ANSWERS_LATE -> {
                act(target, dice.millis(20, 200));
                answer(dice.millis(2500, 8500), limit, told);
            }
            case SLOW -> {
                long acts = dice.millis(500, 12_000);
                act(target, acts);
                answer(acts + dice.millis(5, 100), limit, told);
            }
        }
    }

    private void answer(long after, long limit, Consumer<AgentOutcome> told) {
        world.agenda().in(Math.min(after, limit), () -> told.accept(after <= limit
                ? new AgentOutcome.Exited(ExitCode.OK, "", "")
                : new AgentOutcome.TimedOut(Duration.ofNanos(limit), "")));
    }

    private void act(Machine target, long after) {
        world.agenda().in(after, () -> {
            world.trace().add(target, () -> "is switched off");
            target.crash();
            world.agenda().in(dice.millis(200, 1200), target::boot);
        });
    }
}
