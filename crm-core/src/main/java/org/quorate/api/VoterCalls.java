package org.quorate.api;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.quorate.codec.CodecException;
import org.quorate.codec.Json;
import org.quorate.codec.JsonAt;
import org.quorate.codec.VotersJson;
import org.quorate.membership.NodeName;
import org.quorate.state.Command;
import org.quorate.state.ConfigurationChange.Origin;
import org.quorate.state.NodeStatus.Kind;
import org.quorate.state.Voter;
import org.quorate.state.VoterChange;

/** The calls about who votes. */
final class VoterCalls {

    /** For this node to apply what the DC has. */
    private static final Duration APPLY_LIMIT = Duration.ofSeconds(2);

    private final ClusterControl control;
    private final InstantSource clock;
    private final Submitting submitting;
    private final Watch watch;

    VoterCalls(ClusterControl control, InstantSource clock, Waiting waiting) {
        this.control = control;
        this.clock = clock;
        submitting = waiting.submitting();
        watch = waiting.watch();
    }

    /**
     * Changes who votes by one. It is in the log when this returns; that a voter that comes has come, or that
     * the change has settled, is told by the status.
     */
    Reply change(Call call) throws InterruptedException {
        var body = call.body("v", "key", "client", "how", "node", "kind", "log", "heartbeats", "baseVersion");
        var name = body.field("node").as(NodeName::new);
        var origin = new Origin(call.caller().user(), control.view().node().value(), body.text("client", ""));
        var effect = submitting.submit(new Command.ChangeVoters(Call.key(body), clock.instant(), origin,
                body.whole("baseVersion", -1), control.votersAtSetUp(), change(body, name)));
        if (effect instanceof Submitting.Effect.At(var index)) {
            watch.until(() -> control.state().position().index() >= index, APPLY_LIMIT);
        }
        return Reply.ok(Submitting.fields(effect)
                .putUnlessEmpty("awaited", Json.list(awaited(name), VotersJson::json)));
    }

    private static VoterChange change(JsonAt body, NodeName name) {
        var heartbeats = body.list("heartbeats", JsonAt::text);
        return switch (body.text("how")) {
            case "add" ->
                new VoterChange.Add(name,
                        body.maybe("kind").map(kind -> kind.word(Kind.class)).orElse(Kind.NODE),
                        body.text("log"), heartbeats);
            case "remove" -> new VoterChange.Remove(name);
            case "replace" -> new VoterChange.Replace(name, body.text("log", ""), heartbeats);
            default -> throw new CodecException("is add, remove or replace", "how");
        };
    }

    private List<Voter> awaited(NodeName name) {
        return control.state().voters().awaited().stream().filter(voter -> voter.name().equals(name))
                .toList();
    }
}
