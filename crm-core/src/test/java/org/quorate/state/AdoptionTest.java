package org.quorate.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.quorate.state.Story.NOON;
import static org.quorate.state.Story.carried;
import static org.quorate.state.Story.fence;
import static org.quorate.state.Story.fresh;
import static org.quorate.state.Story.lost;
import static org.quorate.state.Story.n;
import static org.quorate.state.Story.primitive;
import static org.quorate.state.Story.probe;
import static org.quorate.state.Story.property;
import static org.quorate.state.Story.r;
import static org.quorate.state.Story.start;
import static org.quorate.state.Story.stop;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.quorate.state.Progress.Ending;

/** Which transitions are adopted, and whom they make an owner. */
class AdoptionTest {

    private final Story story = Story.ofMembers(3);

    private void assertRefused(Outcome outcome, String why) {
        assertThat(outcome).isInstanceOfSatisfying(Outcome.Refused.class,
                refused -> assertThat(refused.problems().toString()).contains(why));
    }

    @Test
    void grantsWhatItStarts() {
        assertThat(story.adopt(fresh(start("n1", 1, "db")))).isInstanceOf(Outcome.Accepted.class);

        assertThat(story.owners("db")).isEqualTo("n1#1");
        assertThat(story.resource("db").owners().getFirst().takeoverWait()).isEqualTo(Duration.ofMillis(515));
    }

    @Test
    void theSameTransitionAgainIsNothingNew() {
        var next = story.next(fresh(start("n1", 1, "db")));
        story.apply(next);

        assertThat(story.apply(next)).isInstanceOf(Outcome.Duplicate.class);
    }

    @Test
    void refusesADecisionFromAnOlderState() {
        var next = story.next(fresh(start("n1", 1, "db")));
        story.apply(lost("n2", 1));

        assertRefused(story.apply(next), "changed it since");
    }

    @Test
    void aCommandThatChangesNoDecisionIsNoReasonToRefuse() {
        story.adopt(fresh(probe("n1", 1, "db")));
        var next = story.next(carried(story.action(1)), fresh(start("n2", 1, "db")));
        story.ended(1, 7);

        assertThat(story.apply(next)).isInstanceOf(Outcome.Accepted.class);
    }

    @Test
    void refusesADecisionFromAStateThatIsYetToCome() {
        var next = story.next().transition();
        var ahead = new Transition(next.id(), next.basedOn() + 5, NOON, List.of());

        assertRefused(story.apply(new Command.AdoptTransition(ahead, NOON)), "yet to come");
    }

    @Test
    void refusesAnyButTheNextTransition() {
        var next = story.next().transition();
        var later = new Transition(next.id() + 1, next.basedOn(), NOON, List.of());

        assertRefused(story.apply(new Command.AdoptTransition(later, NOON)), "the next one is 1");
    }

    @Test
    void refusesAPrerequisiteThatIsNotThere() {
        var action = new Action(new ActionId(1, 2), start("n1", 1, "db"), List.of(new ActionId(1, 1)),
                Reason.of(Reason.Kind.NOT_RUNNING));

        assertRefused(adopted(action), "waits for 1.1, not there");
    }

    @Test
    void refusesCycles() {
        var reason = Reason.of(Reason.Kind.NOT_RUNNING);
        var first = new Action(new ActionId(1, 1), probe("n1", 1, "db"), List.of(new ActionId(1, 2)), reason);
        var second = new Action(new ActionId(1, 2), probe("n2", 1, "db"), List.of(new ActionId(1, 1)),
                reason);

        assertRefused(adopted(first, second), "does not come before it");
    }

    private Outcome adopted(Action... actions) {
        return story.apply(new Command.AdoptTransition(
                new Transition(1, story.state().position().index(), NOON, List.of(actions)), NOON));
    }

    @Test
    void refusesActionsOfWhoIsNoMember() {
        assertRefused(story.adopt(fresh(probe("n1", 2, "db"))), "not a member in incarnation 2");

        story.apply(lost("n2", 1));

        assertRefused(story.adopt(fresh(probe("n2", 1, "db"))), "not a member");
    }

    @Test
    void startsNothingBesideALivePossibleOwner() {
        story.started("n1", 1, "db");

        assertRefused(story.adopt(fresh(start("n2", 1, "db"))), "beside its possible owner n1");
    }

    @Test
    void startsAfterTheOwnerHasStopped() {
        story.started("n1", 1, "db");

        assertThat(story.adopt(fresh(stop("n1", 1, "db")), fresh(probe("n3", 1, "db"), 1),
                fresh(start("n2", 1, "db"), 2))).isInstanceOf(Outcome.Accepted.class);

        assertThat(story.owners("db")).isEqualTo("n1#1 n2#1");
    }

    @Test
    void aStopThatIsNoPrerequisiteIsNotEnough() {
        story.started("n1", 1, "db");

        assertRefused(story.adopt(fresh(stop("n1", 1, "db")), fresh(start("n2", 1, "db"))), "beside");
    }

    @Test
    void aStopFromBeforeTheGrantIsNotEnough() {
        story.started("n1", 1, "db");
        story.adopt(fresh(stop("n1", 1, "db")), fresh(start("n1", 1, "db"), 1));

        var outcome = story.adopt(carried(story.action(1)), carried(story.action(2), 1),
                fresh(start("n2", 1, "db"), 1));

        assertRefused(outcome, "beside its possible owner n1");
    }

