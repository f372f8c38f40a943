package org.quorate.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.quorate.state.Story.NOON;
import static org.quorate.state.Story.carried;
import static org.quorate.state.Story.fresh;
import static org.quorate.state.Story.i;
import static org.quorate.state.Story.joined;
import static org.quorate.state.Story.lost;
import static org.quorate.state.Story.monitor;
import static org.quorate.state.Story.n;
import static org.quorate.state.Story.probe;
import static org.quorate.state.Story.record;
import static org.quorate.state.Story.result;
import static org.quorate.state.Story.start;
import static org.quorate.state.Story.stop;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.quorate.model.Role;
import org.quorate.state.Progress.Ending;
import org.quorate.state.Work.Task;

/** What results of actions mean, and which of them count. */
class ResultTest {

    private static final Activity RUNS = new Activity.Active(Role.STARTED);
    private static final Activity INACTIVE = new Activity.Inactive();

    private final Story story = Story.ofMembers(3);

    private Ending ending(int number) {
        return story.state().progress().ending(story.action(number).id()).orElseThrow();
    }

    private static Work.Run as(Task task, Role role) {
        var run = start("n1", 1, "db");
        return new Work.Run(run.node(), run.incarnation(), run.resource(), task, Duration.ZERO, role,
                run.timeout());
    }

    @Test
    void aStartThatSucceededMakesItActive() {
        story.adopt(fresh(start("n1", 1, "db")));

        story.ended(1, 0);

        assertThat(story.activity("db", "n1")).isEqualTo(RUNS);
        assertThat(story.resource("db").on(n("n1")).operations()).containsOnlyKeys("start_0");
        assertThat(ending(1)).isEqualTo(Ending.SUCCEEDED);
    }

    @Test
    void aStartThatFailedIsCountedAndMayStillRun() {
        story.adopt(fresh(start("n1", 1, "db")));

        story.ended(1, 1);

        assertThat(story.activity("db", "n1")).isEqualTo(new Activity.Failing(Role.STARTED, "start_0"));
        assertThat(story.resource("db").on(n("n1")).failures())
                .containsEntry("start_0", new Failures(1, Story.record(new ActionId(1, 1), 1)));
        assertThat(story.owners("db")).isEqualTo("n1#1");
        assertThat(ending(1)).isEqualTo(Ending.FAILED);
    }

    @Test
    void aFailureChangesDecisionsAndASuccessDoesNot() {
        story.adopt(fresh(start("n1", 1, "db")), fresh(probe("n2", 1, "db")));
        var before = story.state().position().relevant();

        story.ended(2, 7);
        assertThat(story.state().position().relevant()).isEqualTo(before);

        story.ended(1, 1);
        assertThat(story.state().position().relevant()).isEqualTo(story.state().position().index());
    }

    @Test
    void aStopThatSucceededEndsOwnershipAndMonitors() {
        story.started("n1", 1, "db");
        story.adopt(fresh(monitor("n1", 1, "db")));
        story.ended(1, 0);
        story.adopt(fresh(stop("n1", 1, "db")));

        story.ended(1, 0);

        assertThat(story.activity("db", "n1")).isEqualTo(INACTIVE);
        assertThat(story.resource("db").on(n("n1")).operations()).isEmpty();
        assertThat(story.owners("db")).isEmpty();
    }

    @Test
    void aStopThatFailedBlocksAndKeepsTheOwner() {
        story.started("n1", 1, "db");
        story.adopt(fresh(stop("n1", 1, "db")));

        story.ended(1, 1);

        assertThat(story.activity("db", "n1")).isEqualTo(new Activity.StopFailed(Role.STARTED));
        assertThat(story.owners("db")).isEqualTo("n1#1");
    }

    @Test
    void aStopDoesNotEndAGrantThatCameLater() {
        story.started("n1", 1, "db");
        story.adopt(fresh(stop("n1", 1, "db")), fresh(start("n1", 1, "db"), 1));

        story.ended(1, 0);

        assertThat(story.activity("db", "n1")).isEqualTo(INACTIVE);
        assertThat(story.owners("db")).isEqualTo("n1#1");
    }

