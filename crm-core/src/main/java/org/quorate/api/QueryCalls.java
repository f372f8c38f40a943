package org.quorate.api;

import static org.quorate.codec.Json.list;
import static org.quorate.codec.Json.object;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.quorate.agent.AgentCatalog.Lookup;
import org.quorate.model.AgentName;
import org.quorate.codec.AgentMetadataJson;
import org.quorate.codec.CodecException;
import org.quorate.codec.ConfigurationJson;
import org.quorate.codec.Json;
import org.quorate.membership.NodeName;
import org.quorate.model.ResourceId;
import org.quorate.model.Suggestion;
import org.quorate.state.ConfigurationChange;

/** The calls that change nothing. */
final class QueryCalls {

    private static final Duration STATUS_LIMIT = Duration.ofSeconds(30);
    private static final Duration WAIT_LIMIT = Duration.ofSeconds(60);

    private final ClusterControl control;
    private final InstantSource clock;
    private final Watch watch;

    QueryCalls(ClusterControl control, InstantSource clock, Watch watch) {
        this.control = control;
        this.clock = clock;
        this.watch = watch;
    }

    Reply status(Call call) throws InterruptedException {
        call.onlyQuery("since", "limit");
        var since = call.query("since");
        if (since.isPresent()) {
            if (!since.get().matches("\\d{1,18}")) {
                throw new CodecException("should be the revision of a status", "since");
            }
            watch.change(Long.parseLong(since.get()), call.limit(STATUS_LIMIT));
        }
        return Reply.ok(StatusJson.of(control, clock.instant()));
    }

    Reply metrics(Call call) {
        call.onlyQuery();
        return Reply.ok(PunctualityJson.of(control.punctuality()));
    }

    Reply cib(Call call) {
        call.onlyQuery();
        var cib = control.state().cib();
        return Reply.ok(Reply.fields().put("version", cib.version())
                .put("configuration", ConfigurationJson.json(cib.current()))
                .put("history", list(cib.history().reversed(), QueryCalls::change)));
    }

    private static Json change(ConfigurationChange change) {
        return object().put("version", change.version()).put("at", change.at().toString())
                .put("user", change.origin().user()).put("node", change.origin().node())
                .put("client", change.origin().client()).put("message", change.message())
                .put("edits", change.edits().size()).done();
    }

    Reply why(Call call) {
        call.onlyQuery("resource", "node");
        var sight = Sight.of(control);
        var asked = call.query("resource")
                .orElseThrow(
                        () -> new CodecException("the query names no resource: ?resource=ID", "resource"));
        var id = sight.known(asked);
        var node = call.query("node").map(sight::knownNode);
        var judged = sight.decision().resources().getOrDefault(id, Decision.Judgement.NONE);
        var running = new ArrayList<Sight.Running>();
        sight.primitives(id).forEach(primitive -> running.addAll(sight.running(primitive)));
        var scores = new ArrayList<Json>();
        judged.nodes().forEach((name, score) -> {
            if (node.isEmpty() || node.get().equals(name)) {
                scores.add(object().put("node", name.value()).put("score", score.total().toString())
                        .put("parts",
                                list(score.parts(), part -> object().put("score", part.score().toString())
                                        .put("why", control.words(part.reason())).done()))
                        .done());
            }
        });
        return Reply.ok(Reply.fields().put("resource", id.value())
                .put("index", sight.state().position().index())
                .put("running", list(running, Sight::runningJson))
                .put("wanted", list(judged.wanted(), place -> object().put("node", place.node().value())
                        .put("role", place.role().word()).done()))
                .put("why", list(judged.why(), reason -> Json.text(control.words(reason))))
                .put("blocked", list(judged.blocked(), reason -> Json.text(control.words(reason))))
                .put("nodes", new Json.Arr(scores))
                .put("says", Json.texts(says(sight, id, running, judged, node.map(List::of)
                        .orElse(List.of())))));
    }

    private List<String> says(Sight sight, ResourceId id, List<Sight.Running> running,
            Decision.Judgement judged, List<NodeName> nodes) {
        var says = new ArrayList<String>();
        var places = running.stream().map(place -> place.node().value()).distinct().toList();
        var wanted = judged.wanted().stream().map(place -> place.node().value()).distinct().toList();
        var is = places.isEmpty() ? id + " runs nowhere" : id + " runs on " + String.join(", ", places);
        if (places.equals(wanted)) {
            says.add(is + ", as it should");
        } else {
            says.add(is + "; it should run "
                    + (wanted.isEmpty() ? "nowhere" : "on " + String.join(", ", wanted)));
        }
        says.addAll(control.explain(id, nodes));
        for (var action : sight.open()) {
            if (ActionWords.line(action.work()).contains(" " + id + " ")) {
                says.add("under way: " + ActionWords.line(action.work()) + ", "
                        + control.words(action.reason()));
            }
        }
        return says;
    }

    Reply agents(Call call) {
        call.onlyQuery();
        return Reply.ok(Reply.fields().put("agents", Json.texts(control.agents().agents())));
    }

    Reply agent(Call call) {
        var name = call.request().path().substring("/v1/agents/".length());
        var parsed = AgentName.parse(name);
        if (parsed.isEmpty()) {
            var all = control.agents().agents().stream().map(AgentName::toString).toList();
            throw new Refusal(Reply.NOT_FOUND, "agent " + name, "is not the name of an agent such as"
                    + " ocf:heartbeat:IPaddr2" + Suggestion.hint(name, all));
        }
        return switch (control.agents().metadata(parsed.get())) {
            case Lookup.Found(var metadata) ->
                Reply.ok(Reply.fields().putAll(AgentMetadataJson.json(metadata)));
            case Lookup.Unknown(var why) -> Reply.problem(Reply.NOT_FOUND, "agent " + name, why);
            case Lookup.Unreadable(var why) -> Reply.problem(Reply.CONFLICT, "agent " + name, why);
        };
    }

    Reply await(Call call) throws InterruptedException {
        call.onlyQuery("until", "limit");
        var conditions = call.queries("until").stream().map(text -> Condition.of(text, Sight.of(control)))
                .toList();
        if (conditions.isEmpty()) {
            throw new CodecException("the query names nothing to wait for: ?until=settled", "until");
        }
        boolean holds = watch.until(() -> {
            var sight = Sight.of(control);
            return conditions.stream().allMatch(condition -> condition.holds(sight));
        }, call.limit(WAIT_LIMIT));
        var sight = Sight.of(control);
        var says = new ArrayList<String>();
        conditions.stream().filter(condition -> !condition.holds(sight))
                .forEach(open -> says.add(open.missing()));
        sight.open().forEach(action -> says.add(ActionWords.line(action.work()) + " has not ended"));
        return Reply.ok(Reply.fields().put("ended", holds ? "holds" : "waiting")
                .put("revision", sight.view().revision()).put("says", Json.texts(holds ? List.of() : says)));
    }

    Reply log(Call call) {
        call.onlyQuery();
        return Reply.ok(Reply.fields().put("logFile", control.view().logFile().toString()));
    }
}
