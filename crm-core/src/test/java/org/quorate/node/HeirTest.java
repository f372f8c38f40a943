package org.quorate.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.quorate.state.Story.carried;
import static org.quorate.state.Story.fresh;
import static org.quorate.state.Story.i;
import static org.quorate.state.Story.primitive;
import static org.quorate.state.Story.probe;
import static org.quorate.state.Story.property;
import static org.quorate.state.Story.start;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.quorate.agent.ExitCode;
import org.quorate.node.HandsState.Heirloom;
import org.quorate.state.Command;

/** What a life may hold for how long when another was before it, or when leases have become shorter. */
class HeirTest {

    private static final long GUARD = OneNode.BUDGET.toNanos() * 9 / 10;
    /** So long after it began that it can look at everything, with a lease renewed once. */
    private static final long SOON = 1_000_000_000L + OneNode.LEASE.toNanos();
    private static final long STEP = Duration.ofMillis(100).toNanos();
    private static final long MINUTE = Duration.ofMinutes(1).toNanos();

    /** {@code db} runs on it, and {@code slow} has not been looked at. */
    private static OneNode surveying(long guardedUntil) {
        var heir = OneNode.heir(guardedUntil);
        heir.story.configure(primitive("slow"));
        heir.story.adopt(fresh(probe("n1", 1, "db")), fresh(probe("n1", 1, "slow")));
        heir.look();
        return heir;
    }

    /** The next node waits for this life's lease and budget, not for what was announced of the one before. */
    @Test
    void whatItFindsIsGuardedByItsOwnLeaseThoughMuchIsLeftOfAPlannedRestart() {
        var heir = surveying(MINUTE);

        heir.ended(1, ExitCode.OK);

        assertThat(heir.effects.getFirst())
                .isEqualTo(new HandsEffect.GuardUntil(heir.hands.lease().untilBootNanos() + GUARD));
        assertThat(heir.submitted().getLast().command()).isInstanceOf(Command.ActionResult.class);
        heir.pass(Duration.ofMillis(100));
        heir.renew();
        assertThat(heir.guard()).isEqualTo(heir.now + OneNode.LEASE.toNanos() + GUARD);
    }

    @Test
    void andNeverForLongerThanTheLifeBeforeLeftIt() {
        var soon = 1_000_000_000L + OneNode.LEASE.toNanos() + GUARD + 50_000_000;
        var heir = surveying(soon);
        heir.ended(1, ExitCode.OK);

        heir.pass(Duration.ofMillis(100));
        heir.renew();
        assertThat(heir.guard()).isEqualTo(soon);

        heir.pass(Duration.ofMillis(100));
        heir.renew();
        assertThat(heir.all(HandsEffect.GuardUntil.class)).isEmpty();
    }

    @Test
    void whileItHasFoundNothingTheOldDeadlineStands() {
        var heir = surveying(MINUTE);

        heir.renew();

        assertThat(heir.all(HandsEffect.GuardUntil.class)).isEmpty();
    }

    /** The longer deadline would be for all that runs here, and the log knows of it for its own alone. */
    @Test
    void asksForNoRestartBeforeItHasLookedAtEverything() {
        var heir = surveying(MINUTE);
        heir.ended(1, ExitCode.OK);

        heir.tell(new HandsEvent.RestartAsked());

        assertThat(heir.commands()).noneMatch(Command.NodeRestarting.class::isInstance);
    }

    /**
     * Seed 58521789: {@code db} is another's, whose stop failed, and it is not stopped here. The guardian has
     * ended it long since; the start of {@code slow} would wait for ever.
     */
    private static OneNode stuck() {
        var heir = OneNode.heir(SOON);
        heir.story.configure(primitive("slow"));
        heir.story.adopt(fresh(start("n2", 1, "db")));
        heir.story.adopt(carried(heir.story.action(1)), fresh(probe("n1", 1, "db")),
                fresh(probe("n1", 1, "slow")));
        heir.look();
        heir.ended(2, ExitCode.ERROR);
        heir.commit();
        heir.ended(3, ExitCode.NOT_RUNNING);
        heir.commit();
        heir.story.adopt(carried(heir.story.action(1)), fresh(start("n1", 1, "slow")));
        heir.look();
        return heir;
    }