    @Test
    void aStopToldAfterTheStartThatFollowedItIsNoNews() {
        story.started("n1", 1, "db");
        story.adopt(fresh(stop("n1", 1, "db")), fresh(start("n1", 1, "db"), 1));

        story.ended(2, 0);
        story.ended(1, 0);

        assertThat(ending(1)).isEqualTo(Ending.SUCCEEDED);
        assertThat(story.activity("db", "n1")).isEqualTo(RUNS);
        assertThat(story.resource("db").on(n("n1")).operations()).containsOnlyKeys("start_0");
        assertThat(story.owners("db")).isEqualTo("n1#1");
    }

    @Test
    void anEmptyProbeToldAfterTheStartThatFollowedItIsNoNews() {
        story.adopt(fresh(probe("n1", 1, "db")), fresh(start("n1", 1, "db"), 1));

        story.ended(2, 0);
        story.ended(1, 7);

        assertThat(ending(1)).isEqualTo(Ending.SUCCEEDED);
        assertThat(story.activity("db", "n1")).isEqualTo(RUNS);
        assertThat(story.owners("db")).isEqualTo("n1#1");
    }

    @Test
    void anAgentThatCannotLookSaysNothingRunsWhereItHasNotBeen() {
        for (int blind : new int[]{2, 5}) {
            story.adopt(fresh(probe("n1", 1, "db")), fresh(start("n1", 1, "db"), 1));

            story.ended(1, blind);

            assertThat(story.activity("db", "n1")).isEqualTo(INACTIVE);
            assertThat(ending(1)).isEqualTo(Ending.SUCCEEDED);
        }
    }

    @Test
    void anAgentThatCannotLookDoesNotEndWhatAnEarlierLifeMayHave() {
        for (int blind : new int[]{2, 5}) {
            var told = Story.ofMembers(3).started("n1", 1, "db");
            told.apply(joined("n1", 2));
            told.adopt(fresh(probe("n1", 2, "db")));

            told.ended(1, blind);

            assertThat(told.owners("db")).isEqualTo("n1#2");
            assertThat(told.activity("db", "n1")).isEqualTo(new Activity.Failing(Role.STARTED, "monitor_0"));
        }
    }

    @Test
    void anAgentThatCannotLookDoesNotEndWhatItsNodeHas() {
        story.started("n1", 1, "db");
        story.adopt(fresh(probe("n1", 1, "db")));

        story.ended(1, 5);

        assertThat(story.owners("db")).isEqualTo("n1#1");
        assertThat(story.activity("db", "n1")).isEqualTo(new Activity.Failing(Role.STARTED, "monitor_0"));
    }

    @Test
    void aStopDoesNotEndAGrantWhoseStartMayStillRun() {
        story.adopt(fresh(start("n1", 1, "db")));
        story.adopt(carried(story.action(1)), fresh(stop("n1", 1, "db")));

        story.ended(2, 0);

        assertThat(story.owners("db")).isEqualTo("n1#1");
    }

    @Test
    void anEmptyProbeDoesNotEndAGrantWhoseStartMayStillRun() {
        story.adopt(fresh(start("n1", 1, "db")));
        story.adopt(carried(story.action(1)), fresh(probe("n1", 1, "db")));

        story.ended(2, 7);

        assertThat(story.owners("db")).isEqualTo("n1#1");
    }

    @Test
    void aMonitorEndedByAStopBeforeItsFirstResultHasNone() {
        story.started("n1", 1, "db");
        story.adopt(fresh(monitor("n1", 1, "db")), fresh(stop("n1", 1, "db")),
                fresh(start("n1", 1, "db"), 2), fresh(monitor("n1", 1, "db"), 3));

        story.ended(2, 0);

        assertThat(ending(1)).isEqualTo(Ending.SUCCEEDED);
        assertThat(story.state().progress().hasEnded(story.action(4))).isFalse();
        assertThat(story.ended(1, 0)).isInstanceOf(Outcome.Duplicate.class);
        assertThat(story.resource("db").on(n("n1")).operations()).isEmpty();
    }

    @Test
    void aCancelForgetsTheMonitor() {
        story.started("n1", 1, "db");
        story.adopt(fresh(monitor("n1", 1, "db")));
        story.ended(1, 0);
        var known = story.resource("db").on(n("n1")).operations();
        assertThat(known).containsKey("monitor_10000");
        story.adopt(fresh(new Work.Cancel(n("n1"), i(1), Story.r("db"), "monitor_10000")));

        story.ended(1, 0);

        assertThat(story.resource("db").on(n("n1")).operations()).containsOnlyKeys("start_0");
    }

