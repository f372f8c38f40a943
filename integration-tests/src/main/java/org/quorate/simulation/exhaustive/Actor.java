package org.quorate.simulation.exhaustive;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.quorate.agent.AgentAction;
import org.quorate.agent.AgentCall;
import org.quorate.agent.AgentOutcome;
import org.quorate.agent.ExitCode;
import org.quorate.membership.MembershipEvent;
import org.quorate.membership.NodeName;
import org.quorate.membership.Timings;
import org.quorate.membership.lease.HeartbeatCore;
import org.quorate.membership.lease.HeartbeatEffect;
import org.quorate.membership.lease.HeartbeatEvent;
import org.quorate.membership.lease.HeartbeatState;
import org.quorate.membership.lease.LogEnd;
import org.quorate.membership.lease.Message;
import org.quorate.model.ResourceId;
import org.quorate.node.Hands;
import org.quorate.node.HandsEffect;
import org.quorate.node.HandsEffect.GuardUntil;
import org.quorate.node.HandsEvent;
import org.quorate.node.HandsState;
import org.quorate.node.HandsState.Heirloom;
import org.quorate.node.Now;
import org.quorate.simulation.Seams;
import org.quorate.simulation.exhaustive.Host.Ground;
import org.quorate.simulation.exhaustive.Host.Health;
import org.quorate.simulation.exhaustive.Host.Mind;
import org.quorate.simulation.exhaustive.Host.Post;
import org.quorate.simulation.exhaustive.Host.Service;
import org.quorate.simulation.exhaustive.Hosts.Sent;
import org.quorate.state.NodeStatus;

/** One host in the course of one event: the wiring of a daemon, as small as it can be. */
final class Actor extends Standpoint {

    private final Instance instance;
    private final Seams seams;
    private final HeartbeatCore core;
    private final Queue<HandsEvent> events = new ArrayDeque<>();
    private final List<Sent> replies = new ArrayList<>();
    private Health health;
    private Ground ground;
    private HeartbeatState heartbeats;
    private long heartbeatsWake;
    private HandsState hands;
    private long handsWake;
    private Message.@Nullable Renew renew;
    private final SortedMap<NodeName, Message.TakeoverAsk> asks;
    private final SortedMap<NodeName, Message.Answer> late;
    private final List<HandsEffect.Submit> offers;

    Actor(Instance instance, Seams seams, Host host, int time) {
        super(host, instance.boot(host.name, time));
        this.instance = instance;
        this.seams = seams;
        this.core = new HeartbeatCore(name, Timings.DEFAULT);
        this.health = host.health;
        this.ground = host.ground;
        this.heartbeats = host.mind.heartbeats();
        this.heartbeatsWake = host.mind.heartbeatsWake();
        this.hands = host.mind.hands();
        this.handsWake = host.mind.handsWake();
        this.renew = host.post.renew();
        this.asks = new TreeMap<>(host.post.asks());
        this.late = new TreeMap<>(host.post.late());
        this.offers = new ArrayList<>(host.post.offers());
    }

    Host host() {
        if (hands.actions().questions().isEmpty()) {
            asks.clear();
        }
        return new Host(new Host.Being(name, health, life), ground, applied,
                new Mind(heartbeats, heartbeatsWake, hands, handsWake),
                new Post(renew, new TreeMap<>(asks), new TreeMap<>(late), List.copyOf(offers)));
    }

    List<Sent> replies() {
        return replies;
    }

    void take(LocalEvent event) {
        switch (event) {
            case LocalEvent.Look() -> look();
            case LocalEvent.Receive(var from, var message) ->
                post(new HeartbeatEvent.Received(from, seams.received(this, from, message)));
            case LocalEvent.Delay(var voter, var answer) -> late.put(voter, answer);
            case LocalEvent.ReceiveLate(var voter) -> {
                var answer = late.remove(voter);
                if (answer != null) {
                    post(new HeartbeatEvent.Received(voter, seams.received(this, voter, answer)));
                }
            }
            case LocalEvent.CatchUp(var to) -> catchUp(to);
            case LocalEvent.Answered(var offer, var outcome) ->
                offer(new HandsEvent.Answered(offers.remove(offer), outcome));
            case LocalEvent.Restart(var from) -> restart(from);
            case LocalEvent.TimePassed() -> timePassed();
        }
        workOff();
    }

