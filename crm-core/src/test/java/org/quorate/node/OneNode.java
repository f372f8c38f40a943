package org.quorate.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.quorate.state.Story.i;
import static org.quorate.state.Story.n;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.quorate.agent.AgentOutcome;
import org.quorate.agent.ExitCode;
import org.quorate.model.Configuration;
import org.quorate.model.ResourceId;
import org.quorate.node.HandsState.Heirloom;
import org.quorate.state.Command;
import org.quorate.state.Outcome;
import org.quorate.state.Story;

/** The hands of n1 and a story that they are told of, one step at a time. */
final class OneNode {

    static final Duration LEASE = Duration.ofMillis(300);
    static final Duration BUDGET = Duration.ofMillis(200);

    final Story story;
    final List<HandsEffect> effects = new ArrayList<>();
    HandsState hands;
    long now = 1_000_000_000L;

    private OneNode(Story story, Heirloom heirloom, long guardedUntil) {
        this.story = story;
        hands = HandsState
                .initial(new HandsState.Self(n("n1"), "life-n1-1", Story.TRAITS, heirloom, guardedUntil));
    }

    /** A node that has not joined yet, in a cluster where others have. */
    static OneNode outside(Story story) {
        return new OneNode(story, Heirloom.NOTHING, Long.MIN_VALUE);
    }

    /** A member with a lease, in a cluster of three. */
    static OneNode member() {
        return member(Heirloom.NOTHING);
    }

    static OneNode member(Heirloom heirloom) {
        return member(new OneNode(new Story(), heirloom, Long.MIN_VALUE));
    }

    /** One whose earlier life left resources, guarded until then. */
    static OneNode heir(long guardedUntil) {
        return member(new OneNode(new Story(), Heirloom.GUARDED_RESOURCES, guardedUntil));
    }

    private static OneNode member(OneNode node) {
        node.tell(new HandsEvent.Woken());
        for (var name : List.of("n1", "n2", "n3")) {
            node.story.apply(Story.joined(name, 1));
        }
        node.story.configure(Story.primitive("db"));
        var join = node.submitted().getFirst();
        node.look();
        node.tell(new HandsEvent.Answered(join, new Outcome.Accepted(1)));
        node.renew();
        return node;
    }

    List<HandsEffect> tell(HandsEvent event) {
        var step = Hands.step(hands, event, new Now(Story.NOON.plusNanos(now), now));
        hands = step.state();
        effects.clear();
        effects.addAll(step.effects());
        return effects;
    }

    /** Sees the state as it is. */
    List<HandsEffect> look() {
        return tell(new HandsEvent.Applied(story.state()));
    }

    List<HandsEffect> renew() {
        return tell(new HandsEvent.LeaseHeld(i(1), now + LEASE.toNanos()));
    }

    List<HandsEffect> pass(Duration time) {
        now += time.toNanos();
        return tell(new HandsEvent.Woken());
    }

    /** The action of that number ends here. */
    List<HandsEffect> ended(int number, ExitCode exit) {
        return tell(
                new HandsEvent.ActionEnded(story.action(number).id(), new AgentOutcome.Exited(exit, "", ""),
                        Duration.ofMillis(5)));
    }

    /** The only submitted command takes effect and is seen. */
    void commit() {
        var submit = submitted().getLast();
        var outcome = story.apply(submit.command());
        look();
        tell(new HandsEvent.Answered(submit, outcome));
    }

    /** Runs db here, known to all, without its start in the transition any more. */
    OneNode running(String resource) {
        story.adopt(Story.fresh(Story.start("n1", 1, resource)));
        look();
        ended(1, ExitCode.OK);
        commit();
        return this;
    }

    <E> List<E> all(Class<E> kind) {
        return effects.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    List<HandsEffect.Submit> submitted() {
        return all(HandsEffect.Submit.class);
    }

    List<Command> commands() {
        return submitted().stream().map(HandsEffect.Submit::command).toList();
    }

    /** {@code start db, stop web}. */
    String begun() {
        return all(HandsEffect.RunAction.class).stream()
                .map(run -> run.call().action().name().toLowerCase(java.util.Locale.ROOT) + " "
                        + run.call().resource())
                .collect(Collectors.joining(", "));
    }

    /** {@code web ip | db}: the chains in which resources are isolated. */
    String isolated() {
        return all(HandsEffect.Isolate.class).stream().flatMap(isolate -> isolate.chains().stream())
                .map(chain -> chain.stream().map(call -> call.resource()).collect(Collectors.joining(" ")))
                .sorted().collect(Collectors.joining(" | "));
    }

    List<HandsEffect> isolated(String resource) {
        return tell(new HandsEvent.Isolated(new ResourceId(resource), "stopped"));
    }

    List<HandsEffect> refused(HandsEffect.Submit submit) {
        return tell(new HandsEvent.Answered(submit, new Outcome.Refused(List.of())));
    }

    /** Which deadline the guardian was given in this step. */
    long guard() {
        var guards = all(HandsEffect.GuardUntil.class);
        assertThat(guards).hasSize(1);
        return guards.getFirst().bootNanos();
    }

    boolean isIn(HandsState.Intent intent) {
        return hands.phase().equals(new HandsState.Phase.In(i(1), intent));
    }

    Configuration configuration() {
        return story.state().configuration();
    }
}
