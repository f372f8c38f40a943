package org.quorate.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.quorate.state.Story.NOON;
import static org.quorate.state.Story.carried;
import static org.quorate.state.Story.fresh;
import static org.quorate.state.Story.i;
import static org.quorate.state.Story.lost;
import static org.quorate.state.Story.monitor;
import static org.quorate.state.Story.n;
import static org.quorate.state.Story.probe;
import static org.quorate.state.Story.r;
import static org.quorate.state.Story.record;
import static org.quorate.state.Story.start;
import static org.quorate.state.Story.stop;

import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.quorate.model.Role;

/** What recurring monitors tell after their first result. */
class MonitorResultTest {

    private static final String KEY = "monitor_10000";
    private static final Activity RUNS = new Activity.Active(Role.STARTED);
    private static final Activity FAILING = new Activity.Failing(Role.STARTED, KEY);

    private final Story story = Story.ofMembers(2);
    private ActionId begunBy = new ActionId(0, 0);

    @BeforeEach
    void dbRunsAndIsWatched() {
        story.started("n1", 1, "db");
        begin();
    }

    private void begin() {
        story.adopt(fresh(monitor("n1", 1, "db")));
        begunBy = story.action(1).id();
        story.ended(1, 0);
    }

    private Outcome changed(long sequence, int exit) {
        return changed(KEY, begunBy, sequence, exit);
    }

    private Outcome changed(String key, ActionId by, long sequence, int exit) {
        return story.apply(new Command.MonitorChanged(n("n1"), i(1), r("db"), key, sequence,
                record(by, exit), NOON));
    }

    private int failures(String key) {
        var failures = story.resource("db").on(n("n1")).failures().get(key);
        return failures == null ? 0 : failures.count();
    }

    @Test
    void aFailureCountsOnce() {
        changed(1, 7);
        assertThat(changed(1, 7)).isInstanceOf(Outcome.Duplicate.class);

        assertThat(story.activity("db", "n1")).isEqualTo(FAILING);
        assertThat(failures(KEY)).isEqualTo(1);
    }

    /** The monitor tells changes alone: it would not say it again. */
    @Test
    void aProbeThatLookedBeforeDoesNotUndoAFailure() {
        story.adopt(fresh(probe("n1", 1, "db")));
        changed(1, 7);

        story.ended(1, 0);

        assertThat(story.activity("db", "n1")).isEqualTo(FAILING);
    }

    @Test
    void recoversByItself() {
        changed(1, 7);

        changed(2, 0);

        assertThat(story.activity("db", "n1")).isEqualTo(RUNS);
        assertThat(failures(KEY)).isEqualTo(1);
    }

    @Test
    void anOlderChangeThatComesLateCountsForNothing() {
        changed(2, 0);

        assertThat(changed(1, 7)).isInstanceOf(Outcome.Duplicate.class);

        assertThat(story.activity("db", "n1")).isEqualTo(RUNS);
    }

    @Test
    void degradedIsNoFailure() {
        changed(1, 190);

        assertThat(story.activity("db", "n1")).isEqualTo(RUNS);
        assertThat(failures(KEY)).isZero();
    }

    @Test
    void onlyAMonitorThatRecursIsHeard() {
        story.adopt(fresh(stop("n1", 1, "db")));
        story.ended(1, 0);

        assertThat(changed(1, 7)).isInstanceOf(Outcome.Duplicate.class);

        assertThat(story.activity("db", "n1")).isEqualTo(new Activity.Inactive());
    }

    @Test
    void anEarlierRunOfTheMonitorIsNotHeard() {
        var earlier = begunBy;
        story.adopt(fresh(stop("n1", 1, "db")), fresh(start("n1", 1, "db"), 1));
        story.ended(1, 0);
        story.ended(2, 0);
        begin();

        assertThat(changed(KEY, earlier, 1, 7)).isInstanceOf(Outcome.Duplicate.class);
        assertThat(story.activity("db", "n1")).isEqualTo(RUNS);

        changed(2, 7);
        assertThat(story.activity("db", "n1")).isEqualTo(FAILING);
    }

    @Test
    void aLostIncarnationIsNotHeard() {
        story.apply(lost("n1", 1));

        assertThat(changed(1, 7)).isInstanceOf(Outcome.Duplicate.class);
    }

    @Test
    void aFailedStopStaysAFailedStop() {
        story.adopt(fresh(stop("n1", 1, "db")));
        story.ended(1, 1);

        changed(1, 7);

        assertThat(story.activity("db", "n1")).isEqualTo(new Activity.StopFailed(Role.STARTED));
    }

    @Test
    void oneMonitorThatIsWellDoesNotHideAnotherThatIsNot() {
        var often = new Work.Run(n("n1"), i(1), r("db"), Work.Task.MONITOR, Duration.ofSeconds(1),
                Role.STARTED, Story.TIMEOUT);
        story.adopt(fresh(often));
        var second = story.action(1).id();
        story.ended(1, 0);

        changed(1, 7);
        changed("monitor_1000", second, 1, 7);
        changed("monitor_1000", second, 2, 0);

        assertThat(story.activity("db", "n1")).isEqualTo(FAILING);
    }

    @Test
    void aFlappingMonitorDoesNotPushOutTheKeysOfRequests() {
        var request = new Command.RestartResource("restart-1", r("db"), NOON);
        story.apply(request);

        for (var sequence = 1; sequence <= RecentKeys.LIMIT + 10; sequence++) {
            changed(sequence, sequence % 2 == 0 ? 0 : 7);
        }

        assertThat(story.apply(request)).isInstanceOf(Outcome.Duplicate.class);
    }

    @Test
    void anActionThatIsCarriedKeepsItsMonitor() {
        story.adopt(fresh(monitor("n1", 1, "db")));
        var by = story.action(1).id();
        story.adopt(carried(story.action(1)));
        story.ended(1, 0);

        changed(KEY, by, 1, 7);

        assertThat(story.activity("db", "n1")).isEqualTo(FAILING);
    }
}
