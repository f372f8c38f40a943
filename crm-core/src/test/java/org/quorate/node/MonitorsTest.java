package org.quorate.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.quorate.state.Story.carried;
import static org.quorate.state.Story.fresh;
import static org.quorate.state.Story.i;
import static org.quorate.state.Story.monitor;
import static org.quorate.state.Story.n;
import static org.quorate.state.Story.r;
import static org.quorate.state.Story.start;
import static org.quorate.state.Story.stop;

import java.time.Duration;
import java.util.Optional;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.quorate.agent.AgentOutcome;
import org.quorate.agent.ExitCode;
import org.quorate.model.Role;
import org.quorate.state.Activity;
import org.quorate.state.Command;
import org.quorate.state.Failures;
import org.quorate.state.Story;
import org.quorate.state.Work;

/** Recurring monitors on a node. */
class MonitorsTest {

    private final OneNode node = OneNode.member();
    private final Story story = node.story;

    @BeforeEach
    void dbRuns() {
        node.running("db");
    }

    /** Begins to watch db; the ticket. */
    private long begin() {
        story.adopt(fresh(monitor("n1", 1, "db")));
        node.look();
        var begun = node.all(HandsEffect.StartMonitor.class);
        assertThat(begun).hasSize(1);
        return begun.getFirst().ticket();
    }

    private long watched() {
        var ticket = begin();
        reported(ticket, ExitCode.OK);
        node.commit();
        return ticket;
    }

    private void reported(long ticket, ExitCode exit) {
        node.tell(new HandsEvent.MonitorReported(ticket, new AgentOutcome.Exited(exit, "", ""),
                Duration.ZERO));
    }

    private Activity activity() {
        return story.activity("db", "n1");
    }

    @Test
    void theFirstResultIsThatOfTheAction() {
        var ticket = begin();

        reported(ticket, ExitCode.OK);

        assertThat(node.commands()).singleElement().isInstanceOf(Command.ActionResult.class);
    }

    @Test
    void aChangeIsTold() {
        var ticket = watched();

        reported(ticket, ExitCode.NOT_RUNNING);
        node.commit();

        assertThat(activity()).isEqualTo(new Activity.Failing(Role.STARTED, "monitor_10000"));
    }

    @Test
    void aChangeIsNotToldBeforeTheLogHasTheFirstResult() {
        var ticket = begin();
        reported(ticket, ExitCode.OK);
        var first = node.submitted().getFirst();

        reported(ticket, ExitCode.NOT_RUNNING);
        assertThat(node.commands()).isEmpty();
        story.apply(first.command());
        node.look();

        assertThat(node.commands()).singleElement().isInstanceOf(Command.MonitorChanged.class);
    }

    /** As when its definition has changed: the log still has the last result of the monitor before. */
    @Test
    void aChangeOfAMonitorThatReplacesAnotherWaitsForItsOwnFirstResult() {
        watched();
        var second = begin();
        reported(second, ExitCode.OK);
        var first = node.submitted().getFirst();

        reported(second, ExitCode.NOT_RUNNING);
        assertThat(node.commands()).isEmpty();
        node.tell(new HandsEvent.Answered(first, story.apply(first.command())));
        node.look();
        node.commit();

        assertThat(activity()).isEqualTo(new Activity.Failing(Role.STARTED, "monitor_10000"));
    }

    @Test
    void changesAreToldOneAfterTheOther() {
        var ticket = watched();
        reported(ticket, ExitCode.NOT_RUNNING);
        var failure = node.submitted().getFirst();

        reported(ticket, ExitCode.OK);
        assertThat(node.commands()).isEmpty();
        node.tell(new HandsEvent.NotAnswered(failure, "no leader"));
        assertThat(node.commands()).isEmpty();
        node.tell(new HandsEvent.Answered(failure, story.apply(failure.command())));
        assertThat(node.commands()).hasSize(1);
        node.commit();

        assertThat(activity()).isEqualTo(new Activity.Active(Role.STARTED));
        assertThat(story.resource("db").on(n("n1")).failures())
                .hasEntrySatisfying("monitor_10000", failures -> assertThat(failures.count()).isEqualTo(1));
    }