    /** With a lease all the time; ends where something is isolated. */
    private static void passTheDeadline(OneNode heir) {
        long limit = SOON + OneNode.LEASE.plus(OneNode.BUDGET).toNanos();
        while (heir.now < limit && heir.isolated().isEmpty()) {
            heir.pass(Duration.ofNanos(Math.min(STEP, limit - heir.now)));
            if (heir.isolated().isEmpty()) {
                heir.renew();
            }
        }
        assertThat(heir.now).isEqualTo(limit);
    }

    @Test
    void endsWhatCannotBeToldWhenTheOldDeadlineIsLongOver() {
        var heir = stuck();
        assertThat(heir.begun()).isEmpty();
        passTheDeadline(heir);

        assertThat(heir.isolated()).isEqualTo("db");
        assertThat(heir.hands.self().heirloom()).isEqualTo(Heirloom.GUARDED_RESOURCES);
        heir.isolated("db");
        assertThat(heir.hands.self().heirloom()).isEqualTo(Heirloom.NOTHING);
        assertThat(heir.hands.phase()).isInstanceOf(HandsState.Phase.Joining.class);
    }

    @Test
    void alsoWhatItHasNotLookedAt() {
        var heir = stuck();
        heir.story.configure(primitive("web"));
        heir.look();

        passTheDeadline(heir);

        assertThat(heir.isolated()).isEqualTo("db | web");
    }

    @Test
    void waitsForAProbeHoweverLongItTakes() {
        var heir = surveying(SOON);
        heir.ended(1, ExitCode.NOT_RUNNING);
        heir.commit();
        heir.story.adopt(carried(heir.story.action(2)), fresh(start("n1", 1, "db")));
        heir.look();

        passTheDeadline(heir);
        assertThat(heir.isolated()).isEmpty();

        heir.ended(1, ExitCode.NOT_RUNNING);
        heir.commit();
        assertThat(heir.hands.actions().begun()).containsExactly(heir.story.action(2).id());
    }

    @Test
    void aRestartDoesNotWaitForeverForWhatCannotBeTold() {
        var heir = stuck();
        heir.story.adopt(carried(heir.story.action(1)));
        heir.look();
        heir.tell(new HandsEvent.RestartAsked());
        assertThat(heir.isIn(HandsState.Intent.RESTART)).isTrue();

        passTheDeadline(heir);

        assertThat(heir.isolated()).isEqualTo("db");
    }

    @Test
    void aLeaseThatWasReckonedByLongerTimesCountsByThoseOfTheState() {
        var node = OneNode.member();
        var lease = Duration.ofSeconds(6);
        node.tell(new HandsEvent.LeaseHeld(i(1), node.now + lease.toNanos(), lease));
        node.pass(OneNode.LEASE);
        node.story.adopt(fresh(start("n1", 1, "db")));

        node.look();

        assertThat(node.begun()).isEmpty();
    }

    @Test
    void aLeaseThatIsHeldBecomesShorterWithTheState() {
        var node = OneNode.member();
        var lease = Duration.ofSeconds(6);
        node.story.apply(node.story.edit(property("failure-detection", "10s")));
        node.look();
        node.tell(new HandsEvent.LeaseHeld(i(1), node.now + lease.toNanos(), lease));
        assertThat(node.hands.lease().untilBootNanos()).isEqualTo(node.now + lease.toNanos());
        node.story.apply(node.story.edit(property("failure-detection", "500ms")));

        node.look();

        assertThat(node.hands.lease().untilBootNanos()).isEqualTo(node.now + OneNode.LEASE.toNanos());
    }
}