    private void look() {
        if (heartbeatsWake <= now) {
            post(new HeartbeatEvent.Tick());
        }
        if (handsWake <= now) {
            offer(new HandsEvent.Woken());
        }
    }

    private void catchUp(Agreed to) {
        var entries = new ArrayList<Agreed>();
        for (var entry = to; entry != null && entry.index() > applied.index(); entry = entry.before()) {
            entries.addFirst(entry);
        }
        boolean known = false;
        for (var entry : entries) {
            applied = entry;
            switch (entry.content()) {
                case Agreed.Ordered _ -> {
                    post(new HeartbeatEvent.StandingsApplied(entry.standings()));
                    known = true;
                }
                case Agreed.Token(var node, var number) -> {
                    if (node.equals(name) && number == life) {
                        post(new HeartbeatEvent.TokenApplied(entry.index()));
                    }
                }
                case Agreed.Nothing() -> {
                }
            }
            post(new HeartbeatEvent.LogApplied(entry.commandIndex(), entry.index()));
        }
        if (known) {
            offer(new HandsEvent.Applied(applied.state()));
        }
    }

    private void restart(Agreed from) {
        boolean guarded = ground.guard() != GuardUntil.NOTHING;
        health = Health.UP;
        life++;
        ground = new Ground(ground.service(), ground.guard(), 0);
        applied = from;
        renew = null;
        asks.clear();
        late.clear();
        offers.clear();
        heartbeats = seams.begin(from.standings(), now);
        heartbeatsWake = now;
        handsWake = Long.MAX_VALUE;
        hands = HandsState.initial(new HandsState.Self(name, name + "-" + life,
                new NodeStatus.Traits(instance.kind(name), NodeStatus.Isolation.GUARDIAN, 1),
                guarded ? Heirloom.GUARDED_RESOURCES : Heirloom.NOTHING, ground.guard()));
        post(new HeartbeatEvent.LogGrew(new LogEnd(1, 1)));
        post(new HeartbeatEvent.LogApplied(from.commandIndex(), from.index()));
        offer(new HandsEvent.Applied(from.state()));
        seams.begun(this);
    }

    /** What the guardian kills is dead when the budget is over: the last tenth of it is for the killing. */
    private void timePassed() {
        renew = null;
        long killing = Timings.DEFAULT.isolationBudget().toNanos() / 10;
        if (ground.guard() != GuardUntil.NOTHING && now >= ground.guard() + killing) {
            if (ground.guardedBy() == life) {
                health = Health.DOWN;
            }
            ground = Ground.BARE;
        }
    }

    private void workOff() {
        for (var event = events.poll(); event != null; event = events.poll()) {
            var step = Hands.step(hands, event, new Now(WALL, now));
            hands = step.state();
            handsWake = Long.MAX_VALUE;
            step.effects().forEach(this::perform);
        }
    }

    @Override
    public void post(HeartbeatEvent event) {
        var step = seams.step(this, core, heartbeats, event, now);
        heartbeats = step.state();
        heartbeatsWake = step.wakeAt();
        step.effects().forEach(this::perform);
    }

    private void perform(HeartbeatEffect effect) {
        switch (effect) {
            case HeartbeatEffect.Send(var to, var message) -> send(to, seams.sent(this, to, message));
            case HeartbeatEffect.Tell(var event) -> told(seams.told(this, event));
            case HeartbeatEffect.StandForElection _,HeartbeatEffect.Resign _,HeartbeatEffect.HandOver _ -> {
            }
        }
    }

