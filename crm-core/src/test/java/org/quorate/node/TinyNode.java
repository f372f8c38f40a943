package org.quorate.node;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.quorate.agent.AgentAction;
import org.quorate.agent.AgentCall;
import org.quorate.agent.AgentOutcome;
import org.quorate.agent.ExitCode;
import org.quorate.controller.Controller;
import org.quorate.controller.DcEffect;
import org.quorate.controller.DcEvent;
import org.quorate.controller.DcState;
import org.quorate.membership.Incarnation;
import org.quorate.membership.Leadership;
import org.quorate.membership.NodeName;
import org.quorate.membership.TakeoverQuestion;
import org.quorate.model.ResourceId;
import org.quorate.node.HandsState.Heirloom;
import org.quorate.node.HandsState.Phase;
import org.quorate.state.ActionId;
import org.quorate.state.Outcome;
import org.quorate.state.Story;

/** One machine of a {@link TinyCluster}: a daemon, what its agents have made active, and a guardian. */
final class TinyNode {

    private static final Duration AGENT = Duration.ofMillis(10);
    private static final Duration LOOK = Duration.ofMillis(50);

    private record Watch(AgentCall call, ExitCode last) {}

    private final TinyCluster cluster;
    private final NodeName name;
    private final SortedSet<ResourceId> active = new TreeSet<>();
    private final List<String> failing = new ArrayList<>();
    private final SortedMap<Long, Watch> watches = new TreeMap<>();
    private final SortedMap<ActionId, TakeoverQuestion> questions = new TreeMap<>();
    private final Set<ActionId> running = new HashSet<>();
    private HandsState hands;
    private DcState dc;
    private Incarnation incarnation = Incarnation.NONE;
    private long guard = HandsEffect.GuardUntil.NOTHING;
    private boolean isUp = true;
    private boolean isCut;
    private int life;
    final List<String> said = new ArrayList<>();

    TinyNode(TinyCluster cluster, NodeName name) {
        this.cluster = cluster;
        this.name = name;
        hands = HandsState.initial(self(Heirloom.NOTHING));
        dc = DcState.initial(name);
    }

    private HandsState.Self self(Heirloom heirloom) {
        return new HandsState.Self(name, name + "-" + ++life, Story.TRAITS, heirloom);
    }

    void begin() {
        cluster.in(Duration.ZERO, this::catchUp);
        follow();
        look(life);
    }

    /** Is told who leads. */
    private void follow() {
        lead(cluster.leader().equals(name)
                ? new Leadership.Leads(1)
                : new Leadership.Follows(cluster.leader(), 1));
    }

    NodeName name() {
        return name;
    }

    SortedSet<ResourceId> active() {
        return active;
    }

    Incarnation incarnation() {
        return incarnation;
    }

    boolean isConnected() {
        return isUp && !isCut;
    }

    Phase phase() {
        return hands.phase();
    }

    /** The machine loses its power. */
    void crash() {
        isUp = false;
        active.clear();
        life++;
    }

    /** The daemon dies; what it runs goes on, and the guardian counts down. */
    void killDaemon() {
        isUp = false;
        life++;
    }

    void startDaemon() {
        isUp = true;
        watches.clear();
        questions.clear();
        running.clear();
        incarnation = Incarnation.NONE;
        hands = HandsState.initial(self(active.isEmpty() ? Heirloom.NOTHING : Heirloom.GUARDED_RESOURCES));
        dc = DcState.initial(name);
        begin();
    }

    void startDaemonIfDown() {
        if (!isUp) {
            startDaemon();
        }
    }

    void cut() {
        isCut = true;
        lead(new Leadership.NoLeader());
    }

    void heal() {
        isCut = false;
        follow();
        catchUp();
    }

    /** That action of that resource fails from now on: {@code start web}. */
    void fail(String what) {
        failing.add(what);
    }

    /** The service dies by itself. */
    void kill(String resource) {
        active.remove(Story.r(resource));
    }

    void catchUp() {
        if (isConnected()) {
            hands(new HandsEvent.Applied(cluster.state()));
            dc(new DcEvent.Applied(cluster.state()));
        }
    }

    void lead(Leadership leadership) {
        dc(new DcEvent.LeadershipChanged(isConnected() ? leadership : new Leadership.NoLeader()));
    }

    void hands(HandsEvent event) {
        if (!isUp) {
            return;
        }
        var mine = life;
        var step = Hands.step(hands, event, new Now(cluster.wall(), cluster.now()));
        hands = step.state();
        step.effects().forEach(effect -> perform(effect, mine));
    }

    void dc(DcEvent event) {
        if (!isUp) {
            return;
        }
        var mine = life;
        var step = Controller.step(dc, event, cluster.wall());
        dc = step.state();
        for (var effect : step.effects()) {
            switch (effect) {
                case DcEffect.Propose(var number, var command) -> cluster.offer(this, command,
                        outcome -> dc(new DcEvent.ProposalEnded(number, outcome instanceof Outcome.Refused
                                ? DcEvent.Answer.CAME_TO_NOTHING
                                : DcEvent.Answer.TOOK_EFFECT)),
                        () -> dc(new DcEvent.ProposalEnded(number, DcEvent.Answer.CAME_TO_NOTHING)));
                case DcEffect.WakeAt(var when) -> cluster.in(
                        Duration.ofMillis(
                                Math.clamp(Duration.between(cluster.wall(), when).toMillis(), 1, 60_000)),
                        () -> alive(mine, () -> dc(new DcEvent.Woken())));
                case DcEffect.TransferLeadership(var to) -> cluster.in(AGENT, () -> cluster.lead(to));
                case DcEffect.Say(var line) -> said.add(line);
            }
        }
    }

