package org.quorate.simulation;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import org.quorate.agent.AgentAction;
import org.quorate.controller.Controller;
import org.quorate.controller.DcEffect;
import org.quorate.controller.DcEvent;
import org.quorate.controller.DcState;
import org.quorate.membership.lease.HeartbeatEvent;
import org.quorate.node.Hands;
import org.quorate.node.HandsEffect;
import org.quorate.node.HandsEvent;
import org.quorate.node.HandsState;
import org.quorate.node.Now;

/** The loop of one life, as {@code Loop}: one event at a time, each a step of hands or controller. */
final class Brain {

    static final long USUALLY_SLOWEST = 200_000;
    private static final long NEVER = Long.MAX_VALUE;

    private final Daemon daemon;
    private final Machine machine;
    private final Deeds deeds;
    private final Queue<Runnable> queue = new ArrayDeque<>();
    private HandsState hands;
    private DcState dc;
    private long handsWake = NEVER;
    private long dcWake = NEVER;
    private boolean stateWaits;
    private boolean draining;
    private long slowest = USUALLY_SLOWEST;
    private long stopAtStart;

    Brain(Daemon daemon, HandsState hands, DcState dc, Deeds deeds) {
        this.daemon = daemon;
        this.machine = daemon.machine();
        this.hands = hands;
        this.dc = dc;
        this.deeds = deeds;
    }

    HandsState hands() {
        return hands;
    }

    DcState dc() {
        return dc;
    }

    /** An event waits for its turn at most so long. */
    void slowest(long nanos) {
        slowest = nanos;
    }

    /** The next start that is decided finds the process stopped between the decision and the act. */
    void stopAtStart(long nanos) {
        stopAtStart = nanos;
    }

    void stateChanged() {
        if (!stateWaits) {
            stateWaits = true;
            offer(() -> {
                stateWaits = false;
                var state = daemon.state();
                step(new HandsEvent.Applied(state));
                step(new DcEvent.Applied(state));
            });
        }
    }

    void offer(HandsEvent event) {
        offer(() -> step(event));
    }

    void offer(DcEvent event) {
        offer(() -> step(event));
    }

    private void offer(Runnable event) {
        queue.add(event);
        drainSoon();
    }

    private void drainSoon() {
        if (!draining) {
            draining = true;
            long wait = machine.world().dice().between(20_000, slowest);
            if (wait > USUALLY_SLOWEST) {
                machine.world().happened(Happening.LOOP_SLOW);
            }
            daemon.life().in(wait, this::drain);
        }
    }

    private void drain() {
        draining = false;
        var next = queue.poll();
        if (next != null) {
            next.run();
            if (!queue.isEmpty()) {
                drainSoon();
            }
        }
    }

    private void step(HandsEvent event) {
        var before = hands;
        var step = Hands.step(hands, event, new Now(machine.clock().wall(), machine.clock().boot()));
        hands = step.state();
        handsWake = NEVER;
        if (stopAtStart > 0 && step.effects().stream().anyMatch(Brain::isStart)) {
            long length = stopAtStart;
            stopAtStart = 0;
            machine.world().happened(Happening.STOPPED_AT_START);
            machine.stopDaemon(length);
        }
        machine.world().stepped(machine, before, hands);
        for (var effect : step.effects()) {
            switch (effect) {
                case HandsEffect.WakeAt(var when) -> wakeHands(when);
                case HandsEffect.Say(var line) -> machine.world().trace().add(machine, () -> line);
                default -> daemon.life().run(() -> deeds.perform(effect));
            }
        }
    }

    private static boolean isStart(HandsEffect effect) {
        return effect instanceof HandsEffect.RunAction run && run.call().action() == AgentAction.START;
    }

    private void wakeHands(long when) {
        handsWake = when;
        daemon.life().at(machine.clock().worldAt(when), () -> {
            if (handsWake == when) {
                handsWake = NEVER;
                step(new HandsEvent.Woken());
            }
        });
    }

    private void step(DcEvent event) {
        var now = machine.clock().wall();
        var step = Controller.step(dc, event, now);
        dc = step.state();
        for (var effect : step.effects()) {
            switch (effect) {
                case DcEffect.WakeAt(var when) -> wakeDc(machine.clock().boot()
                        + Math.clamp(Duration.between(now, when).toMillis() + 1, 0, 86_400_000L)
                                * 1_000_000L);
                case DcEffect.Say(var line) -> machine.world().trace().add(machine, () -> line);
                case DcEffect.Propose(var number, var command) -> deeds.propose(number, command);
                case DcEffect.TransferLeadership(var to) ->
                    daemon.heart().post(new HeartbeatEvent.HandOverAsked(to));
            }
        }
    }

    private void wakeDc(long when) {
        dcWake = when;
        daemon.life().at(machine.clock().worldAt(when), () -> {
            if (dcWake == when) {
                dcWake = NEVER;
                step(new DcEvent.Woken());
            }
        });
    }
}