    /** Who was heard when and how far it is does not matter here: each Renew is as good as the other. */
    @Override
    public void send(NodeName to, Message message) {
        switch (message) {
            case Message.Renew(var incarnation, var sentAt, var _, var _) ->
                renew = new Message.Renew(incarnation, sentAt, 0, Message.Hearing.ONE_WAY);
            case Message.TakeoverAsk ask -> asks.put(to, ask);
            case Message.Reply reply -> replies.add(new Sent(to, reply));
            case Message.SilenceAsk _ -> {
            }
        }
    }

    private void told(MembershipEvent event) {
        switch (event) {
            case MembershipEvent.LeaseHeld(var mine, var until, var lease) ->
                offer(new HandsEvent.LeaseHeld(mine, until, lease));
            case MembershipEvent.LeaseEnded(var mine, var why) -> offer(new HandsEvent.LeaseEnded(mine, why));
            case MembershipEvent.DeclaredLost(var mine) -> offer(new HandsEvent.DeclaredLost(mine));
            case MembershipEvent.TakeoverCleared(var question) ->
                hands.actions().questions().forEach((action, asked) -> {
                    if (asked.question() == question) {
                        offer(new HandsEvent.TakeoverCleared(action, question));
                    }
                });
            case MembershipEvent.LeadershipChanged _,MembershipEvent.NodeSilent _ -> {
            }
            case MembershipEvent.NodeStalled _,MembershipEvent.ContactLost _ -> {
            }
            case MembershipEvent.Notice _,MembershipEvent.LogFailed _ -> {
            }
        }
    }

    private void perform(HandsEffect effect) {
        switch (effect) {
            case HandsEffect.RunAction(var action, var call) -> offer(new HandsEvent.ActionEnded(action,
                    new AgentOutcome.Exited(ran(call), "", ""), Duration.ZERO));
            case HandsEffect.Submit submit -> offers.add(submit);
            case HandsEffect.Ask(var _, var question) ->
                post(new HeartbeatEvent.Asked(seams.asked(this, question)));
            case HandsEffect.Withdraw(var question) -> post(new HeartbeatEvent.Withdrawn(question));
            case HandsEffect.TakeIncarnation(var incarnation) ->
                post(new HeartbeatEvent.IncarnationTaken(incarnation));
            case HandsEffect.GuardUntil(var until) -> guardUntil(until);
            case HandsEffect.Isolate(var chains, var _) -> chains.forEach(chain -> chain.forEach(call -> {
                ran(call);
                offer(new HandsEvent.Isolated(new ResourceId(call.resource()), "stopped"));
            }));
            case HandsEffect.WakeAt(var when) -> handsWake = when;
            case HandsEffect.Exit _ -> health = Health.DOWN;
            case HandsEffect.KillAction _,HandsEffect.RunFence _,HandsEffect.Say _ -> {
            }
            case HandsEffect.StartMonitor _,HandsEffect.CancelMonitor _ -> {
            }
        }
    }

    /** Agents here do at once what they say. */
    private ExitCode ran(AgentCall call) {
        if (call.action() == AgentAction.START) {
            if (new GuardUntil(ground.guard()).hasPassed(now)) {
                return ExitCode.ERROR;
            }
            ground = ground.with(Service.ACTIVE);
        } else if (call.action() == AgentAction.STOP) {
            ground = ground.with(Service.INACTIVE);
        } else if (ground.service() == Service.INACTIVE) {
            return ExitCode.NOT_RUNNING;
        }
        return ExitCode.OK;
    }

    @Override
    public void offer(HandsEvent event) {
        events.add(event);
    }

    @Override
    public long guardedUntil() {
        return ground.guard();
    }

    @Override
    public void guardUntil(long bootNanos) {
        ground = new Ground(ground.service(), bootNanos, life);
    }

    @Override
    public void run(AgentCall call) {
        ran(call);
    }
}
