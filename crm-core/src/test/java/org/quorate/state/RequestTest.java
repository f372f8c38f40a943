package org.quorate.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.quorate.state.Story.NOON;
import static org.quorate.state.Story.fresh;
import static org.quorate.state.Story.group;
import static org.quorate.state.Story.monitor;
import static org.quorate.state.Story.n;
import static org.quorate.state.Story.primitive;
import static org.quorate.state.Story.r;
import static org.quorate.state.Story.start;
import static org.quorate.state.Story.stop;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.quorate.membership.NodeName;
import org.quorate.model.ResourceId;
import org.quorate.model.Role;
import org.quorate.state.Command.What;
import org.quorate.state.NodeStatus.Kind;

/** What operators ask of resources, and when it is done. */
class RequestTest {

    private final Story story = Story.ofMembers(3);

    @BeforeEach
    void aGroupBesideDb() {
        story.configure(primitive("ip"), primitive("web"), group("site", "ip", "web"));
    }

    private Outcome move(String resource, String to) {
        return story.apply(
                new Command.MoveResource("m-" + resource + to, r(resource), n(to), NOON.plusSeconds(60),
                        NOON));
    }

    private Outcome restart(String resource) {
        return story.apply(new Command.RestartResource("r-" + resource, r(resource), NOON));
    }

    private Outcome forget(What what, String resource, String... nodes) {
        return story.apply(new Command.Forget("f" + story.state().position().index(), what,
                List.of(new ResourceId(resource)), Arrays.stream(nodes).map(NodeName::new).toList(), NOON));
    }

    private List<Request> requests(String resource) {
        return story.resource(resource).requests();
    }

    private void failed(String node, String resource) {
        story.adopt(fresh(start(node, 1, resource)));
        story.ended(1, 1);
    }

    @Test
    void aMoveEndsWhenItIsThere() {
        move("db", "n2");
        assertThat(requests("db")).hasSize(1);

        story.adopt(fresh(start("n2", 1, "db")));
        assertThat(requests("db")).hasSize(1);
        story.ended(1, 0);

        assertThat(requests("db")).isEmpty();
    }

    @Test
    void aMoveEndsWhenItFailsThere() {
        move("db", "n2");

        failed("n2", "db");

        assertThat(requests("db")).isEmpty();
    }

    @Test
    void aMoveIsNotOverWhenItStopsElsewhere() {
        story.started("n1", 1, "db");
        move("db", "n2");
        story.adopt(fresh(stop("n1", 1, "db")));

        story.ended(1, 0);

        assertThat(requests("db")).hasSize(1);
    }

    @Test
    void aMoveToWhereItRunsIsOverAtOnce() {
        story.started("n1", 1, "db");

        move("db", "n1");

        assertThat(requests("db")).isEmpty();
    }

    @Test
    void aMemberMovesWithItsGroupWhichIsThereWhenAllAre() {
        move("web", "n2");
        assertThat(requests("site")).hasSize(1);

        story.started("n2", 1, "ip");
        assertThat(requests("site")).hasSize(1);
        story.started("n2", 1, "web");

        assertThat(requests("site")).isEmpty();
    }

    @Test
    void aSecondMoveReplacesTheFirst() {
        move("db", "n2");
        move("db", "n3");

        assertThat(requests("db")).singleElement()
                .isInstanceOfSatisfying(Request.Move.class, to -> assertThat(to.to()).isEqualTo(n("n3")));
    }

    @Test
    void movesOnlyToANodeThatIsThereAndRunsResources() {
        story.apply(new Command.NodeJoined(n("a1"), Story.i(1), "life",
                new NodeStatus.Traits(Kind.ARBITER, NodeStatus.Isolation.NONE, 1), NOON));

        assertThat(move("db", "n7")).isInstanceOf(Outcome.Refused.class);
        assertThat(move("db", "a1")).isInstanceOf(Outcome.Refused.class);
        assertThat(move("dp", "n1")).isInstanceOfSatisfying(Outcome.Refused.class,
                refused -> assertThat(refused.problems().getFirst().message()).contains("did you mean db?"));
        story.apply(new Command.NodeLeaving(n("n2"), Story.i(1), NOON));
        assertThat(move("db", "n2")).isInstanceOf(Outcome.Refused.class);
    }

