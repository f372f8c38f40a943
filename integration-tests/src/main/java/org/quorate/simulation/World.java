package org.quorate.simulation;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.quorate.agent.AgentAction;
import org.quorate.agent.AgentCall;
import org.quorate.agent.AgentOutcome;
import org.quorate.membership.NodeName;
import org.quorate.membership.Owner;
import org.quorate.membership.Standings;
import org.quorate.membership.Timings;
import org.quorate.model.ResourceId;
import org.quorate.node.HandsState;
import org.quorate.simulation.Invariant.Agreed;
import org.quorate.simulation.Trouble.Moment;
import org.quorate.state.ActionId;
import org.quorate.state.Applied;
import org.quorate.state.ClusterState;
import org.quorate.state.Command;
import org.quorate.state.NodeStatus.Kind;
import org.quorate.state.Outcome;
import org.quorate.state.Owners;
import org.quorate.state.Roll;
import org.quorate.state.VoterChange;
import org.quorate.state.Work;

/** A whole cluster and what surrounds it. */
final class World {

    /** Each entry of so many is really applied by every machine. */
    private static final long REALLY_APPLIED = 8;

    /** What membership must know of the newest states; a power of two. */
    private static final int ROLLS = 16;

    private record Called(ClusterState state, Standings standings, SortedSet<Owner> members) {}

    /** What an entry has done where it was applied first. */
    private record Known(Agreed agreed, Applied applied) {

        /** The very same entry after the very same state does the same again. */
        @SuppressWarnings("ReferenceEquality")
        boolean stillHolds(ClusterState before, Entry.Ordered ordered) {
            return before == agreed.before() && ordered == agreed.entry()
                    && agreed.index() % REALLY_APPLIED != 0;
        }
    }

    private final Agenda agenda = new Agenda();
    private final Trace trace;
    private final Dice dice;
    private final Seams seams;
    private final Network network;
    private final SortedMap<NodeName, Machine> machines = new TreeMap<>();
    private final SortedSet<NodeName> voters;
    private final Operator operator = new Operator(this);
    private final TroubleMaker troubleMaker;
    private final List<Invariant> invariants;
    private final List<Invariant> alwaysLooking;
    private final Map<Long, Known> log = new HashMap<>();
    private ClusterState newest = ClusterState.EMPTY;
    private final List<Machine> machineList;
    private final @Nullable Called[] called = new Called[ROLLS];
    private Timings longestTimings = Timings.DEFAULT;
    private final VoterDesk voterDesk = new VoterDesk(this);
    private final Power power;
    private final PowerSwitch powerSwitch;
    private final Happenings happenings = new Happenings();
    private Machine applier;
    private long quietSince;

    World(Scenario scenario, Seams seams, List<Invariant> invariants, Trace.Reader reader) {
        this.seams = seams;
        this.invariants = invariants;
        power = scenario.power();
        powerSwitch = new PowerSwitch(this, Dice.of(scenario.seed() * 31));
        alwaysLooking = invariants.stream().filter(Invariant::looksAfterStep).toList();
        trace = new Trace(agenda, reader);
        var all = Dice.of(scenario.seed());
        dice = all.split();
        network = new Network(agenda, all.split(), happenings);
        voters = Collections.unmodifiableSortedSet(new TreeSet<>(scenario.shape().machines().keySet()));
        scenario.shape().machines().forEach((name, kind) -> machines.put(name,
                new Machine(this, name, kind, new LocalClock(agenda, scenario.ppm().getOrDefault(name, 0L),
                        dice.between(1, 1_000_000_000_000L)), dice.split())));
        addSpares(scenario);
        machineList = List.copyOf(machines.values());
        applier = machineList.getFirst();
        troubleMaker = new TroubleMaker(this, Simulation.calmFrom(scenario));
    }

