package org.quorate.api;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.quorate.api.ClusterControl.Departure;
import org.quorate.codec.Json;
import org.quorate.membership.Incarnation;
import org.quorate.model.ResourceId;
import org.quorate.state.Command;
import org.quorate.state.ConfigurationChange.Origin;

/** The calls about nodes. */
final class NodeCalls {

    private static final Duration STOP_LIMIT = Duration.ofMinutes(2);
    private static final Duration SLACK = Duration.ofSeconds(2);

    private final ClusterControl control;
    private final InstantSource clock;
    private final Submitting submitting;

    NodeCalls(ClusterControl control, InstantSource clock, Submitting submitting) {
        this.control = control;
        this.clock = clock;
        this.submitting = submitting;
    }

    Reply attributes(Call call) throws InterruptedException {
        var body = call.body("v", "key", "node", "values", "client");
        var node = Sight.of(control).knownNode(body.text("node"));
        body.field("values");
        return submitting.committed(new Command.SetAttributes(Call.key(body), node, body.texts("values"),
                clock.instant()));
    }

    Reply confirmDead(Call call) throws InterruptedException {
        var body = call.body("v", "key", "node", "incarnation", "client");
        var sight = Sight.of(control);
        var node = sight.knownNode(body.text("node"));
        var life = body.has("incarnation")
                ? new Incarnation(body.amount("incarnation"))
                : sight.incarnation(node);
        var origin = new Origin(call.caller().user(), control.view().node().value(), body.text("client", ""));
        return submitting.committed(
                new Command.ConfirmDead(Call.key(body), node, life, origin, clock.instant()));
    }

    Reply stop(Call call) throws InterruptedException {
        var body = call.body("v", "key", "message", "client", "wait");
        var limit = Call.wait(body, "wait", STOP_LIMIT);
        refuseUnmanaged(Sight.of(control));
        var why = body.text("message", "");
        var said = why.isEmpty()
                ? "asked by " + call.caller().user()
                : why + " (" + call.caller().user() + ")";
        return departed(control.leave(said, limit), limit);
    }

    /** The daemon ends and what it started runs on; the caller starts it again. */
    Reply restart(Call call) throws InterruptedException {
        var body = call.body("v", "key", "client", "wait");
        var limit = Call.wait(body, "wait", STOP_LIMIT);
        return departed(control.restart(limit), limit);
    }

    private static Reply departed(CompletionStage<Departure> stage, Duration limit)
            throws InterruptedException {
        return switch (departure(stage, limit)) {
            case Departure.Left() -> ended("left", List.of());
            case Departure.Leaving(var waitingFor) -> ended("leaving", waitingFor);
            case Departure.Stays(var reason) -> ended("stays", List.of(reason));
        };
    }

    /** What the cluster may not stop would run on after this node has left, watched by nobody. */
    private static void refuseUnmanaged(Sight sight) {
        var unmanaged = sight.state().resources().keySet().stream()
                .filter(id -> sight.state().configuration().resource(id).isPresent() && !sight.isManaged(id))
                .filter(id -> sight.running(id).stream()
                        .anyMatch(running -> running.node().equals(sight.view().node())))
                .map(ResourceId::value).toList();
        if (!unmanaged.isEmpty()) {
            throw new Refusal(Reply.CONFLICT, "node " + sight.view().node(), String.join(", ", unmanaged)
                    + " runs here and is unmanaged or in maintenance, so that it would not be stopped; end"
                    + " the maintenance, stop it by hand, or keep it running while the daemon restarts with"
                    + " crm cluster restart");
        }
    }

    private static Departure departure(CompletionStage<Departure> stage, Duration limit)
            throws InterruptedException {
        try {
            return stage.toCompletableFuture().get(limit.plus(SLACK).toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            return new Departure.Leaving(List.of("the daemon did not say how far it is"));
        }
    }

    private static Reply ended(String how, List<String> says) {
        return Reply.ok(Reply.fields().put("ended", how).put("says", Json.texts(says)));
    }
}