    private void alive(int mine, Runnable what) {
        if (life == mine && isUp) {
            what.run();
        }
    }

    private void perform(HandsEffect effect, int mine) {
        switch (effect) {
            case HandsEffect.RunAction(var action, var call) -> {
                running.add(action);
                cluster.in(AGENT, () -> alive(mine, () -> runEnded(action, call)));
            }
            case HandsEffect.KillAction(var action) -> running.remove(action);
            case HandsEffect.RunFence _ -> throw new AssertionError("nothing to fence with");
            case HandsEffect.StartMonitor(var ticket, var call, _) -> {
                var exit = run(call);
                watches.put(ticket, new Watch(call, exit));
                cluster.in(AGENT, () -> alive(mine, () -> report(ticket, exit)));
            }
            case HandsEffect.CancelMonitor(var ticket) -> watches.remove(ticket);
            case HandsEffect.Submit submit -> cluster.offer(this, submit.command(),
                    outcome -> alive(mine, () -> hands(new HandsEvent.Answered(submit, outcome))),
                    () -> alive(mine, () -> hands(new HandsEvent.NotAnswered(submit, "cut off"))));
            case HandsEffect.Ask(var action, var question) -> questions.put(action, question);
            case HandsEffect.Withdraw(var question) -> questions.values().removeIf(q -> q.id() == question);
            case HandsEffect.TakeIncarnation(var taken) -> incarnation = taken;
            case HandsEffect.GuardUntil(var until) -> {
                guard = until;
                if (until != HandsEffect.GuardUntil.NOTHING) {
                    cluster.at(until, this::guard);
                }
            }
            case HandsEffect.Isolate(var chains, _) -> chains.forEach(chain -> isolate(chain, mine));
            case HandsEffect.WakeAt(var when) ->
                cluster.at(when, () -> alive(mine, () -> hands(new HandsEvent.Woken())));
            case HandsEffect.Exit _ -> isUp = false;
            case HandsEffect.Say(var line) -> said.add(line);
        }
    }

    private void isolate(List<AgentCall> chain, int mine) {
        var delay = Duration.ZERO;
        for (var call : chain) {
            delay = delay.plus(AGENT);
            cluster.in(delay, () -> alive(mine, () -> {
                var id = new ResourceId(call.resource());
                active.remove(id);
                hands(new HandsEvent.Isolated(id, "stopped"));
            }));
        }
    }

    private void runEnded(ActionId action, AgentCall call) {
        var outcome = running.remove(action)
                ? new AgentOutcome.Exited(run(call), "", "")
                : new AgentOutcome.CouldNotRun("killed");
        hands(new HandsEvent.ActionEnded(action, outcome, AGENT));
    }

    private ExitCode run(AgentCall call) {
        var id = new ResourceId(call.resource());
        var isFailing = failing.contains(call.action().name().toLowerCase(java.util.Locale.ROOT) + " " + id);
        if (isFailing) {
            return ExitCode.ERROR;
        }
        if (call.action() == AgentAction.START) {
            active.add(id);
        } else if (call.action() == AgentAction.STOP) {
            active.remove(id);
        } else if (!active.contains(id)) {
            return ExitCode.NOT_RUNNING;
        }
        return ExitCode.OK;
    }

    private void report(long ticket, ExitCode exit) {
        if (watches.containsKey(ticket)) {
            hands(new HandsEvent.MonitorReported(ticket, new AgentOutcome.Exited(exit, "", ""), AGENT));
        }
    }

    /** The guardian: the daemon first, then what it has left active. */
    private void guard() {
        if (guard == HandsEffect.GuardUntil.NOTHING || cluster.now() < guard) {
            return;
        }
        guard = HandsEffect.GuardUntil.NOTHING;
        if (isUp) {
            killDaemon();
        }
        active.clear();
    }

    /** The recurring monitors. */
    private void look(int mine) {
        alive(mine, () -> {
            List.copyOf(watches.keySet()).forEach(this::watch);
            cluster.in(LOOK, () -> look(mine));
        });
    }

    private void watch(long ticket) {
        var watch = watches.get(ticket);
        if (watch == null) {
            return;
        }
        var exit = run(watch.call());
        if (exit != watch.last()) {
            watches.put(ticket, new Watch(watch.call(), exit));
            report(ticket, exit);
        }
    }

    void clearQuestions(Predicate<TakeoverQuestion> mayGo) {
        for (var entry : List.copyOf(questions.entrySet())) {
            if (isConnected() && mayGo.test(entry.getValue())) {
                questions.remove(entry.getKey());
                hands(new HandsEvent.TakeoverCleared(entry.getKey(), entry.getValue().id()));
            }
        }
    }

    /** The agents' runs that have been ordered and not killed: nothing of them may be forgotten. */
    @Override
    public String toString() {
        return name + " " + (isUp ? isCut ? "cut" : "up" : "down") + " active=" + active + " " + hands.phase()
                + " " + hands.lease() + " " + hands.actions() + " " + said;
    }
}
