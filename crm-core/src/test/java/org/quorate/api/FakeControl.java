package org.quorate.api;

import java.util.Collection;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.quorate.agent.AgentCatalog;
import org.quorate.agent.AgentMetadata;
import org.quorate.model.AgentName;
import org.quorate.membership.Incarnation;
import org.quorate.membership.Leadership;
import org.quorate.membership.MembershipView;
import org.quorate.membership.NodeName;
import org.quorate.membership.Timings;
import org.quorate.membership.Urgency;
import org.quorate.membership.Vitals;
import org.quorate.model.ResourceId;
import org.quorate.state.Activity;
import org.quorate.state.Apply;
import org.quorate.state.ClusterState;
import org.quorate.state.Command;
import org.quorate.state.NodeStatus;
import org.quorate.state.Reason;
import org.quorate.state.ResourceOnNode;
import org.quorate.state.Voter;

/** A daemon of one process: the real apply, and no log. */
final class FakeControl implements ClusterControl {

    static final NodeName N1 = new NodeName("n1");
    static final NodeName N2 = new NodeName("n2");

    private final List<CompletableFuture<Long>> waiting = new ArrayList<>();
    private ClusterState state = ClusterState.EMPTY;
    private long revision = 1;
    private boolean agrees = true;
    private Decision decision = new Decision(Long.MAX_VALUE, 0, new TreeMap<>(), List.of());

    FakeControl() {
        for (var node : List.of(N1, N2)) {
            apply(new Command.NodeJoined(node, new Incarnation(1), "life of " + node, new NodeStatus.Traits(
                    NodeStatus.Kind.NODE, NodeStatus.Isolation.GUARDIAN, 1), Instant.EPOCH));
        }
    }

    synchronized void disagree() {
        agrees = false;
    }

    synchronized void decide(Decision made) {
        decision = made;
        touch();
    }

    /** Sets what an agent would have reported. */
    void runs(String resource, NodeName node, Activity activity) {
        change(now -> now.with(new ResourceId(resource), now.resource(new ResourceId(resource)).with(node,
                ResourceOnNode.UNKNOWN.withActivity(activity))));
    }

    /** What the cluster does when a request is fulfilled. */
    void endRequests(String resource) {
        change(now -> now.with(new ResourceId(resource),
                now.resource(new ResourceId(resource)).withRequests(List.of())));
    }

    private synchronized void change(UnaryOperator<ClusterState> how) {
        state = how.apply(state);
        touch();
    }

    private synchronized org.quorate.state.Outcome apply(Command command) {
        var applied = Apply.apply(state, state.position().index() + 1, command);
        state = applied.state();
        touch();
        return applied.outcome();
    }

    private void touch() {
        revision++;
        waiting.forEach(one -> one.complete(revision));
        waiting.clear();
    }

    synchronized int watchers() {
        return waiting.size();
    }

    /** What would keep every resource from every node. */
    List<String> obstacles = List.of();

    @Override
    public synchronized LocalView view() {
        return new LocalView("demo", N1, "test", revision,
                new LocalView.Quorum(Duration.ofMillis(200), new TreeSet<>(Set.of(N1, N2))),
                new Leadership.Follows(N2, 3), new MembershipView(new TreeMap<>(), new TreeMap<>(),
                        Duration.ofMillis(10), true),
                Path.of("/var/log/quorate/quorated.log"));
    }

    /** The priority of the heartbeats. */
    Urgency urgency = Urgency.REAL_TIME;

    @Override
    public Punctuality punctuality() {
        var gaps = new TreeMap<>(Map.of(N2, Duration.ofMillis(140)));
        return new Punctuality(
                new Vitals(urgency, Duration.ofMillis(3), Duration.ofMillis(190), gaps, 1, 2),
                Urgency.FAVOURED, Duration.ofMillis(5), Duration.ofMillis(370), Timings.DEFAULT);
    }

    @Override
    public synchronized ClusterState state() {
        return state;
    }

    @Override
    public List<Voter> votersAtSetUp() {
        return List.of(voter("n1", 1), voter("n2", 2), voter("n3", 3));
    }

    private static Voter voter(String name, int last) {
        return new Voter(new NodeName(name), NodeStatus.Kind.NODE, 1, "10.0.0." + last + ":7480",
                List.of("10.0.0." + last + ":7481"));
    }

    @Override
    public synchronized Decision decision() {
        return decision;
    }

    @Override
    public String words(Reason reason) {
        return reason.kind() + " " + reason.facts();
    }

    @Override
    public List<String> explain(ResourceId resource, Collection<NodeName> nodes) {
        return List.of(resource + " is explained" + (nodes.isEmpty() ? "" : " for " + nodes));
    }

    @Override
    public AgentCatalog agents() {
        return new AgentCatalog() {

            @Override
            public SortedSet<AgentName> agents() {
                return new TreeSet<>(Set.of(AgentName.ocf("quorate", "Dummy")));
            }

            @Override
            public Lookup metadata(AgentName name) {
                return agents().contains(name)
                        ? new Lookup.Found(
                                new AgentMetadata(name, "1", "Does nothing", "", List.of(), List.of()))
                        : new Lookup.Unknown(
                                "there is no agent " + name + "; did you mean 'ocf:quorate:Dummy'?");
            }
        };
    }

    @Override
    public synchronized CompletionStage<Answer> submit(Command command, Duration limit) {
        return CompletableFuture.completedFuture(agrees
                ? new Answer.Said(apply(command))
                : new Answer.NotAgreed("no quorum"));
    }

    @Override
    public synchronized CompletionStage<Long> changed(long known, Duration limit) {
        if (known != revision) {
            return CompletableFuture.completedFuture(revision);
        }
        var change = new CompletableFuture<Long>();
        waiting.add(change);
        return change.completeOnTimeout(known, limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public CompletionStage<Departure> restart(Duration limit) {
        return CompletableFuture.completedFuture(new Departure.Left());
    }

    @Override
    public List<String> whyNotThere(Command.MoveResource move) {
        return obstacles;
    }

    @Override
    public CompletionStage<Departure> leave(String why, Duration limit) {
        return CompletableFuture.completedFuture(new Departure.Leaving(List.of(why)));
    }
}
