package org.quorate.membership.lease;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.quorate.membership.Incarnation;
import org.quorate.membership.Lease;
import org.quorate.membership.MembershipEvent;
import org.quorate.membership.NodeName;
import org.quorate.membership.NodeStanding;
import org.quorate.membership.Owner;
import org.quorate.membership.Standing;
import org.quorate.membership.Standings;
import org.quorate.membership.Timings;

/** One node on stage: its core, a clock in milliseconds, what it has sent and told since the last look. */
final class Scene {

    static final NodeName X = new NodeName("x");
    static final NodeName Y = new NodeName("y");
    static final NodeName Z = new NodeName("z");
    static final Incarnation ONE = new Incarnation(1);
    static final Incarnation TWO = new Incarnation(2);
    static final Timings TIMINGS = Timings.from(Duration.ofMillis(500));

    final NodeName self;
    final HeartbeatCore core;
    HeartbeatState state;
    long nowMs;
    long wakeAt;
    private final List<HeartbeatEffect> effects = new ArrayList<>();

    Scene(NodeName self) {
        this.self = self;
        this.core = new HeartbeatCore(self, TIMINGS);
        this.nowMs = 10_000;
        this.state = HeartbeatState.begin(members(0), nanos());
    }

    /** A node that counts: all three are members with incarnation 1, and its own token is applied. */
    static Scene settled(NodeName self) {
        var scene = new Scene(self);
        scene.on(new HeartbeatEvent.StandingsApplied(members(5)));
        scene.on(new HeartbeatEvent.LogApplied(5, 6));
        scene.on(new HeartbeatEvent.TokenApplied(6));
        scene.on(new HeartbeatEvent.IncarnationTaken(ONE));
        scene.forget();
        return scene;
    }

    static Standings members(long index) {
        return standings(index, 0, new TreeMap<>());
    }

    static Standings lost(long index, NodeName... lost) {
        var changes = new TreeMap<NodeName, NodeStanding>();
        for (var node : lost) {
            changes.put(node, new NodeStanding(ONE, Standing.LOST));
        }
        return standings(index, 0, changes);
    }

    /** All three are members, under these times. */
    static Standings timed(long index, Timings timings) {
        var members = members(index);
        return new Standings(index, members.nodes(), members.list(), timings);
    }

    static Standings standings(long index, long version, SortedMap<NodeName, NodeStanding> changes) {
        var nodes = new TreeMap<NodeName, NodeStanding>();
        for (var node : Set.of(X, Y, Z)) {
            nodes.put(node, new NodeStanding(ONE, Standing.MEMBER));
        }
        nodes.putAll(changes);
        return new Standings(index, nodes, version, new TreeSet<>(nodes.keySet()));
    }

    long nanos() {
        return nowMs * 1_000_000;
    }

    Scene on(HeartbeatEvent event) {
        var step = core.step(state, event, nanos());
        state = step.state();
        wakeAt = step.wakeAt();
        effects.addAll(step.effects());
        return this;
    }

    Scene hears(NodeName from, Message message) {
        return on(new HeartbeatEvent.Received(from, message));
    }

    /** Time passes; the core is woken whenever it asked to be. */
    Scene passes(long ms) {
        long until = nowMs + ms;
        while (wakeAt <= until * 1_000_000) {
            nowMs = Math.max(nowMs, (wakeAt + 999_999) / 1_000_000);
            on(new HeartbeatEvent.Tick());
        }
        nowMs = until;
        return on(new HeartbeatEvent.Tick());
    }

    Message.Renew twoWay(long appliedIndex) {
        return new Message.Renew(ONE, nanos(), appliedIndex, Message.Hearing.TWO_WAY);
    }

    Message.Answer member(long sentAtMs) {
        return answer(ONE, sentAtMs, Standing.MEMBER, 0);
    }

    static Message.Answer answer(Incarnation incarnation, long sentAtMs, Standing standing,
            long votersVersion) {
        return new Message.Answer(incarnation, sentAtMs * 1_000_000, standing, 6, votersVersion,
                new TreeSet<>());
    }

    boolean holdsLease() {
        return state.leaseUntil() != Lease.NONE && nanos() < state.leaseUntil();
    }

    <M extends Message> List<M> sent(NodeName to, Class<M> type) {
        return effects.stream().filter(HeartbeatEffect.Send.class::isInstance)
                .map(HeartbeatEffect.Send.class::cast)
                .filter(send -> send.to().equals(to) && type.isInstance(send.message()))
                .map(send -> type.cast(send.message())).toList();
    }

    <E extends MembershipEvent> List<E> told(Class<E> type) {
        return effects.stream().filter(HeartbeatEffect.Tell.class::isInstance)
                .map(effect -> ((HeartbeatEffect.Tell) effect).event()).filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    <F extends HeartbeatEffect> List<F> did(Class<F> type) {
        return effects.stream().filter(type::isInstance).map(type::cast).toList();
    }

    Scene forget() {
        effects.clear();
        return this;
    }

    static Owner owner(NodeName node) {
        return new Owner(node, ONE);
    }
}
