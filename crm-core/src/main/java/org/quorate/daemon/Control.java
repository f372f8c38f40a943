package org.quorate.daemon;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.quorate.agent.AgentCatalog;
import org.quorate.api.ClusterControl;
import org.quorate.api.Decision;
import org.quorate.api.LocalView;
import org.quorate.api.Punctuality;
import org.quorate.codec.CommandCodec;
import org.quorate.codec.OutcomeCodec;
import org.quorate.membership.Membership;
import org.quorate.membership.NodeName;
import org.quorate.membership.Submission;
import org.quorate.model.ResourceId;
import org.quorate.node.HandsEvent;
import org.quorate.scheduler.Explain;
import org.quorate.scheduler.Scheduler;
import org.quorate.state.ClusterState;
import org.quorate.state.Command;
import org.quorate.state.Reason;
import org.quorate.state.Voter;

/** What the control API may ask of this daemon. */
final class Control implements ClusterControl {

    private final Settings settings;
    private final ReplicatedState replicated;
    private final Membership membership;
    private final AgentCatalog agents;
    private final Inbox inbox;
    private final CompletionStage<String> ended;
    private final Places places;
    private final Supplier<Punctuality> punctuality;
    private final AtomicLong revision = new AtomicLong(1);
    private final List<Waiting> waiting = new ArrayList<>();
    private volatile Decision decided = new Decision(-1, 0, new java.util.TreeMap<>(), List.of());

    /** What a control works on. */
    record Parts(ReplicatedState replicated, Membership membership, AgentCatalog agents, Inbox inbox,
            CompletionStage<String> ended, Places places, Supplier<Punctuality> punctuality) {}

    private record Waiting(long known, CompletableFuture<Long> change) {}

    Control(Settings settings, Parts parts) {
        this.settings = settings;
        replicated = parts.replicated();
        membership = parts.membership();
        agents = parts.agents();
        inbox = parts.inbox();
        ended = parts.ended();
        places = parts.places();
        punctuality = parts.punctuality();
    }

    /** Something that the status shows has changed. */
    void touch() {
        var now = revision.incrementAndGet();
        List<Waiting> due;
        synchronized (waiting) {
            due = waiting.stream().filter(one -> one.known() != now).toList();
            waiting.removeAll(due);
        }
        due.forEach(one -> one.change().complete(now));
    }

    @Override
    public LocalView view() {
        var lease = membership.lease().untilBoottimeNanos();
        var left = lease == org.quorate.membership.Lease.NONE
                ? 0
                : Math.max(0, lease - membership.clock().nanos());
        var quorum = new LocalView.Quorum(Duration.ofNanos(left),
                places.voters(replicated.current()));
        return new LocalView(settings.cluster(), settings.node(), Version.TEXT, revision.get(), quorum,
                membership.log().leadership(), membership.view(), logFile());
    }

    private Path logFile() {
        return settings.folders().log();
    }

    @Override
    public Punctuality punctuality() {
        return punctuality.get();
    }

    @Override
    public ClusterState state() {
        return replicated.current();
    }

    @Override
    public List<Voter> votersAtSetUp() {
        return places.atSetUp();
    }

    @Override
    public Decision decision() {
        var state = replicated.current();
        var known = decided;
        if (known.basedOn() == state.position().index()) {
            return known;
        }
        var fresh = Judgements.of(state, Scheduler.schedule(state, Instant.now()));
        decided = fresh;
        return fresh;
    }

    @Override
    public String words(Reason reason) {
        return Explain.text(reason);
    }

    @Override
    public List<String> explain(ResourceId resource, Collection<NodeName> nodes) {
        return Explain.why(replicated.current(), Instant.now(), resource).map(explanation -> nodes.isEmpty()
                ? explanation.lines()
                : explanation.about(nodes)).orElse(List.of());
    }

    @Override
    public List<String> whyNotThere(Command.MoveResource move) {
        return Explain.whyNotThere(replicated.current(), Instant.now(), move);
    }

    @Override
    public AgentCatalog agents() {
        return agents;
    }

    @Override
    public CompletionStage<Answer> submit(Command command, Duration limit) {
        return membership.log().submit(CommandCodec.encode(command), limit).handle((submission, error) -> {
            if (error != null) {
                return new Answer.Unsure(String.valueOf(error.getMessage()));
            }
            return switch (submission) {
                case Submission.Agreed(_, var reply) -> new Answer.Said(OutcomeCodec.decode(reply));
                case Submission.Refused(var why) -> new Answer.NotAgreed(why);
                case Submission.Unknown(var why) -> new Answer.Unsure(why);
            };
        });
    }

    @Override
    public CompletionStage<Long> changed(long known, Duration limit) {
        var change = new CompletableFuture<Long>();
        var one = new Waiting(known, change);
        synchronized (waiting) {
            if (revision.get() != known) {
                return CompletableFuture.completedFuture(revision.get());
            }
            waiting.add(one);
        }
        return change.completeOnTimeout(known, limit.toMillis(), TimeUnit.MILLISECONDS)
                .whenComplete((_, _) -> {
                    synchronized (waiting) {
                        waiting.remove(one);
                    }
                }).thenApply(_ -> revision.get());
    }

    @Override
    public CompletionStage<Departure> leave(String why, Duration limit) {
        return departing(new HandsEvent.LeaveAsked(), "resources are still being moved away", limit);
    }

    @Override
    public CompletionStage<Departure> restart(Duration limit) {
        return departing(new HandsEvent.RestartAsked(), "operations of resources are still under way", limit);
    }

    private CompletionStage<Departure> departing(HandsEvent wish, String inTheWay, Duration limit) {
        inbox.accept(new Event.ForHands(wish));
        return ended.<Departure>thenApply(_ -> new Departure.Left()).toCompletableFuture().copy()
                .completeOnTimeout(new Departure.Leaving(List.of(inTheWay)),
                        limit.toMillis(), TimeUnit.MILLISECONDS);
    }
}