    /** Machines that may become voters later; by dice of their own, so that they change nothing else. */
    private void addSpares(Scenario scenario) {
        var spare = Dice.of(~scenario.seed());
        scenario.spares().forEach(name -> machines.put(name, new Machine(this, name, Kind.NODE,
                new LocalClock(agenda, spare.between(-Scenario.DRIFT_BOUND, Scenario.DRIFT_BOUND),
                        spare.between(1, 1_000_000_000_000L)),
                spare.split()).withoutReplica()));
    }

    /** The replicas of the set-up. */
    SortedMap<NodeName, Integer> peersAtSetUp() {
        var peers = new TreeMap<NodeName, Integer>();
        voters.forEach(voter -> peers.put(voter, 1));
        return Collections.unmodifiableSortedMap(peers);
    }

    VoterDesk voterDesk() {
        return voterDesk;
    }

    Power power() {
        return power;
    }

    PowerSwitch powerSwitch() {
        return powerSwitch;
    }

    /** A fault has taken hold. */
    void happened(Enum<?> what) {
        happenings.note(what);
    }

    Happenings happenings() {
        return happenings;
    }

    void off(Machine machine) {
        invariants.forEach(invariant -> invariant.off(machine));
    }

    /** Who applied an entry last. */
    Machine applier() {
        return applier;
    }

    /** Those that vote by the newest list. */
    SortedSet<NodeName> newestVoters() {
        return newest.voters().areKnown() ? newest.voters().names() : voters;
    }

    Standings standings(ClusterState state) {
        return called(state).standings();
    }

    SortedSet<Owner> members(ClusterState state) {
        return called(state).members();
    }

    /** Machines that have applied the same share a state, and what follows from it. */
    @SuppressWarnings("ReferenceEquality")
    private Called called(ClusterState state) {
        int place = (int) state.position().index() & (ROLLS - 1);
        var known = called[place];
        if (known == null || known.state() != state) {
            known = new Called(state, Roll.standings(state, voters), Roll.members(state));
            called[place] = known;
        }
        return known;
    }

    Agenda agenda() {
        return agenda;
    }

    Trace trace() {
        return trace;
    }

    /** For what happens in the world while it runs. */
    Dice dice() {
        return dice;
    }

    Seams seams() {
        return seams;
    }

    Network network() {
        return network;
    }

    Operator operator() {
        return operator;
    }

    TroubleMaker troubleMaker() {
        return troubleMaker;
    }

    SortedSet<NodeName> voters() {
        return voters;
    }

    List<Machine> machines() {
        return machineList;
    }

    Machine machine(NodeName name) {
        var machine = machines.get(name);
        if (machine == null) {
            throw new IllegalArgumentException("no machine " + name);
        }
        return machine;
    }

    /** The state after the newest entry that anybody has applied. */
    ClusterState newest() {
        return newest;
    }

    long newestIndex() {
        return newest.position().index();
    }

    /** Since when nothing was agreed. */
    long quietSince() {
        return quietSince;
    }

    /** The longest times that ever were in force. */
    Timings longestTimings() {
        return longestTimings;
    }

    boolean isAtMostOne(ResourceId resource) {
        return Cib.isAtMostOne(resource);
    }

    /** Grows whenever something begins or ceases to be active anywhere. */
    long changes() {
        long sum = 0;
        for (var machine : machineList) {
            sum += machine.services().changes();
        }
        return sum;
    }

    void afterStep() {
        for (var invariant : alwaysLooking) {
            invariant.afterStep(this);
        }
    }

    boolean isAtRest() {
        try {
            atRest();
            return true;
        } catch (Violation notYet) {
            return false;
        }
    }

    void atRest() {
        for (var invariant : invariants) {
            invariant.atRest(this);
        }
    }

