package org.quorate.membership.lease;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.quorate.membership.Incarnation;
import org.quorate.membership.MembershipEvent;
import org.quorate.membership.NodeName;
import org.quorate.membership.NodeStanding;
import org.quorate.membership.Owner;
import org.quorate.membership.Standing;
import org.quorate.membership.Standings;
import org.quorate.membership.TakeoverQuestion;

/**
 * Whole small clusters of cores with lost, late and doubled datagrams, cuts, restarts behind the log,
 * replicas that lag and clocks that drift by 1 %: nobody may take over before the old owner's lease and
 * budget are over.
 */
class TakeoverPropertyTest {

    private static final int RUN_MS = 4000;
    private static final long MS = 1_000_000;
    private static final Owner OLD = new Owner(Scene.X, Scene.ONE);

    /** A datagram on its way. */
    private record Flight(long arrivesMs, NodeName from, NodeName to, Message message) {}

    /** One entry of the log that all replicas apply in order. */
    private record Entry(long index, boolean loss, int tokenOf) {}

    private static final class Replica {

        final NodeName name;
        final double drift;
        HeartbeatCore core;
        HeartbeatState state;
        int applied;
        int life;
        long nextApplyMs;
        boolean asked;

        Replica(NodeName name, double drift) {
            this.name = name;
            this.drift = drift;
            this.core = new HeartbeatCore(name, Scene.TIMINGS);
            this.state = HeartbeatState.begin(atStart(), nanos(0));
        }

        long nanos(long realMs) {
            return (long) ((realMs + 100_000) * MS * drift);
        }
    }

    private static final class World {

        final Random random;
        final List<Replica> replicas = new ArrayList<>();
        final List<Entry> log = new ArrayList<>();
        final List<Flight> flights = new ArrayList<>();
        long nowMs;
        NodeName cut = Scene.X;
        boolean isCut;
        int lives;
        double oldLeaseEndsMs;
        long clearedAtMs = -1;

        World(long seed) {
            random = new Random(seed);
            for (var name : List.of(Scene.X, Scene.Y, Scene.Z)) {
                replicas.add(new Replica(name, 0.99 + random.nextDouble() * 0.02));
            }
            log.add(new Entry(0, false, -1));
            replicas.forEach(this::startLife);
        }

        void startLife(Replica replica) {
            replica.life = ++lives;
            replica.state = HeartbeatState.begin(atStart(), replica.nanos(nowMs));
            replica.applied = random.nextInt(Math.max(1, replica.applied + 1));
            replica.asked = false;
            log.add(new Entry(log.size(), false, replica.life));
            if (!replica.name.equals(Scene.X) || replica.life <= 3) {
                step(replica, new HeartbeatEvent.IncarnationTaken(Scene.ONE));
            }
        }

        void run() {
            int lossAt = 500 + random.nextInt(1500);
            for (nowMs = 1; nowMs < RUN_MS && clearedAtMs < 0; nowMs++) {
                if (nowMs == lossAt) {
                    log.add(new Entry(log.size(), true, -1));
                }
                if (random.nextInt(400) == 0) {
                    isCut = !isCut;
                    cut = replicas.get(random.nextInt(3)).name;
                }
                if (random.nextInt(700) == 0) {
                    startLife(replicas.get(random.nextInt(3)));
                }
                replicas.forEach(this::applyNext);
                deliver();
                replicas.forEach(replica -> step(replica, new HeartbeatEvent.Tick()));
            }
        }

