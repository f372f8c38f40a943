package org.quorate.simulation;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.quorate.agent.AgentCall;
import org.quorate.controller.DcEvent;
import org.quorate.controller.DcState;
import org.quorate.membership.Leadership;
import org.quorate.membership.MembershipEvent;
import org.quorate.membership.NodeName;
import org.quorate.membership.Standings;
import org.quorate.membership.lease.HeartbeatEvent;
import org.quorate.membership.lease.Message;
import org.quorate.node.HandsEffect.GuardUntil;
import org.quorate.node.HandsEvent;
import org.quorate.node.HandsState;
import org.quorate.node.HandsState.Heirloom;
import org.quorate.simulation.Entry.Call;
import org.quorate.simulation.Entry.Content;
import org.quorate.state.ClusterState;
import org.quorate.state.Command;
import org.quorate.state.NodeStatus;
import org.quorate.state.Outcome;

/** One life of quorated: the pure parts of the product, wired as its daemon wires them. */
final class Daemon implements LogPeer.Surroundings, Site {

    private static final long TOKEN_LIMIT = 60_000_000_000L;

    private final Machine machine;
    private final Life life;
    private final LogPeer log;
    private final Submitter submitter;
    private final Heart heart;
    private final Brain brain;
    private final Deeds deeds;
    private final VoterKeeper keeper = new VoterKeeper(this);
    private ClusterState state = ClusterState.EMPTY;
    private long commandIndex = -1;
    private final Map<NodeName, Integer> heard = new HashMap<>();
    private long calls;
    private boolean wired;
    private long resultsLate;

    Daemon(Machine machine, Life life) {
        this.machine = machine;
        this.life = life;
        var world = machine.world();
        log = new LogPeer(machine, world, life, this);
        submitter = new Submitter(life, world.agenda(), log::leader, this::send);
        heart = new Heart(this, new Standings(-1, new java.util.TreeMap<>(), 0, world.voters()), this::told);
        deeds = new Deeds(this);
        var traits = new NodeStatus.Traits(machine.kind(), world.power().isGuarded(machine.name())
                ? NodeStatus.Isolation.GUARDIAN
                : NodeStatus.Isolation.NONE, 1, machine.currentBoot());
        var heirloom = machine.guardian().deadline() == GuardUntil.NOTHING
                ? Heirloom.NOTHING
                : Heirloom.GUARDED_RESOURCES;
        brain = new Brain(this,
                HandsState.initial(new HandsState.Self(machine.name(), machine.name() + "-" + life.number(),
                        traits, heirloom, machine.guardian().deadline())),
                DcState.initial(machine.name()), deeds);
    }

    void begin() {
        log.begin();
        wired = true;
        changed();
        heart.post(new HeartbeatEvent.LogApplied(commandIndex, log.applied()));
        offerToken();
        machine.world().seams().begun(this);
    }

    Machine machine() {
        return machine;
    }

    @Override
    public NodeName name() {
        return machine.name();
    }

    @Override
    public int lifeNumber() {
        return life.number();
    }

    @Override
    public long boot() {
        return machine.clock().boot();
    }

    @Override
    public Instant wall() {
        return machine.clock().wall();
    }

    @Override
    public Standings standings() {
        return machine.world().standings(state);
    }

    @Override
    public Leadership leadership() {
        return log.leadership();
    }

    @Override
    public void post(HeartbeatEvent event) {
        heart.post(event);
    }

    @Override
    public void offer(HandsEvent event) {
        brain.offer(event);
    }

    @Override
    public void propose(Command command) {
        life.in(20_000_000L, () -> submit(command, 1_000_000_000L, _ -> {}));
    }

    @Override
    public void send(NodeName to, Message message) {
        heart.send(to, message);
    }

    @Override
    public long guardedUntil() {
        return machine.guardian().deadline();
    }

    @Override
    public void guardUntil(long bootNanos) {
        machine.guardian().until(bootNanos, life.number());
    }

    @Override
    public void run(AgentCall call) {
        AgentRun.begin(machine, call, AgentRun.Purpose.ORDERED, _ -> {});
    }

    Life life() {
        return life;
    }

    LogPeer log() {
        return log;
    }

    Heart heart() {
        return heart;
    }

    Brain brain() {
        return brain;
    }

    @Override
    public ClusterState state() {
        return state;
    }

    private void offerToken() {
        offer(new Entry.Token(machine.name(), life.number()), TOKEN_LIMIT, answer -> {
            if (!(answer instanceof Answer.Agreed) && !heart.state().counts()) {
                offerToken();
            }
        });
    }

    void submit(Command command, long limit, Consumer<Answer> then) {
        var call = new Call(machine.name(), life.number(), ++calls);
        submitter.offer(call, new Entry.Ordered(call, command), limit, then);
    }

    private void offer(Content content, long limit, Consumer<Answer> then) {
        submitter.offer(new Call(machine.name(), life.number(), ++calls), content, limit, then);
    }

