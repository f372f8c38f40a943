package org.quorate.simulation.exhaustive;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.quorate.membership.NodeName;
import org.quorate.model.ResourceId;
import org.quorate.scheduler.Scheduler;
import org.quorate.simulation.Seams;
import org.quorate.simulation.Words;
import org.quorate.simulation.exhaustive.Instance.Limits;
import org.quorate.simulation.exhaustive.Whole.Spent;
import org.quorate.state.ClusterState;
import org.quorate.state.Command;
import org.quorate.state.NodeStatus.Kind;
import org.quorate.state.Work;

/** What can happen next. What is not delivered is lost; who does nothing stands still. */
final class Moves {

    static final Instant AT = Instant.parse("2026-01-01T12:00:00Z");
    private static final ResourceId DB = new ResourceId("db");

    /** A step, in words, and where it leads to. */
    record Next(Supplier<String> what, Whole whole) {}

    private final Instance instance;
    private final Limits limits;
    private final Seams seams;
    private final Hosts hosts;
    private final Talks talks;
    private final Journal journal;
    private final Agreed base;
    private final Map<Agreed, Optional<Command>> decisions = new HashMap<>();

    /** @param base what every daemon finds on its disk, and begins from */
    Moves(Instance instance, Seams seams, Hosts hosts, Journal journal, Agreed base) {
        this.instance = instance;
        this.limits = instance.limits();
        this.seams = seams;
        this.hosts = hosts;
        this.talks = new Talks(hosts);
        this.journal = journal;
        this.base = base;
    }

    /** All of them, always in the same order. */
    List<Next> of(Whole whole) {
        var found = new ArrayList<Next>();
        if (whole.time() < limits.times()) {
            found.add(new Next(() -> "time passes", later(whole)));
        }
        for (var host : whole.hosts()) {
            if (host.isUp()) {
                if (mayUseALease(host)) {
                    look(whole, host, found);
                    whole.hosts().forEach(voter -> talk(whole, host, voter, found));
                }
                catchUps(whole, host, found);
                offers(whole, host, found);
            }
            restart(whole, host, found);
        }
        decisions(whole, found);
        return found;
    }

    /** Who runs nothing and knows of nothing to start need not ask for a lease before that changes. */
    private static boolean mayUseALease(Host host) {
        return host.isActive() || isConcerned(host.applied, host.name);
    }

    /** Whether it may own the resource, or is ordered to start it. */
    private static boolean isConcerned(Agreed applied, NodeName node) {
        var state = applied.state();
        return state.resource(DB).owners().stream().anyMatch(owner -> owner.node().equals(node))
                || state.progress().transition().actions().stream()
                        .anyMatch(action -> action.work() instanceof Work.Run run
                                && run.task() == Work.Task.START && run.node().equals(node));
    }

    private Whole later(Whole whole) {
        return whole.later(whole.hosts().stream()
                .map(p -> hosts.react(p, whole.time() + 1, new LocalEvent.TimePassed()).after())
                .toList());
    }

    private void look(Whole whole, Host host, List<Next> found) {
        var after = hosts.react(host, whole.time(), new LocalEvent.Look()).after();
        if (after != host) {
            found.add(new Next(() -> host.name + " looks", whole.with(after)));
        }
    }

    /** Between a host, which looks at its clock first, and a voter. */
    void talk(Whole whole, Host host, Host voter, List<Next> found) {
        if (voter == host) {
            return;
        }
        for (var talk : talks.of(host, voter, whole.time())) {
            var after = whole.with(talk.voter()).with(talk.asker());
            switch (talk.arrival()) {
                case AT_ONCE -> found.add(new Next(talk.what(), after));
                case LATE -> {
                    if (whole.spent().late() < limits.late()) {
                        found.add(new Next(talk.what(), after.with(whole.spent().oneMore(Spent.Kind.LATE))));
                    }
                }
            }
        }
    }

    private void catchUps(Whole whole, Host host, List<Next> found) {
        for (var entry = whole.newest(); entry != null
                && entry.index() > host.applied.index(); entry = entry.before()) {
            var to = entry;
            if (!to.equals(whole.newest()) && !isTurningPoint(to)) {
                continue;
            }
            var after = hosts.react(host, whole.time(), new LocalEvent.CatchUp(to));
            found.add(new Next(() -> host.name + " applies all up to " + to, whole.with(after.after())));
        }
    }