        void applyNext(Replica replica) {
            if (nowMs < replica.nextApplyMs || replica.applied >= log.size()) {
                return;
            }
            var entry = log.get(replica.applied++);
            replica.nextApplyMs = nowMs + (random.nextInt(20) == 0 ? random.nextInt(900) : random.nextInt(5));
            boolean lost = log.subList(0, replica.applied).stream().anyMatch(Entry::loss);
            step(replica, new HeartbeatEvent.StandingsApplied(after(entry.index(), lost)));
            step(replica, new HeartbeatEvent.LogApplied(entry.index(), entry.index()));
            if (entry.tokenOf() == replica.life) {
                step(replica, new HeartbeatEvent.TokenApplied(entry.index()));
            }
            if (lost && !replica.asked && replica.name.equals(Scene.Y)) {
                replica.asked = true;
                long lossIndex = log.stream().filter(Entry::loss).findFirst().orElseThrow().index();
                step(replica,
                        new HeartbeatEvent.Asked(new TakeoverQuestion(replica.life, lossIndex, List.of(OLD),
                                Scene.TIMINGS.takeoverWait())));
            }
        }

        void deliver() {
            var due = flights.stream().filter(flight -> flight.arrivesMs() <= nowMs).toList();
            flights.removeAll(due);
            for (var flight : due) {
                replicas.stream().filter(replica -> replica.name.equals(flight.to()))
                        .forEach(replica -> step(replica,
                                new HeartbeatEvent.Received(flight.from(), flight.message())));
            }
        }

        void step(Replica replica, HeartbeatEvent event) {
            var step = replica.core.step(replica.state, event, replica.nanos(nowMs));
            replica.state = step.state();
            for (var effect : step.effects()) {
                switch (effect) {
                    case HeartbeatEffect.Send(var to, var message) -> send(replica.name, to, message);
                    case HeartbeatEffect.Tell(MembershipEvent.LeaseHeld(var _, var until, var _)) -> {
                        if (replica.name.equals(Scene.X)) {
                            oldLeaseEndsMs = Math.max(oldLeaseEndsMs,
                                    until / (double) MS / replica.drift - 100_000);
                        }
                    }
                    case HeartbeatEffect.Tell(MembershipEvent.TakeoverCleared _) -> clearedAtMs = nowMs;
                    case HeartbeatEffect.Tell _,HeartbeatEffect.Resign _ -> {
                    }
                    case HeartbeatEffect.HandOver _,HeartbeatEffect.StandForElection _ -> {
                    }
                }
            }
        }

        void send(NodeName from, NodeName to, Message message) {
            boolean lost = random.nextInt(20) == 0 || (isCut && (from.equals(cut) || to.equals(cut)));
            if (!lost) {
                long delay = random.nextInt(10) == 0 ? random.nextInt(400) : random.nextInt(3);
                flights.add(new Flight(nowMs + delay, from, to, message));
            }
        }
    }

    private static Standings atStart() {
        return new Standings(-1, new TreeMap<>(), 0, new TreeSet<>(List.of(Scene.X, Scene.Y, Scene.Z)));
    }

    private static Standings after(long index, boolean lost) {
        var nodes = new TreeMap<NodeName, NodeStanding>();
        for (var node : List.of(Scene.X, Scene.Y, Scene.Z)) {
            boolean gone = lost && node.equals(Scene.X);
            nodes.put(node, new NodeStanding(new Incarnation(1), gone ? Standing.LOST : Standing.MEMBER));
        }
        return new Standings(index, nodes, 0, new TreeSet<>(nodes.keySet()));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void nobodyTakesOverBeforeLeaseAndBudgetOfTheOldOwnerAreOver(long block) {
        for (long seed = block * 1000; seed < block * 1000 + 25; seed++) {
            var world = new World(seed);

            world.run();

            if (world.clearedAtMs >= 0) {
                assertThat((double) world.clearedAtMs).as("seed %d", seed).isGreaterThanOrEqualTo(
                        world.oldLeaseEndsMs + Scene.TIMINGS.isolationBudget().toMillis() * 0.99 - 1);
            }
        }
    }

    @Test
    void mostTakeoversComeToAnEnd() {
        int cleared = 0;
        for (long seed = 1; seed <= 40; seed++) {
            var world = new World(seed);
            world.run();
            cleared += world.clearedAtMs >= 0 ? 1 : 0;
        }

        assertThat(cleared).isGreaterThan(30);
    }
}
