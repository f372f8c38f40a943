package org.quorate.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.quorate.controller.DcEvent;
import org.quorate.membership.Incarnation;
import org.quorate.membership.Leadership;
import org.quorate.membership.NodeName;
import org.quorate.membership.Owner;
import org.quorate.model.ConfigurationEdit;
import org.quorate.model.MetaAttributes;
import org.quorate.model.MetaAttributes.Exclusivity;
import org.quorate.model.ResourceId;
import org.quorate.state.Apply;
import org.quorate.state.ClusterState;
import org.quorate.state.Command;
import org.quorate.state.NodeStatus.Presence;
import org.quorate.state.Outcome;
import org.quorate.state.Story;

/**
 * Three nodes in one thread: the real hands, controller, scheduler and apply, on one log that answers within
 * a millisecond whoever is not cut off, with agents that do as they are told. Time is virtual. After each
 * event no at-most-one resource may be active twice.
 */
final class TinyCluster {

    static final Duration DEAD_AFTER = Duration.ofMillis(500);
    private static final Duration LEASE = Duration.ofMillis(300);
    private static final Duration BEAT = Duration.ofMillis(20);
    private static final long COMMIT = Duration.ofMillis(1).toNanos();
    private static final long NO_ANSWER = Duration.ofMillis(100).toNanos();
    private static final int MOST_EVENTS = 200_000;

    private record Due(long at, long number, Runnable what) {}

    private final PriorityQueue<Due> agenda = new PriorityQueue<>(
            Comparator.comparingLong(Due::at).thenComparingLong(Due::number));
    private final SortedMap<NodeName, TinyNode> nodes = new TreeMap<>();
    private final SortedMap<Owner, Long> lastAnswer = new TreeMap<>();
    private ClusterState state = ClusterState.EMPTY;
    private NodeName leader = Story.n("n1");
    private long now;
    private long events;
    final List<Command> log = new ArrayList<>();

    TinyCluster() {
        for (var name : List.of("n1", "n2", "n3")) {
            nodes.put(Story.n(name), new TinyNode(this, Story.n(name)));
        }
        nodes.values().forEach(TinyNode::begin);
        at(0, () -> lead(leader));
        beat();
    }

    long now() {
        return now;
    }

    Instant wall() {
        return Story.NOON.plusNanos(now);
    }

    ClusterState state() {
        return state;
    }

    TinyNode node(String name) {
        return nodes.getOrDefault(Story.n(name), new TinyNode(this, Story.n(name)));
    }

    NodeName leader() {
        return leader;
    }

    void at(long when, Runnable what) {
        agenda.add(new Due(Math.max(when, now), events++, what));
    }

    void in(Duration delay, Runnable what) {
        at(now + delay.toNanos(), what);
    }

    /** Lets time pass until it holds, for at most ten seconds. */
    void until(String what, BooleanSupplier holds) {
        var limit = now + Duration.ofSeconds(10).toNanos();
        while (!holds.getAsBoolean()) {
            assertThat(now).as("%s has not come%n%s", what, this).isLessThan(limit);
            step();
        }
    }

    void pass(Duration duration) {
        var end = now + duration.toNanos();
        at(end, () -> {});
        while (now < end) {
            step();
        }
    }

    private void step() {
        assertThat(events).as("events without end%n%s", this).isLessThan(MOST_EVENTS);
        var due = agenda.poll();
        assertThat(due).isNotNull();
        now = due.at();
        due.what().run();
        assertAtMostOne();
    }

    private void assertAtMostOne() {
        var seen = new TreeSet<ResourceId>();
        for (var node : nodes.values()) {
            for (var resource : node.active()) {
                assertThat(seen.add(resource) || MetaAttributes.exclusivity(state.configuration(),
                        resource) == Exclusivity.AT_LEAST_ONE).as("%s is active twice%n%s", resource, this)
                        .isTrue();
            }
        }
    }

    /** What an operator asks; takes effect at once. */
    Outcome ask(Command command) {
        return commit(command);
    }