    /** Where it makes a difference to stand. */
    private static boolean isTurningPoint(Agreed entry) {
        return !(entry.content() instanceof Agreed.Ordered(var command))
                || !(command instanceof Command.ActionResult);
    }

    /** A voter that does not count does not ask to join, as the daemon's admission has it. */
    void offers(Whole whole, Host host, List<Next> found) {
        if (isFull(whole)) {
            return;
        }
        var token = new Agreed.Token(host.name, host.life);
        if (!host.mind.heartbeats().counts() && !holds(whole.newest(), token)) {
            var entry = journal.append(whole.newest(), token);
            found.add(new Next(() -> entry + ": " + host.name + " lives, life " + host.life,
                    whole.with(entry)));
        }
        for (int i = 0; i < host.post.offers().size(); i++) {
            var command = host.post.offers().get(i).command();
            if (command instanceof Command.NodeJoined && !host.mind.heartbeats().counts()) {
                continue;
            }
            var appended = journal.append(whole.newest(), command);
            var told = hosts
                    .react(host, whole.time(), new LocalEvent.Answered(i, appended.outcome())).after();
            found.add(new Next(() -> Words.of(command) + " -> " + appended.outcome(),
                    whole.with(told).with(appended.entry().orElse(whole.newest()))));
        }
    }

    private boolean holds(Agreed newest, Agreed.Token token) {
        for (var entry = newest; entry != null; entry = entry.before()) {
            if (entry.content().equals(token)) {
                return true;
            }
        }
        return false;
    }

    private boolean isFull(Whole whole) {
        return whole.newest().index() - base.index() >= limits.entries();
    }

    private void restart(Whole whole, Host host, List<Next> found) {
        var spent = whole.spent();
        if (host.isUp() && spent.restarts() >= limits.restarts()) {
            return;
        }
        var after = hosts.react(host, whole.time(), new LocalEvent.Restart(base)).after();
        found.add(new Next(() -> "the daemon of " + host.name + " is restarted",
                whole.with(after).with(host.isUp() ? spent.oneMore(Spent.Kind.RESTART) : spent)));
    }

    private void decisions(Whole whole, List<Next> found) {
        if (isFull(whole)) {
            return;
        }
        var newest = whole.newest();
        var spent = whole.spent();
        decided(newest).ifPresent(adopt -> agreed(whole, adopt, spent, found));
        seams.temptations(newest.state()).forEach(command -> agreed(whole, command, spent, found));
        if (spent.losses() < limits.losses()) {
            var more = spent.oneMore(Spent.Kind.LOSS);
            newest.state().nodes().forEach((node, status) -> {
                if (status.isMember() && isConcerned(newest, node)) {
                    agreed(whole, new Command.NodeLost(node, status.incarnation(), "", AT), more, found);
                }
            });
        }
        if (spent.moves() < limits.moves()) {
            var more = spent.oneMore(Spent.Kind.MOVE);
            instance.machines().forEach((node, kind) -> {
                if (kind == Kind.NODE) {
                    agreed(whole, move(node, spent.moves()), more, found);
                }
            });
        }
    }

    private static Command move(NodeName to, int number) {
        return new Command.MoveResource("move" + number, DB, to, AT.plusSeconds(60), AT);
    }

    private void agreed(Whole whole, Command command, Spent spent, List<Next> found) {
        journal.append(whole.newest(), command).entry().ifPresent(entry -> found.add(
                new Next(() -> entry + ": " + Words.of(command), whole.with(entry).with(spent))));
    }

    /** What a DC that has applied everything proposes. */
    Optional<Command> decided(Agreed newest) {
        return decisions.computeIfAbsent(newest, entry -> decide(entry.state()));
    }

    private static Optional<Command> decide(ClusterState state) {
        var decision = Scheduler.schedule(state, AT);
        return decision.isNeeded(state)
                ? Optional.of(new Command.AdoptTransition(decision.transition(), AT))
                : Optional.empty();
    }
}