    Applied apply(Machine machine, long index, ClusterState before, Entry.Ordered ordered) {
        applier = machine;
        var known = log.get(index);
        if (known != null && known.stillHolds(before, ordered)) {
            return known.applied();
        }
        var applied = seams.apply(before, index, ordered.command());
        if (known == null) {
            var agreed = new Agreed(index, ordered, before, applied.state());
            log.put(index, new Known(agreed, applied));
            newest = applied.state();
            quietSince = agenda.now();
            if (!newest.configuration().equals(before.configuration())) {
                var timings = Owners.timings(newest.configuration());
                longestTimings = timings.deadAfter().compareTo(longestTimings.deadAfter()) > 0
                        ? timings
                        : longestTimings;
            }
            trace.add(machine, () -> index + " " + Words.of(ordered.command()) + " -> " + applied.outcome());
            invariants.forEach(invariant -> invariant.agreed(this, agreed));
            moments(ordered.command(), applied);
        } else {
            invariants.forEach(invariant -> invariant.applied(machine, known.agreed(), applied.state()));
            return known.applied();
        }
        return applied;
    }

    private void moments(Command command, Applied applied) {
        switch (command) {
            case Command.AdoptTransition(var transition, var _) when applied.state().progress().transition()
                    .id() == transition.id() ->
                transition.actions().forEach(action -> {
                    if (action.work() instanceof Work.Run run && run.task() == Work.Task.START) {
                        troubleMaker.moment(Moment.START_ADOPTED, machine(run.node()));
                    } else if (action.work() instanceof Work.Run run && run.task() == Work.Task.STOP) {
                        troubleMaker.moment(Moment.STOP_ADOPTED, machine(run.node()));
                    }
                });
            case Command.ActionResult result -> noteFencing(result, applied);
            case Command.ConfirmDead _ -> note(Happening.CONFIRMED_DEAD, applied);
            case Command.NodeLeft _ -> note(Happening.NODE_LEFT, applied);
            case Command.VotersSettled _ -> note(Happening.VOTERS_SETTLED, applied);
            case Command.ChangeVoters change when change.change() instanceof VoterChange.Remove ->
                note(Happening.VOTER_REMOVED, applied);
            case Command.NodeLost lost -> {
                note(Happening.NODE_LOST, applied);
                troubleMaker.moment(Moment.DECLARED_LOST, machine(lost.node()));
            }
            case Command.NodeJoined joined -> troubleMaker.moment(Moment.JOINED, machine(joined.node()));
            case Command.VoterAdmitted _ -> {
                note(Happening.VOTER_ADMITTED, applied);
                troubleMaker.momentOfTheActive(Moment.VOTERS_CHANGED);
            }
            default -> {
            }
        }
    }

    private void note(Happening what, Applied applied) {
        if (applied.outcome() instanceof Outcome.Accepted) {
            happened(what);
        }
    }

    private void noteFencing(Command.ActionResult result, Applied applied) {
        var known = applied.state().progress().transition().action(result.action());
        if (known.isEmpty() || !(known.get().work() instanceof Work.Fence fence)) {
            return;
        }
        var target = applied.state().nodes().get(fence.target());
        boolean isOfPresentLife = target != null && target.incarnation().equals(fence.incarnation());
        note(result.result().exit() != 0
                ? Happening.FENCING_FAILED
                : isOfPresentLife ? Happening.FENCED : Happening.FENCED_OF_AN_EARLIER_LIFE, applied);
    }

    void begins(Machine machine, ActionId action, AgentCall call) {
        invariants.forEach(invariant -> invariant.begins(machine, action, call));
        if (call.action() == AgentAction.START) {
            troubleMaker.moment(Moment.STARTS, machine);
        }
    }

    void ended(Machine machine, AgentCall call, AgentOutcome outcome) {
        invariants.forEach(
                invariant -> invariant.ended(machine, Invariant.operation(call), call.resource(), outcome));
        if (call.action() == AgentAction.START) {
            troubleMaker.moment(Moment.ACTIVE, machine);
        }
    }

    void stepped(Machine machine, HandsState before, HandsState after) {
        if (!before.phase().getClass().equals(after.phase().getClass())) {
            trace.add(machine, () -> "is now " + after.phase());
        }
    }
}
