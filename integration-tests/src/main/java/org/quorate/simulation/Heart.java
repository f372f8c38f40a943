package org.quorate.simulation;

import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.quorate.membership.Leadership;
import org.quorate.membership.MembershipEvent;
import org.quorate.membership.NodeName;
import org.quorate.membership.Standings;
import org.quorate.membership.Timings;
import org.quorate.membership.lease.HeartbeatCore;
import org.quorate.membership.lease.HeartbeatEffect;
import org.quorate.membership.lease.HeartbeatEvent;
import org.quorate.membership.lease.HeartbeatState;
import org.quorate.membership.lease.Message;

/** The heartbeats of one life: steps the core as {@code Heartbeats} does, on virtual time. */
final class Heart {

    /** A datagram, with what keeps lives and sequences apart. */
    record Datagram(NodeName from, int fromLife, int toLife, long sequence, Message message) {}

    private record Known(int life, long received) {}

    private final Daemon daemon;
    private final Machine machine;
    private final HeartbeatCore core;
    private final Consumer<MembershipEvent> listener;
    private final SortedMap<NodeName, Known> peers = new TreeMap<>();
    private HeartbeatState state;
    private long wakeAt = Long.MAX_VALUE;
    private long sequence;
    private long deafUntil;

    Heart(Daemon daemon, Standings known, Consumer<MembershipEvent> listener) {
        this.daemon = daemon;
        this.machine = daemon.machine();
        this.listener = listener;
        core = new HeartbeatCore(machine.name(), Timings.DEFAULT);
        state = machine.world().seams().begin(known, machine.clock().boot());
    }

    HeartbeatState state() {
        return state;
    }

    boolean hasContact() {
        return machine.clock().boot() < state.contactUntil(Timings.DEFAULT);
    }

    /** Looks at the log, as before everything else. */
    void look() {
        var end = daemon.log().end();
        if (!end.equals(state.logEnd())) {
            step(new HeartbeatEvent.LogGrew(end));
        }
        Leadership leadership = daemon.log().leadership();
        if (!leadership.equals(state.leadership())) {
            step(new HeartbeatEvent.LeadershipKnown(leadership));
            listener.accept(new MembershipEvent.LeadershipChanged(leadership));
        }
    }

    void post(HeartbeatEvent event) {
        look();
        step(event);
    }

    /** What arrived while a long stop lasted says nothing about now. */
    void afterStop(long nanos) {
        if (nanos > Timings.DEFAULT.deadAfter().toNanos()) {
            step(new HeartbeatEvent.Tick());
            deafUntil = machine.world().agenda().now();
        }
    }

    void receive(Datagram datagram, long arrivedAt) {
        if (arrivedAt < deafUntil || !admits(datagram)) {
            return;
        }
        look();
        var message = machine.world().seams().received(daemon, datagram.from(), datagram.message());
        step(new HeartbeatEvent.Received(datagram.from(), message));
    }

    /** A stranger's first datagram only makes it known; nothing for another life, or overtaken, is heard. */
    private boolean admits(Datagram datagram) {
        if (datagram.toLife() != 0 && datagram.toLife() != daemon.life().number()) {
            return false;
        }
        var known = peers.get(datagram.from());
        if (known == null || datagram.fromLife() > known.life()) {
            peers.put(datagram.from(), new Known(datagram.fromLife(), datagram.sequence()));
            return false;
        }
        if (datagram.fromLife() < known.life() || datagram.sequence() <= known.received()) {
            return false;
        }
        peers.put(datagram.from(), new Known(known.life(), datagram.sequence()));
        return true;
    }

    private void step(HeartbeatEvent event) {
        var step = machine.world().seams().step(daemon, core, state, event, machine.clock().boot());
        state = step.state();
        if (step.wakeAt() != wakeAt) {
            wakeAt = step.wakeAt();
            sleep();
        }
        step.effects().forEach(this::perform);
    }

    private void sleep() {
        long wanted = wakeAt;
        if (wanted == Long.MAX_VALUE) {
            return;
        }
        daemon.life().at(machine.clock().worldAt(wanted), () -> {
            if (wanted == wakeAt) {
                wakeAt = Long.MAX_VALUE;
                post(new HeartbeatEvent.Tick());
            }
        });
    }

    private void perform(HeartbeatEffect effect) {
        switch (effect) {
            case HeartbeatEffect.Send(var to, var message) -> send(to, message);
            case HeartbeatEffect.Tell(var event) ->
                listener.accept(machine.world().seams().told(daemon, event));
            case HeartbeatEffect.StandForElection(var leader, var term) ->
                daemon.life().in(100_000, () -> daemon.log().stand(leader, term));
            case HeartbeatEffect.Resign _ -> daemon.life().in(100_000, () -> daemon.log().resign());
            case HeartbeatEffect.HandOver(var to, _) ->
                daemon.life().in(100_000, () -> daemon.log().transfer(to));
        }
    }

    void send(NodeName to, Message message) {
        if (message instanceof Message.TakeoverTell) {
            machine.world().troubleMaker().moment(Trouble.Moment.VOTER_CONFIRMS, machine);
        }
        var known = peers.get(to);
        var datagram = new Datagram(machine.name(), daemon.life().number(), known == null ? 0 : known.life(),
                ++sequence, machine.world().seams().sent(daemon, to, message));
        var world = machine.world();
        world.network().datagram(new Network.Way(machine.name(), to),
                () -> world.machine(to).receive(datagram));
    }
}