    @Test
    void aRestartEndsWithTheNextStart() {
        story.started("n1", 1, "db");
        restart("db");
        assertThat(requests("db")).hasSize(1);
        story.adopt(fresh(stop("n1", 1, "db")), fresh(start("n1", 1, "db"), 1));

        story.ended(1, 0);
        assertThat(requests("db")).hasSize(1);
        story.ended(2, 0);

        assertThat(requests("db")).isEmpty();
    }

    @Test
    void aRestartOfAGroupEndsWhenAllWereStarted() {
        story.started("n1", 1, "ip").started("n1", 1, "web");
        restart("site");

        story.started("n1", 1, "ip");
        assertThat(requests("site")).hasSize(1);
        story.started("n1", 1, "web");

        assertThat(requests("site")).isEmpty();
    }

    @Test
    void aRestartEndsWhenItFails() {
        story.started("n1", 1, "db");
        restart("db");
        story.adopt(fresh(stop("n1", 1, "db")));

        story.ended(1, 1);

        assertThat(requests("db")).isEmpty();
    }

    @Test
    void clearEndsWhatWasAsked() {
        move("web", "n2");
        restart("web");

        story.apply(new Command.ClearRequests("c", r("web"), NOON));

        assertThat(requests("site")).isEmpty();
        assertThat(requests("web")).isEmpty();
    }

    @Test
    void aRequestCountsOnce() {
        story.started("n1", 1, "db");
        restart("db");
        story.started("n1", 1, "db");
        assertThat(requests("db")).isEmpty();

        assertThat(restart("db")).isInstanceOf(Outcome.Duplicate.class);

        assertThat(requests("db")).isEmpty();
    }

    @Test
    void cleanupForgetsFailuresAndLooksAgainWhereItFailed() {
        failed("n1", "db");
        story.adopt(fresh(stop("n1", 1, "db")));
        story.ended(1, 1);

        forget(What.CLEANUP, "db");

        assertThat(story.resource("db").on(n("n1"))).isEqualTo(ResourceOnNode.UNKNOWN);
        assertThat(story.owners("db")).isEqualTo("n1#1");
    }

    @Test
    void cleanupLeavesWhatRunsAlone() {
        story.started("n1", 1, "db");
        story.adopt(fresh(monitor("n1", 1, "db")));
        story.ended(1, 0);
        var before = story.resource("db");

        forget(What.CLEANUP, "db");

        assertThat(story.resource("db")).isEqualTo(before);
    }

    @Test
    void refreshForgetsWhatRuns() {
        story.started("n1", 1, "db");

        forget(What.REFRESH, "db");

        assertThat(story.resource("db").on(n("n1"))).isEqualTo(ResourceOnNode.UNKNOWN);
    }

    @Test
    void forgetsOnTheNamedNodesOnly() {
        story.started("n1", 1, "ip").started("n2", 1, "db");

        forget(What.REFRESH, "ip", "n2");
        assertThat(story.activity("ip", "n1")).isEqualTo(new Activity.Active(Role.STARTED));

        assertThat(forget(What.REFRESH, "ip", "n7")).isInstanceOf(Outcome.Refused.class);
    }

    @Test
    void forgetsTheMembersOfAGroup() {
        failed("n1", "ip");
        failed("n1", "web");

        forget(What.CLEANUP, "site");

        assertThat(story.resource("ip").on(n("n1")).failures()).isEmpty();
        assertThat(story.resource("web").on(n("n1")).failures()).isEmpty();
    }

    @Test
    void unknownResourcesAreRefused() {
        assertThat(forget(What.CLEANUP, "dbb")).isInstanceOf(Outcome.Refused.class);
        assertThat(restart("dbb")).isInstanceOf(Outcome.Refused.class);
        assertThat(story.apply(new Command.ClearRequests("c", r("dbb"), NOON)))
                .isInstanceOf(Outcome.Refused.class);
    }
}