    @Test
    void promotesAndDemotes() {
        story.started("n1", 1, "db");
        story.adopt(fresh(as(Task.PROMOTE, Role.PROMOTED)));
        story.ended(1, 0);
        assertThat(story.activity("db", "n1")).isEqualTo(new Activity.Active(Role.PROMOTED));

        story.adopt(fresh(as(Task.DEMOTE, Role.UNPROMOTED)));
        story.ended(1, 0);
        assertThat(story.activity("db", "n1")).isEqualTo(new Activity.Active(Role.UNPROMOTED));
    }

    @Test
    void aPromotionThatFailedMayHavePromoted() {
        story.started("n1", 1, "db");
        story.adopt(fresh(as(Task.PROMOTE, Role.PROMOTED)));

        story.ended(1, 1);

        assertThat(story.activity("db", "n1")).isEqualTo(new Activity.Failing(Role.PROMOTED, "promote_0"));
    }

    @Test
    void aFirstMonitorResultThatIsBadFailsTheResource() {
        story.started("n1", 1, "db");
        story.adopt(fresh(monitor("n1", 1, "db")));

        story.ended(1, 7);

        assertThat(story.activity("db", "n1")).isEqualTo(new Activity.Failing(Role.STARTED, "monitor_10000"));
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 5, 7})
    void aProbeThatFindsNothingIsNoFailure(int exit) {
        story.adopt(fresh(probe("n1", 1, "db")));

        story.ended(1, exit);

        assertThat(story.activity("db", "n1")).isEqualTo(INACTIVE);
        assertThat(story.resource("db").on(n("n1")).failures()).isEmpty();
        assertThat(ending(1)).isEqualTo(Ending.SUCCEEDED);
    }

    @Test
    void aProbeOfAnAgentThatIsNotInstalledFindsNothing() {
        story.adopt(fresh(probe("n1", 1, "db")));
        var id = story.action(1).id();
        var missing = new OpRecord(id, 5, OpRecord.Status.NOT_INSTALLED, NOON, Duration.ZERO, "", "");

        story.apply(new Command.ActionResult(id, n("n1"), i(1), missing, NOON));

        assertThat(story.activity("db", "n1")).isEqualTo(INACTIVE);
    }

    @Test
    void aProbeFindsARole() {
        story.adopt(fresh(probe("n1", 1, "db")), fresh(probe("n2", 1, "db")), fresh(probe("n3", 1, "db")));

        story.ended(1, 8);
        assertThat(story.activity("db", "n1")).isEqualTo(new Activity.Active(Role.PROMOTED));

        story.ended(2, 9);
        assertThat(story.activity("db", "n2")).isEqualTo(new Activity.Failing(Role.PROMOTED, "monitor_0"));

        story.ended(3, 1);
        assertThat(story.activity("db", "n3")).isEqualTo(new Activity.Failing(Role.STARTED, "monitor_0"));
        assertThat(ending(3)).isEqualTo(Ending.FAILED);
    }

    @Test
    void whatALaterIncarnationFindsRunningIsGivenBack() {
        story.started("n1", 1, "db");
        story.apply(joined("n1", 2));
        story.adopt(fresh(probe("n1", 2, "db")));

        story.ended(1, 0);

        assertThat(story.activity("db", "n1")).isEqualTo(RUNS);
        assertThat(story.owners("db")).isEqualTo("n1#2");
    }

    @Test
    void whatIsFoundRunningIsNotGivenBackOnceAStartElsewhereWasAdopted() {
        story.started("n1", 1, "db");
        story.apply(joined("n1", 2));
        story.adopt(fresh(start("n2", 1, "db")), fresh(probe("n1", 2, "db")));

        story.ended(2, 0);

        assertThat(story.activity("db", "n1")).isEqualTo(new Activity.Failing(Role.STARTED, "monitor_0"));
        assertThat(story.owners("db")).isEqualTo("n2#1 n1#2");
    }

    @Test
    void whatWaitsForAnInactiveResourceWaitsInVainWhenItIsFoundRunning() {
        story.adopt(fresh(probe("n1", 1, "db")));

        story.ended(1, 0);

        assertThat(story.activity("db", "n1")).isEqualTo(RUNS);
        assertThat(ending(1)).isEqualTo(Ending.FAILED);
        assertThat(story.resource("db").on(n("n1")).failures()).isEmpty();
    }

    @Test
    void aLaterIncarnationThatFindsNothingClearsTheEarlier() {
        story.started("n1", 1, "db");
        story.apply(lost("n1", 1));
        story.apply(joined("n1", 2));
        assertThat(story.owners("db")).isEqualTo("n1#1(lost)");
        story.adopt(fresh(probe("n1", 2, "db")));

        story.ended(1, 7);

        assertThat(story.owners("db")).isEmpty();
    }

    @Test
    void aStartThatSucceededHadWaitedForTheLostOwners() {
        story.started("n1", 1, "db");
        story.apply(lost("n1", 1));
        story.adopt(fresh(start("n2", 1, "db")));

        story.ended(1, 0);

        assertThat(story.owners("db")).isEqualTo("n2#1");
    }

    @Test
    void aStartHasNotWaitedForWhoWasLostLater() {
        story.started("n1", 1, "db");
        story.adopt(fresh(stop("n1", 1, "db")), fresh(start("n2", 1, "db"), 1));
        story.apply(lost("n1", 1));

        story.ended(2, 0);

        assertThat(story.owners("db")).isEqualTo("n1#1(lost) n2#1");
    }

    @Test
    void aResultCountsOnce() {
        story.adopt(fresh(start("n1", 1, "db")));
        story.ended(1, 1);

        assertThat(story.ended(1, 1)).isInstanceOf(Outcome.Duplicate.class);
        assertThat(story.ended(1, 0)).isInstanceOf(Outcome.Duplicate.class);

        assertThat(story.resource("db").on(n("n1")).failures())
                .containsEntry("start_0", new Failures(1, Story.record(new ActionId(1, 1), 1)));
    }

    @Test
    void aResultOfAnActionThatIsNoMoreInTheTransitionIsRefused() {
        story.adopt(fresh(probe("n1", 1, "db")));
        var late = result(story.action(1), 0);
        story.adopt(fresh(probe("n2", 1, "db")));

        assertThat(story.apply(late)).isInstanceOf(Outcome.Refused.class);

        assertThat(story.activity("db", "n1")).isEqualTo(new Activity.Unknown());
    }

    @Test
    void aResultOfALostIncarnationChangesNothing() {
        story.adopt(fresh(start("n1", 1, "db")));
        var late = result(story.action(1), 0);
        story.apply(lost("n1", 1));

        assertThat(story.apply(late)).isInstanceOf(Outcome.Duplicate.class);

        assertThat(story.activity("db", "n1")).isEqualTo(new Activity.Unknown());
    }

    @Test
    void aResultCountsFromTheNodeThatWasOrderedOnly() {
        story.adopt(fresh(start("n1", 1, "db")));
        var id = story.action(1).id();

        assertThat(story.apply(new Command.ActionResult(id, n("n2"), i(1), record(id, 0), NOON)))
                .isInstanceOf(Outcome.Refused.class);

        assertThat(story.state().progress().hasEnded(story.action(1))).isFalse();
    }

    @Test
    void aStartThatWasCarriedOnClearsWhoWasLostBeforeItWasAdopted() {
        story.started("n1", 1, "db");
        story.apply(lost("n1", 1));
        story.adopt(fresh(start("n2", 1, "db")));
        story.adopt(carried(story.action(1)), fresh(probe("n3", 1, "db")));
        story.adopt(carried(story.action(1)), carried(story.action(2)));

        story.ended(1, 0);

        assertThat(story.owners("db")).isEqualTo("n2#1");
    }

    /** Its node may have begun the start before that, and asked about others. */
    @Test
    void aStartThatWasCarriedOnDoesNotClearWhoWasLostAfterItWasAdopted() {
        story.started("n1", 1, "db");
        story.adopt(fresh(stop("n1", 1, "db")), fresh(start("n2", 1, "db"), 1));
        story.apply(lost("n1", 1));
        story.adopt(carried(story.action(2)));

        story.ended(1, 0);

        assertThat(story.owners("db")).isEqualTo("n1#1(lost) n2#1");
    }
}