    @Test
    void ofManyChangesTheLastIsTold() {
        var ticket = watched();
        reported(ticket, ExitCode.NOT_RUNNING);

        for (var more = 0; more < 101; more++) {
            reported(ticket, more % 2 == 0 ? ExitCode.OK : ExitCode.NOT_RUNNING);
        }

        var monitor = Optional.ofNullable(node.hands.monitors().get(ticket)).orElseThrow();
        assertThat(monitor.waiting()).hasSizeLessThanOrEqualTo(HandsState.RunningMonitor.MOST_WAITING)
                .last().satisfies(last -> assertThat(last.exit()).isZero());
    }

    @Test
    void aMonitorThatBeginsAgainIsHeardAgain() {
        var first = watched();
        reported(first, ExitCode.NOT_RUNNING);
        node.commit();
        story.adopt(fresh(stop("n1", 1, "db")), fresh(start("n1", 1, "db"), 1));
        node.look();
        node.ended(1, ExitCode.OK);
        node.commit();
        node.ended(2, ExitCode.OK);
        node.commit();
        var second = watched();

        reported(second, ExitCode.NOT_RUNNING);
        node.commit();

        assertThat(activity()).isEqualTo(new Activity.Failing(Role.STARTED, "monitor_10000"));
        assertThat(story.resource("db").on(n("n1")).failures().values()).extracting(Failures::count)
                .containsExactly(2);
    }

    @Test
    void aStopEndsTheMonitor() {
        var ticket = watched();
        story.adopt(fresh(stop("n1", 1, "db")));

        node.look();
        assertThat(node.all(HandsEffect.CancelMonitor.class))
                .containsExactly(new HandsEffect.CancelMonitor(ticket));

        reported(ticket, ExitCode.NOT_RUNNING);
        assertThat(node.commands()).isEmpty();
    }

    @Test
    void aStopEndsTheMonitorOfItsResourceAlone() {
        story.configure(Story.primitive("db"), Story.primitive("fs"), Story.primitive("web"));
        node.running("fs").running("web");
        story.adopt(fresh(monitor("n1", 1, "db")), fresh(monitor("n1", 1, "fs")),
                fresh(monitor("n1", 1, "web")));
        node.look();
        var begun = node.all(HandsEffect.StartMonitor.class);
        story.adopt(fresh(stop("n1", 1, "fs")));

        node.look();

        assertThat(node.all(HandsEffect.CancelMonitor.class))
                .containsExactly(new HandsEffect.CancelMonitor(begun.get(1).ticket()));
        assertThat(node.hands.monitors()).hasSize(2);
    }

    @Test
    void aMonitorThatAStopEndedBeforeItsFirstResultBeginsNoMore() {
        begin();
        story.adopt(carried(story.action(1)), fresh(stop("n1", 1, "db")));
        node.look();

        node.ended(2, ExitCode.OK);
        node.commit();

        assertThat(node.hands.monitors()).isEmpty();
        assertThat(node.hands.actions().failed()).isEmpty();
        assertThat(story.state().progress().endings()).hasSize(2);
    }

    @Test
    void theEndOfAMonitorThatHadItsResultIsNoFailure() {
        watched();
        story.adopt(fresh(new Work.Cancel(n("n1"), i(1), r("db"), "monitor_10000")));

        node.look();

        assertThat(node.all(HandsEffect.CancelMonitor.class)).hasSize(1);
        assertThat(node.hands.actions().failed()).isEmpty();
        node.commit();
        assertThat(story.resource("db").on(n("n1")).operations()).containsOnlyKeys("start_0");
    }

    @Test
    void aRefreshEndsTheMonitor() {
        var ticket = watched();
        story.apply(new Command.Forget("f", Command.What.REFRESH, List.of(r("db")), List.of(), Story.NOON));

        node.look();

        assertThat(node.all(HandsEffect.CancelMonitor.class))
                .containsExactly(new HandsEffect.CancelMonitor(ticket));
    }

    @Test
    void theDefinitionItRunsWithIsKeptWhenItsOutcomeChanges() {
        var ticket = watched();
        var digest = digest();
        assertThat(digest).isNotEmpty();

        reported(ticket, ExitCode.NOT_RUNNING);
        node.commit();

        assertThat(digest()).isEqualTo(digest);
    }

    private String digest() {
        return Optional.ofNullable(story.resource("db").on(n("n1")).operations().get("monitor_10000"))
                .orElseThrow().digest();
    }
}
