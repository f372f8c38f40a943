package org.quorate.simulation.exhaustive;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.quorate.membership.NodeName;
import org.quorate.membership.Standings;
import org.quorate.membership.lease.HeartbeatState;
import org.quorate.membership.lease.Message;
import org.quorate.node.HandsEffect;
import org.quorate.node.HandsEffect.GuardUntil;
import org.quorate.node.HandsState;
import org.quorate.state.NodeStatus;

/** A machine: its daemon, what its guardian knows, whether the resource is active there. */
final class Host {

    /** What is outside the daemon, and outlives it. */
    record Ground(Service service, long guard, int guardedBy) {

        static final Ground BARE = new Ground(Service.INACTIVE, GuardUntil.NOTHING, 0);

        Ground with(Service next) {
            return new Ground(next, guard, guardedBy);
        }
    }

    /** Whether the resource is active. */
    enum Service {
        ACTIVE, INACTIVE
    }

    /** Whether the daemon runs. */
    enum Health {
        UP, DOWN
    }

    /** Which machine it is, and in which of its lives. */
    record Being(NodeName name, Health health, int life) {}

    /**
     * What was sent or is to be, and has not arrived.
     *
     * @param renew the newest, the same for every voter; gone when time passes
     * @param asks the newest of each voter
     * @param late answers to this node that stay on their way
     * @param offers commands for the log
     */
    record Post(Message.@Nullable Renew renew, SortedMap<NodeName, Message.TakeoverAsk> asks,
            SortedMap<NodeName, Message.Answer> late, List<HandsEffect.Submit> offers) {

        static final Post EMPTY = new Post(null, new TreeMap<>(), new TreeMap<>(), List.of());
    }

    /** The heartbeats and the hands of one life, and when they want to be woken. */
    record Mind(HeartbeatState heartbeats, long heartbeatsWake, HandsState hands, long handsWake) {

        static Mind none(NodeName name, NodeStatus.Kind kind, Standings known) {
            return new Mind(HeartbeatState.begin(known, 0), Long.MAX_VALUE, HandsState.initial(
                    new HandsState.Self(name, name.value(), new NodeStatus.Traits(kind,
                            NodeStatus.Isolation.GUARDIAN, 1), HandsState.Heirloom.NOTHING)),
                    Long.MAX_VALUE);
        }
    }

    final NodeName name;
    final Health health;
    final int life;
    final Ground ground;
    final Agreed applied;
    final Mind mind;
    final Post post;
    /** Different for each host that differs in what matters; set once by {@link Hosts}. */
    int number = -1;

    Host(Being being, Ground ground, Agreed applied, Mind mind, Post post) {
        this.name = being.name();
        this.health = being.health();
        this.life = being.life();
        this.ground = ground;
        this.applied = applied;
        this.mind = mind;
        this.post = post;
    }

    boolean isUp() {
        return health == Health.UP;
    }

    boolean isActive() {
        return ground.service() == Service.ACTIVE;
    }

    /**
     * All that what comes can depend on, as far as leases and takeovers go. Whom it heard when, and whom it
     * watches, decides about silence only; here anybody may be declared lost at any time.
     */
    List<Object> essence() {
        if (!isUp()) {
            return List.of(name, life, ground, post.late());
        }
        var heartbeats = mind.heartbeats();
        var hands = mind.hands();
        return List.of(name, life, ground, applied.number(), post, heartbeats.holder(), heartbeats.book(),
                heartbeats.takeovers(), heartbeats.nextRenewAt(), heartbeats.counts(), hands.phase(),
                hands.lease(), hands.actions(), hands.outbox(), hands.self().heirloom());
    }
}