    @Override
    public void send(NodeName to, LogMessage message) {
        var letter = new LogMessage.Letter(machine.name(), machine.disk().number, numberOf(to), message);
        if (to.equals(machine.name())) {
            life.in(10_000, () -> receive(letter));
            return;
        }
        var world = machine.world();
        var way = new Network.Way(machine.name(), to);
        if (resultsLate > 0 && isResult(message)) {
            world.happened(Happening.RESULT_LATE);
            world.network().straggler(way, resultsLate, () -> world.machine(to).receive(letter));
        } else {
            world.network().stream(way, () -> world.machine(to).receive(letter));
        }
    }

    /** As the log has it; who asks under a newer number is answered under that one, on the same stream. */
    private int numberOf(NodeName to) {
        int known = log.numberOf(to);
        return known == 0 ? 0 : Math.max(known, heard.getOrDefault(to, 0));
    }

    private static boolean isResult(LogMessage message) {
        return message instanceof LogMessage.Offer(var _, var content)
                && content instanceof Entry.Ordered(var _, var command)
                && command instanceof Command.ActionResult;
    }

    /** From now on, in this life, results reach the leader so much later. */
    void resultsLate(long nanos) {
        resultsLate = nanos;
    }

    void receive(LogMessage.Letter letter) {
        if (!log.admits(letter)) {
            return;
        }
        heard.merge(letter.from(), letter.fromNumber(), Math::max);
        if (letter.message() instanceof LogMessage.Offered offered) {
            submitter.answered(offered);
        } else {
            log.receive(letter.from(), letter.message());
        }
    }

    @Override
    public boolean hasContact() {
        return heart.hasContact();
    }

    @Override
    public Outcome apply(long index, Entry.Ordered ordered) {
        var applied = machine.world().apply(machine, index, state, ordered);
        state = applied.state();
        commandIndex = index;
        if (wired) {
            changed();
            machine.world().seams().streamed(this, index, ordered.command());
        }
        return applied.outcome();
    }

    @Override
    public void applied(long index, Content content) {
        if (content instanceof Entry.Token(var node, var number) && node.equals(machine.name())
                && number == life.number()) {
            heart.post(new HeartbeatEvent.TokenApplied(index));
        }
        if (wired) {
            heart.post(new HeartbeatEvent.LogApplied(commandIndex, index));
        }
    }

    @Override
    public void leadershipMoved() {
        if (wired) {
            life.in(0, heart::look);
            life.in(0, keeper::look);
        }
    }

    @Override
    public void restore(ClusterState snapshot) {
        state = snapshot;
        commandIndex = snapshot.position().index();
        if (wired) {
            changed();
            heart.post(new HeartbeatEvent.LogApplied(commandIndex, log.applied()));
        }
    }

    private void changed() {
        heart.post(new HeartbeatEvent.StandingsApplied(standings()));
        heart.post(new HeartbeatEvent.Watch(machine.world().members(state)));
        machine.exempt(state.configuration());
        brain.stateChanged();
        keeper.look();
    }

    private void told(MembershipEvent event) {
        switch (event) {
            case MembershipEvent.LeaseHeld(var mine, var until, var lease) -> {
                machine.leaseTold(until);
                brain.offer(new HandsEvent.LeaseHeld(mine, until, lease));
            }
            case MembershipEvent.LeaseEnded(var mine, var why) -> {
                machine.world().happened(Happening.LEASE_ENDED);
                machine.world().trace().add(machine, () -> "lease of " + mine + " ended: " + why);
                brain.offer(new HandsEvent.LeaseEnded(mine, why));
            }
            case MembershipEvent.DeclaredLost(var mine) -> brain.offer(new HandsEvent.DeclaredLost(mine));
            case MembershipEvent.LeadershipChanged(var leadership) -> {
                machine.world().happened(Happening.LEADER_CHANGED);
                machine.world().trace().add(machine, leadership::toString);
                brain.offer(new DcEvent.LeadershipChanged(leadership));
            }
            case MembershipEvent.NodeSilent(var node, var incarnation, var silentFor) ->
                brain.offer(new DcEvent.NodeSilent(node, incarnation, "silent for " + silentFor));
            case MembershipEvent.NodeStalled(var node, var incarnation, var index, var stood) ->
                brain.offer(new DcEvent.NodeSilent(node, incarnation, "its log stands at " + index + " for "
                        + stood.toMillis() + " ms"));
            case MembershipEvent.TakeoverCleared(var question) -> deeds.takeoverCleared(question);
            case MembershipEvent.ContactLost _,MembershipEvent.Notice _ ->
                machine.world().trace().add(machine, event::toString);
            case MembershipEvent.LogFailed _ -> throw new IllegalStateException("the machine says so");
        }
    }

    /** The log cannot be written: what runs here is given up, then the daemon ends. */
    void logFailed() {
        brain.offer(new HandsEvent.LeaveAsked());
        brain.offer(new HandsEvent.LeaseEnded(brain.hands().mine(), "the log cannot be written"));
        life.in(5_000_000_000L, () -> machine.exit("the log failed"));
    }
}