    @Test
    void startsAfterTheOwnerWasFenced() {
        story.started("n1", 1, "db");

        assertThat(story.adopt(fresh(fence("n1", 1, "n3")), fresh(start("n2", 1, "db"), 1)))
                .isInstanceOf(Outcome.Accepted.class);
        story.apply(lost("n3", 1));
        assertRefused(story.adopt(fresh(fence("n1", 2, "n2")), fresh(start("n2", 1, "db"), 1)), "beside");
    }

    @Test
    void startsBesideALostOwnerWhichTheNodeThenWaitsFor() {
        story.started("n1", 1, "db");
        story.apply(lost("n1", 1));

        assertThat(story.adopt(fresh(start("n2", 1, "db")))).isInstanceOf(Outcome.Accepted.class);

        assertThat(story.owners("db")).isEqualTo("n1#1(lost) n2#1");
    }

    @Test
    void aSupersededStartStillCounts() {
        story.adopt(fresh(probe("n1", 1, "db")), fresh(start("n2", 1, "db"), 1));
        story.adopt(carried(story.action(1)));

        assertThat(story.owners("db")).isEqualTo("n2#1");
        assertRefused(story.adopt(carried(story.action(1)), fresh(start("n3", 1, "db"), 1)), "beside");
    }

    @Test
    void aStatelessAddressMayStartBesideAnother() {
        story.configure(primitive("db", "exclusivity", "at-least-one"));
        story.started("n1", 1, "db");

        assertThat(story.adopt(fresh(start("n2", 1, "db")))).isInstanceOf(Outcome.Accepted.class);
    }

    @Test
    void whatRanAsAtLeastOneIsOwnedWhenItBecomesAtMostOne() {
        story.configure(primitive("db", "exclusivity", "at-least-one"));
        story.started("n1", 1, "db");
        story.configure(primitive("db"));

        assertRefused(story.adopt(fresh(start("n2", 1, "db"))), "beside its possible owner n1");
    }

    @Test
    void anActionInFlightKeepsItsIdAndItsResult() {
        story.adopt(fresh(start("n1", 1, "db")));
        var next = story.next(carried(story.action(1)), fresh(probe("n2", 1, "db")));
        story.ended(1, 0);

        story.apply(next);

        assertThat(story.state().progress().endings())
                .isEqualTo(new TreeMap<>(Map.of(new ActionId(1, 1), Ending.SUCCEEDED)));
    }

    @Test
    void refusesToDropWhatMayHaveBegun() {
        story.adopt(fresh(start("n1", 1, "db")));

        assertRefused(story.adopt(fresh(probe("n2", 1, "db"))), "may have begun, but is left out");
    }

    @Test
    void refusesToDropWhatBecameReadySince() {
        story.adopt(fresh(probe("n1", 1, "db")), fresh(start("n2", 1, "db"), 1));
        var next = story.next(carried(story.action(1)));
        story.ended(1, 7);

        assertRefused(story.apply(next), "may have begun, but is left out");
    }

    @Test
    void refusesAnActionOfAnEarlierTransitionThatIsNotThere() {
        story.started("n1", 1, "db");
        story.adopt(fresh(probe("n2", 1, "db")));
        var stranger = new Action(new ActionId(1, 1), probe("n1", 1, "db"), List.of(),
                Reason.of(Reason.Kind.NOT_RUNNING));

        assertRefused(story.adopt(carried(stranger)), "neither new nor of the current transition");
    }

    @Test
    void anOwnerWaitsForTheLongestTimesItWasGranted() {
        story.started("n1", 1, "db");

        story.apply(story.edit(property("failure-detection", "2s")));
        assertThat(story.resource("db").owners().getFirst().takeoverWait())
                .isEqualTo(Duration.ofMillis(2060));

        story.apply(story.edit(property("failure-detection", "500ms")));
        story.started("n1", 1, "db");
        assertThat(story.resource("db").owners().getFirst().takeoverWait())
                .isEqualTo(Duration.ofMillis(2060));
    }

    /** The node may not have heard of the change when it is cut off, and keep what it has. */
    @Test
    void anOwnerThatMayKeepItsResourcesIsEndedByFencingAlone() {
        story.apply(story.edit(property("no-quorum-policy", "freeze")));
        story.started("n1", 1, "db");

        story.apply(story.edit(property("no-quorum-policy", "stop")));

        assertThat(story.resource("db").owners().getFirst().isEndedByFencingAlone()).isTrue();
    }

    @Test
    void aPolicyThatKeepsResourcesHoldsForThoseThatRun() {
        story.started("n1", 1, "db");

        story.apply(story.edit(property("no-quorum-policy", "ignore")));

        assertThat(story.resource("db").owners().getFirst().isEndedByFencingAlone()).isTrue();
    }

    @Test
    void aMoveEndsByItself() {
        story.apply(new Command.MoveResource("m", r("db"), n("n2"), NOON, NOON.minusSeconds(60)));

        story.adopt(fresh(probe("n1", 1, "db")));

        assertThat(story.resource("db").requests()).isEmpty();
    }
}