    void configure(ConfigurationEdit... edits) {
        var outcome = ask(new Command.EditConfiguration("edit" + log.size(), wall(), Story.ORIGIN, "", -1,
                List.of(edits)));
        assertThat(outcome).isInstanceOf(Outcome.Accepted.class);
    }

    /** Offers a command for a node that is there; the answer comes when it is in the log, or not at all. */
    void offer(TinyNode from, Command command, java.util.function.Consumer<Outcome> answered,
            Runnable unanswered) {
        at(now + COMMIT, () -> {
            if (!from.isConnected() || leaderless()) {
                at(now + NO_ANSWER, unanswered);
                return;
            }
            var outcome = commit(command);
            at(now + COMMIT, () -> answered.accept(outcome));
        });
    }

    private Outcome commit(Command command) {
        log.add(command);
        var applied = Apply.apply(state, state.position().index() + 1, command);
        state = applied.state();
        nodes.values().stream().filter(TinyNode::isConnected)
                .forEach(node -> at(now + COMMIT, node::catchUp));
        return applied.outcome();
    }

    private boolean leaderless() {
        var leading = nodes.get(leader);
        return leading == null || !leading.isConnected();
    }

    void lead(NodeName name) {
        var before = leader;
        leader = name;
        nodes.values().forEach(node -> node.lead(node.name().equals(name)
                ? new Leadership.Leads(1)
                : new Leadership.Follows(name, 1)));
        if (!before.equals(name)) {
            catchUpAll();
        }
    }

    void catchUpAll() {
        nodes.values().stream().filter(TinyNode::isConnected).forEach(TinyNode::catchUp);
    }

    /** Membership, much simplified: everybody hears everybody who is not cut off. */
    private void beat() {
        for (var node : nodes.values()) {
            answer(node);
        }
        if (leaderless()) {
            nodes.values().stream().filter(TinyNode::isConnected).findFirst()
                    .ifPresent(node -> lead(node.name()));
        }
        in(BEAT, this::beat);
    }

    private void answer(TinyNode node) {
        var known = state.nodes().get(node.name());
        var incarnation = node.incarnation();
        if (known == null) {
            return;
        }
        var owner = new Owner(node.name(), known.incarnation());
        if (!node.isConnected()) {
            var silent = now - lastAnswer.getOrDefault(owner, now);
            lastAnswer.putIfAbsent(owner, now);
            if (known.isMember() && silent >= DEAD_AFTER.toNanos()) {
                nodes.values()
                        .forEach(other -> other.dc(new DcEvent.NodeSilent(node.name(), known.incarnation(),
                                "silent")));
            }
        } else if (known.incarnation().equals(incarnation) && known.isMember()) {
            lastAnswer.put(owner, now);
            node.hands(new HandsEvent.LeaseHeld(incarnation, now + LEASE.toNanos()));
        } else if (known.incarnation().equals(incarnation) && known.presence() == Presence.LOST) {
            node.hands(new HandsEvent.DeclaredLost(incarnation));
        }
        node.clearQuestions(question -> question.owners().stream().allMatch(
                other -> now - lastAnswer.getOrDefault(other, now) >= question.leastAge().toNanos()));
    }

    /** Where the resource is active in the world. */
    String where(String resource) {
        return nodes.values().stream().filter(node -> node.active().contains(Story.r(resource)))
                .map(node -> node.name().value()).collect(Collectors.joining(" "));
    }

    boolean isMember(String node, long incarnation) {
        var known = state.nodes().get(Story.n(node));
        return known != null && known.presence() == Presence.MEMBER
                && known.incarnation().equals(new Incarnation(incarnation));
    }

    boolean areAllMembers() {
        return nodes.keySet().stream().allMatch(name -> {
            var known = state.nodes().get(name);
            return known != null && known.presence() == Presence.MEMBER;
        });
    }

    @Override
    public String toString() {
        return "at " + now / 1_000_000 + " ms, leader " + leader + "\n" + nodes.values().stream()
                .map(TinyNode::toString).collect(Collectors.joining("\n")) + "\n"
                + state.progress() + "\n" + state.resources() + "\n" + state.nodes();
    }
}
