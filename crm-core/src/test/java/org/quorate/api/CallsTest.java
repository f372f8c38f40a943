package org.quorate.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.quorate.api.Caller.Right;
import org.quorate.api.Decision.Judgement;
import org.quorate.api.Decision.NodeScore;
import org.quorate.codec.JsonAt;
import org.quorate.membership.NodeName;
import org.quorate.membership.Urgency;
import org.quorate.model.ResourceId;
import org.quorate.model.Role;
import org.quorate.model.Score;
import org.quorate.state.Activity;
import org.quorate.state.Reason;

class CallsTest {

    private static final String PUT_WEB = """
            {"key": "k1", "message": "why", "client": "crm", "edits": [{"edit": "put-resource",
             "resource": {"primitive": "web", "agent": "ocf:quorate:Dummy"}}]}""";

    private final FakeControl control = new FakeControl();
    private final Routes routes = Routes.of(control, InstantSource.system());

    @Test
    void commitsAnEditOnceAndKeepsWhoAndWhy() {
        var first = post("/v1/edit", PUT_WEB);
        var again = post("/v1/edit", PUT_WEB);

        assertThat(first.status()).isEqualTo(200);
        assertThat(json(first).whole("version")).isEqualTo(1);
        assertThat(json(again).flag("duplicate", false)).isTrue();
        var change = json(get("/v1/cib")).field("history").items().getFirst();
        assertThat(change.text("user")).isEqualTo("ann");
        assertThat(change.text("node")).isEqualTo("n1");
        assertThat(change.text("message")).isEqualTo("why");
        assertThat(control.state().cib().version()).isEqualTo(1);
    }

    @Test
    void aVoterThatIsAddedIsAwaitedAndShownInTheStatus() {
        var reply = post("/v1/cluster/voters", """
                {"key": "v1", "how": "add", "node": "n4", "kind": "arbiter", "log": "10.0.0.4:7480",
                 "heartbeats": ["10.0.0.4:7481"]}""");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(json(reply).field("awaited").items().getFirst().whole("number")).isEqualTo(1);
        var quorum = json(get("/v1/status")).field("quorum");
        assertThat(quorum.field("awaited").items().getFirst().text("kind")).isEqualTo("arbiter");
        assertThat(quorum.flag("settling", false)).isFalse();
    }

    @Test
    void aVoterThatStillRunsIsNotRemoved() {
        var reply = post("/v1/cluster/voters", """
                {"how": "remove", "node": "n2"}""");

        assertThat(reply.status()).isEqualTo(409);
        assertThat(reply.body().toString()).contains("is a member");
    }

    @Test
    void aChangeOfVotersThatIsNoneIsNamed() {
        assertThat(post("/v1/cluster/voters", """
                {"how": "ad", "node": "n2"}""").status()).isEqualTo(400);
        assertThat(post("/v1/cluster/voters", """
                {"how": "remove", "node": "n 2"}""").status()).isEqualTo(400);
    }

    @Test
    void refusesAnInvalidEditWholeWithEveryProblem() {
        var reply = post("/v1/edit", """
                {"edits": [{"edit": "put-resource",
                            "resource": {"primitive": "a", "agent": "ocf:quorate:Dumy"}},
                           {"edit": "put-resource",
                            "resource": {"primitive": "b", "agent": "ocf:quorate:Dummy",
                            "params": [{"values": {"x": "1"}}]}},
                           {"edit": "set-values", "section": "properties",
                            "values": {"values": {"batch-limit": "x"}}},
                           {"edit": "put-constraint", "constraint": {"constraint": "k", "ticket": "T",
                            "resource": {"resource": "b"}}},
                           {"edit": "put-resource", "resource": {"group": "g", "members": ["aa"]}}]}""");

        assertThat(reply.status()).isEqualTo(422);
        assertThat(problems(reply)).containsExactly(
                "group g: there is no resource 'aa'; did you mean 'a'?",
                "property batch-limit: 'x' is not a number from -1 to 10000",
                "rsc_ticket k: a running cluster knows no tickets; it can be simulated only, with: crm "
                        + "simulate",
                "primitive a: there is no agent ocf:quorate:Dumy; did you mean 'ocf:quorate:Dummy'?",
                "primitive b params x: agent ocf:quorate:Dummy has no parameter 'x'");
        assertThat(control.state().cib().version()).isZero();
    }

