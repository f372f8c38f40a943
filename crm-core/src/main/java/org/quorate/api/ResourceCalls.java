package org.quorate.api;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.quorate.api.Submitting.Effect;
import org.quorate.codec.Json;
import org.quorate.codec.JsonAt;
import org.quorate.membership.NodeName;
import org.quorate.model.Durations;
import org.quorate.model.ResourceId;
import org.quorate.model.Score;
import org.quorate.state.Activity;
import org.quorate.state.Command;
import org.quorate.state.Request;

/** The calls that ask something of a resource once: it has an end, and can be waited for. */
final class ResourceCalls {

    private static final Duration MOVE_LIMIT = Duration.ofMinutes(10);
    private static final Duration NO_WAIT = Duration.ZERO;

    private final ClusterControl control;
    private final InstantSource clock;
    private final Submitting submitting;
    private final Watch watch;

    ResourceCalls(ClusterControl control, InstantSource clock, Waiting waiting) {
        this.control = control;
        this.clock = clock;
        submitting = waiting.submitting();
        watch = waiting.watch();
    }

    Reply move(Call call) throws InterruptedException {
        var body = call.body("v", "key", "resource", "to", "limit", "wait", "client");
        long began = System.nanoTime();
        var before = Sight.of(control);
        var id = before.top(before.known(body.text("resource")));
        var to = body.maybe("to").map(node -> before.knownNode(node.text()))
                .orElseGet(() -> best(before, id));
        var wait = Call.wait(body, "wait", NO_WAIT);
        var at = clock.instant();
        var until = at.plus(Call.wait(body, "limit", MOVE_LIMIT));
        if (!before.state().keys().holds(body.text("key", "")) && isAllActive(before, id, to)) {
            return Reply.ok(endedFields(Reply.fields(), id, "unnecessary",
                    List.of(id + " runs on " + to + " already"), began).put("to", to.value()));
        }
        var asked = new Command.MoveResource(Call.key(body), id, to, until, at);
        var obstacles = control.whyNotThere(asked);
        if (!obstacles.isEmpty()) {
            throw new Refusal(Reply.CONFLICT, "resource " + id,
                    "it would not move to " + to + ": " + String.join("; ", obstacles));
        }
        var effect = submitting.submit(asked);
        if (wait.isZero()) {
            return Reply.ok(endedFields(Submitting.fields(effect), id, "accepted", List.of(), began)
                    .put("to", to.value()));
        }
        boolean isOver = isOver(effect, id, Request.Move.class, wait);
        var after = Sight.of(control);
        var hasMoved = isOver && isAllActive(after, id, to);
        var how = hasMoved ? "moved" : isOver ? "failed" : "waiting";
        var says = hasMoved ? List.of(id + " runs on " + to) : troubles(after, id);
        return Reply.ok(endedFields(Submitting.fields(effect), id, how, says, began).put("to", to.value()));
    }

    private static Json.Fields endedFields(Json.Fields fields, ResourceId id, String how, List<String> says,
            long began) {
        var took = Duration.ofNanos(System.nanoTime() - began);
        return fields.put("resource", id.value()).put("ended", how).put("says", Json.texts(says)).put("took",
                Durations.text(took));
    }

    /** The node with the best score among those where it is not, that may run it. */
    private static NodeName best(Sight sight, ResourceId id) {
        var judged = sight.decision().resources().getOrDefault(id, Decision.Judgement.NONE);
        var best = new ArrayList<NodeName>();
        var score = Score.MINUS_INFINITY;
        for (var entry : judged.nodes().entrySet()) {
            var node = entry.getKey();
            var status = sight.state().nodes().get(node);
            boolean isHere = sight.primitives(id).stream().anyMatch(one -> sight.isActive(one, node));
            boolean may = status != null && status.isMember() && entry.getValue().total().value() >= 0
                    && !sight.nodeIs(node, "standby");
            if (!isHere && may && (best.isEmpty() || entry.getValue().total().compareTo(score) > 0)) {
                best.clear();
                best.add(node);
                score = entry.getValue().total();
            }
        }
        if (best.isEmpty()) {
            throw new Refusal(Reply.CONFLICT, "resource " + id, "there is no other node that may run it");
        }
        return best.getFirst();
    }

    private static boolean isAllActive(Sight sight, ResourceId id, NodeName node) {
        return sight.primitives(id).stream().allMatch(one -> sight.isActive(one, node));
    }