    @Test
    void refusesAnEditOfAnOlderVersion() {
        post("/v1/edit", PUT_WEB);

        var late = post("/v1/edit", PUT_WEB.replace("\"k1\"", "\"k2\", \"baseVersion\": 0"));

        assertThat(late.status()).isEqualTo(409);
    }

    @Test
    void tellsHowWellTheDaemonKeepsTime() {
        var metrics = json(get("/v1/metrics"));

        assertThat(metrics.text("heartbeatPriority")).isEqualTo("real-time");
        assertThat(metrics.text("loopPriority")).isEqualTo("favoured");
        assertThat(metrics.text("heartbeatLate")).isEqualTo("3ms");
        assertThat(metrics.text("loopLate")).isEqualTo("5ms");
        assertThat(metrics.text("leaseLeft")).isEqualTo("190ms");
        assertThat(metrics.text("guardLeft")).isEqualTo("370ms");
        assertThat(metrics.text("raftElection")).isEqualTo("2000ms");
        assertThat(metrics.text("raftElectionAtMost")).isEqualTo("3000ms");
        assertThat(metrics.list("gaps", gap -> gap.text("node") + " " + gap.text("gap")))
                .containsExactly("n2 140ms");
        assertThat(metrics.whole("leasesEnded")).isEqualTo(1);
        assertThat(metrics.whole("leaderChanges")).isEqualTo(2);
    }

    @Test
    void statusSaysWhatToDoWhereThereIsNoRealTimePriority() {
        assertThat(json(get("/v1/status")).list("notes", note -> note.text())).isEmpty();

        control.urgency = Urgency.NONE;

        assertThat(json(get("/v1/status")).list("notes", note -> note.text()))
                .containsExactly(
                        "this node's heartbeats have no real-time priority: with failure-detection=500ms it "
                                + "may be taken for dead when it is busy; run quorated as root or with "
                                + "LimitRTPRIO=2, or set failure-detection=2s or more");
    }

    @Test
    void saysWhenTheClusterDoesNotAgree() {
        control.disagree();

        assertThat(post("/v1/edit", PUT_WEB).status()).isEqualTo(503);
    }

    @Test
    void verifiesWithoutCommitting() {
        var good = post("/v1/verify", PUT_WEB.replaceFirst("\"key\".*\"crm\", ", ""));
        var bad = post("/v1/verify", "{\"configuration\": {\"resources\": [{\"group\": \"g\"}]}}");

        assertThat(json(good).field("problems").items()).isEmpty();
        assertThat(problems(bad)).containsExactly("group g: a group has at least one member");
        assertThat(bad.status()).isEqualTo(200);
        assertThat(control.state().cib().version()).isZero();
    }

    @Test
    void followsAMoveToItsEnd() throws Exception {
        post("/v1/edit", PUT_WEB);
        control.runs("web", FakeControl.N1, new Activity.Active(Role.STARTED));
        var move = CompletableFuture.supplyAsync(() -> post("/v1/resource/move",
                "{\"resource\": \"web\", \"to\": \"n2\", \"wait\": \"10s\"}"));
        await().atMost(Duration.ofSeconds(5))
                .until(() -> !control.state().resource(new ResourceId("web")).requests().isEmpty());

        control.runs("web", FakeControl.N1, new Activity.Inactive());
        control.runs("web", FakeControl.N2, new Activity.Active(Role.STARTED));
        control.endRequests("web");

        var reply = json(move.get());
        assertThat(reply.text("ended")).isEqualTo("moved");
        assertThat(reply.field("says").items().getFirst().text()).isEqualTo("web runs on n2");
    }

    @Test
    void saysWhyAMoveFailed() throws Exception {
        post("/v1/edit", PUT_WEB);
        var move = CompletableFuture.supplyAsync(() -> post("/v1/resource/move",
                "{\"resource\": \"web\", \"to\": \"n2\", \"wait\": \"10s\"}"));
        await().atMost(Duration.ofSeconds(5))
                .until(() -> !control.state().resource(new ResourceId("web")).requests().isEmpty());

        control.runs("web", FakeControl.N2, new Activity.Failing(Role.STARTED, "start_0"));
        control.endRequests("web");

        var reply = json(move.get());
        assertThat(reply.text("ended")).isEqualTo("failed");
        assertThat(reply.field("says").items().getFirst().text()).isEqualTo("web: start_0 failed on n2");
    }