    /** Waits until this node has applied the request and it is in force no more. */
    private boolean isOver(Effect effect, ResourceId id, Class<? extends Request> kind, Duration wait)
            throws InterruptedException {
        long index = switch (effect) {
            case Effect.At(var at) -> at;
            case Effect.Before() -> 0;
        };
        return watch.until(() -> {
            var state = control.state();
            return state.position().index() >= index
                    && state.resource(id).requests().stream().noneMatch(kind::isInstance);
        }, wait);
    }

    /** What is in the way, in words. */
    private List<String> troubles(Sight sight, ResourceId id) {
        var says = new ArrayList<String>();
        for (var primitive : sight.primitives(id)) {
            sight.state().resource(primitive).nodes().forEach((node, known) -> {
                if (known.activity() instanceof Activity.Failing(_, var key)) {
                    says.add(primitive + ": " + key + " failed on " + node
                            + reason(known.operations().get(key)));
                } else if (known.activity() instanceof Activity.StopFailed) {
                    says.add(primitive + " could not be stopped on " + node);
                }
                known.failures().forEach((key, failed) -> says.add(primitive + ": " + key + " failed "
                        + failed.count() + " times on " + node + reason(failed.last())));
            });
        }
        var judged = sight.decision().resources().getOrDefault(id, Decision.Judgement.NONE);
        judged.blocked().forEach(reason -> says.add(control.words(reason)));
        sight.open().forEach(action -> says.add(ActionWords.line(action.work()) + " has not ended"));
        return says;
    }

    private static String reason(org.quorate.state.@org.jspecify.annotations.Nullable OpRecord result) {
        return result == null || result.exitReason().isEmpty() ? "" : " (" + result.exitReason() + ")";
    }

    Reply restart(Call call) throws InterruptedException {
        var body = call.body("v", "key", "resource", "wait", "client");
        long began = System.nanoTime();
        var id = Sight.of(control).known(body.text("resource"));
        var wait = Call.wait(body, "wait", NO_WAIT);
        var effect = submitting.submit(new Command.RestartResource(Call.key(body), id, clock.instant()));
        if (wait.isZero()) {
            return Reply.ok(endedFields(Submitting.fields(effect), id, "accepted", List.of(), began));
        }
        boolean isOver = isOver(effect, id, Request.Restart.class, wait);
        var after = Sight.of(control);
        if (!isOver) {
            return Reply
                    .ok(endedFields(Submitting.fields(effect), id, "waiting", troubles(after, id), began));
        }
        boolean runs = after.primitives(id).stream().allMatch(after::isActiveAnywhere);
        return Reply.ok(endedFields(Submitting.fields(effect), id, runs ? "restarted" : "failed",
                runs ? List.of(id + " was restarted") : troubles(after, id), began));
    }

    Reply clear(Call call) throws InterruptedException {
        var body = call.body("v", "key", "resource", "client");
        var id = Sight.of(control).known(body.text("resource"));
        return submitting.committed(new Command.ClearRequests(Call.key(body), id, clock.instant()));
    }

    Reply forget(Call call) throws InterruptedException {
        var body = call.body("v", "key", "what", "resources", "nodes", "wait", "client");
        var sight = Sight.of(control);
        var named = body.list("resources", JsonAt::text).stream().map(sight::known).toList();
        var nodes = body.list("nodes", JsonAt::text).stream().map(sight::knownNode).toList();
        var resources = named.isEmpty() ? List.copyOf(sight.state().resources().keySet()) : named;
        var what = body.field("what").word(Command.What.class);
        var wait = Call.wait(body, "wait", NO_WAIT);
        var effect = submitting
                .submit(new Command.Forget(Call.key(body), what, resources, nodes, clock.instant()));
        if (wait.isZero()) {
            return Reply.ok(
                    Submitting.fields(effect).put("ended", "accepted").put("says", Json.texts(List.of())));
        }
        long index = effect instanceof Effect.At(var at) ? at : 0;
        boolean settled = watch.until(() -> {
            var now = Sight.of(control);
            return now.state().position().index() >= index && now.isSettled();
        }, wait);
        var says = new ArrayList<String>();
        Sight.of(control).open()
                .forEach(action -> says.add(ActionWords.line(action.work()) + " has not ended"));
        return Reply.ok(Submitting.fields(effect).put("ended", settled ? "settled" : "waiting").put("says",
                Json.texts(settled ? List.of() : says)));
    }
}