    @Test
    void refusesAMoveThatTheSchedulerWouldNotMake() {
        post("/v1/edit", PUT_WEB);
        control.obstacles = List.of("not on n2: start of web failed there -> crm resource cleanup web");

        var reply = post("/v1/resource/move", "{\"resource\": \"web\", \"to\": \"n2\"}");

        assertThat(reply.status()).isEqualTo(409);
        assertThat(problems(reply)).containsExactly("resource web: it would not move to n2: "
                + "not on n2: start of web failed there -> crm resource cleanup web");
        assertThat(control.state().resource(new ResourceId("web")).requests()).isEmpty();
    }

    @Test
    void doesNotStopANodeWithSomethingUnmanagedOnIt() {
        post("/v1/edit", PUT_WEB);
        control.runs("web", FakeControl.N1, new Activity.Active(Role.STARTED));
        post("/v1/edit",
                """
                {"edits": [{"edit": "set-meta", "resource": "web", "name": "maintenance",
                "value": "true"}]}""");

        var reply = post("/v1/cluster/stop", "{}");

        assertThat(reply.status()).isEqualTo(409);
        assertThat(problems(reply).getFirst()).startsWith("node n1: web runs here and is unmanaged");
    }

    @Test
    void doesNotMoveWhatIsThereAlready() {
        post("/v1/edit", PUT_WEB);
        control.runs("web", FakeControl.N2, new Activity.Active(Role.STARTED));

        var reply = post("/v1/resource/move", "{\"resource\": \"web\", \"to\": \"n2\"}");

        assertThat(json(reply).text("ended")).isEqualTo("unnecessary");
        assertThat(control.state().resource(new ResourceId("web")).requests()).isEmpty();
    }

    @Test
    void movesToTheBestOtherNodeWhenNoneIsNamed() {
        post("/v1/edit", PUT_WEB);
        control.runs("web", FakeControl.N1, new Activity.Active(Role.STARTED));
        decide(new Score(100), new Score(5));
        assertThat(json(post("/v1/resource/move", "{\"resource\": \"web\"}")).text("to")).isEqualTo("n2");

        decide(new Score(100), Score.MINUS_INFINITY);
        assertThat(problems(post("/v1/resource/move", "{\"resource\": \"web\"}")))
                .containsExactly("resource web: there is no other node that may run it");
    }

    @Test
    void namesTheNearestResourceAndNode() {
        post("/v1/edit", PUT_WEB);

        assertThat(problems(post("/v1/resource/restart", "{\"resource\": \"wbe\"}")))
                .containsExactly("resource wbe: there is no resource 'wbe'; did you mean 'web'?");
        assertThat(problems(post("/v1/resource/move", "{\"resource\": \"web\", \"to\": \"n3\"}")))
                .containsExactly("node n3: there is no node 'n3'; did you mean 'n1'?");
        assertThat(problems(get("/v1/agents/ocf:quorate:Dumy")).getFirst()).contains("ocf:quorate:Dummy");
    }

    @Test
    void showsWhatRunsWhatFailedAndWhatIsUnsafe() {
        post("/v1/edit", PUT_WEB);
        post("/v1/edit", """
                {"edits": [{"edit": "set-values", "section": "properties",
                            "values": {"values": {"stonith-enabled": "false"}}},
                           {"edit": "set-node-attribute", "node": "n2",
                            "name": "standby", "value": "on"}]}""");
        control.runs("web", FakeControl.N1, new Activity.Failing(Role.STARTED, "monitor_10000"));

        var status = json(get("/v1/status"));

        assertThat(status.field("unsafe").items().getFirst().text()).startsWith("fencing-enabled=false");
        assertThat(status.field("nodes").items().get(1).flag("standby", false)).isTrue();
        var web = status.field("resources").items().getFirst();
        var running = web.field("running").items().getFirst();
        assertThat(running.text("node")).isEqualTo("n1");
        assertThat(running.flag("failing", false)).isTrue();
        assertThat(status.field("quorum").flag("quorate", false)).isTrue();
        assertThat(status.flag("settled", false)).isTrue();
    }

    @Test
    void explainsWhere() {
        post("/v1/edit", PUT_WEB);
        decide(new Score(100), new Score(5));

        var why = json(get("/v1/why?resource=web&node=n2"));

        assertThat(why.field("nodes").items()).hasSize(1);
        assertThat(why.field("nodes").items().getFirst().text("score")).isEqualTo("5");
        assertThat(why.field("says").items().getFirst().text())
                .isEqualTo("web runs nowhere; it should run on n1");
    }

    @Test
    void waitsUntilSomethingHolds() throws Exception {
        post("/v1/edit", PUT_WEB);
        var wait = CompletableFuture.supplyAsync(
                () -> get("/v1/wait?until=running:web&until=settled&limit=10s"));
        await().atMost(Duration.ofSeconds(5)).until(() -> control.watchers() > 0);

        control.runs("web", FakeControl.N2, new Activity.Active(Role.STARTED));

        assertThat(json(wait.get()).text("ended")).isEqualTo("holds");
        var never = json(get("/v1/wait?until=stopped:web&limit=10ms"));
        assertThat(never.text("ended")).isEqualTo("waiting");
        assertThat(never.field("says").items().getFirst().text()).isEqualTo("web still runs");
    }

    @Test
    void listsOptionsWithTheirOldNames() {
        var options = json(get("/v1/options")).field("property").items();

        assertThat(options).anySatisfy(option -> {
            assertThat(option.text("name")).isEqualTo("fencing-enabled");
            assertThat(option.field("aliases").items().getFirst().text()).isEqualTo("stonith-enabled");
        });
    }

    @Test
    void setsAttributesForgetsAndLeaves() {
        post("/v1/edit", PUT_WEB);

        assertThat(post("/v1/node/attributes", "{\"node\": \"n1\", \"values\": {\"ping\": \"5\"}}").status())
                .isEqualTo(200);
        assertThat(control.state().nodes()).hasEntrySatisfying(FakeControl.N1,
                node -> assertThat(node.attributes()).containsEntry("ping", "5"));
        var forget = post("/v1/resource/forget", "{\"what\": \"refresh\", \"wait\": \"5s\"}");
        assertThat(json(forget).text("ended")).isEqualTo("settled");
        assertThat(post("/v1/resource/forget", "{\"what\": \"all\"}").status()).isEqualTo(400);
        assertThat(post("/v1/node/confirm-dead", "{\"node\": \"n1\"}").status()).isEqualTo(409);
        var stop = post("/v1/cluster/stop", "{\"message\": \"update\"}");
        assertThat(json(stop).field("says").items().getFirst().text()).isEqualTo("update (ann)");
    }

    private void decide(Score n1, Score n2) {
        var nodes = new TreeMap<NodeName, NodeScore>();
        nodes.put(FakeControl.N1, new NodeScore(n1, List.of()));
        nodes.put(FakeControl.N2, new NodeScore(n2, List.of()));
        var judged = new TreeMap<ResourceId, Judgement>();
        var wanted = List.of(new Decision.Place(FakeControl.N1, Role.STARTED));
        judged.put(new ResourceId("web"), new Judgement(wanted,
                List.of(Reason.of(Reason.Kind.STICKINESS)), nodes, List.of()));
        control.decide(new Decision(Long.MAX_VALUE, 0, judged, List.of()));
    }

    private Reply get(String target) {
        return answer("GET", target, "");
    }

    private Reply post(String path, String body) {
        return answer("POST", path, body);
    }

    private Reply answer(String method, String target, String body) {
        try {
            return routes.answer(new Call(new Caller("ann", Right.EVERYTHING),
                    HttpRequest.of(method, target, body.getBytes(UTF_8), HttpRequest.After.KEEP)));
        } catch (Refusal refusal) {
            return refusal.reply();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static JsonAt json(Reply reply) {
        return JsonAt.root(reply.body());
    }

    private static List<String> problems(Reply reply) {
        return json(reply).field("problems").items().stream()
                .map(problem -> problem.text("path") + ": " + problem.text("message")).toList();
    }
}
