package org.quorate.codec;

import static org.quorate.codec.Json.list;
import static org.quorate.codec.Json.object;
import static org.quorate.codec.Json.texts;

import java.util.TreeMap;
import org.quorate.model.EnumWords;
import org.quorate.model.Role;
import org.quorate.state.Action;
import org.quorate.state.ActionId;
import org.quorate.state.Progress;
import org.quorate.state.Progress.Ending;
import org.quorate.state.Reason;
import org.quorate.state.Transition;
import org.quorate.state.Work;

/** Transitions, how far they are, and reasons. */
final class TransitionJson {

    private TransitionJson() {}

    static Json.Obj json(Progress progress) {
        var endings = object();
        progress.endings().forEach((id, ending) -> endings.put(id.toString(), EnumWords.word(ending)));
        return object().put("transition", json(progress.transition()))
                .putUnlessEmpty("endings", endings.done())
                .done();
    }

    static Json.Obj json(Transition transition) {
        return object().put("id", transition.id()).put("basedOn", transition.basedOn())
                .put("computedAt", transition.computedAt().toString())
                .putUnlessEmpty("actions", list(transition.actions(), TransitionJson::json)).done();
    }

    private static Json json(Action action) {
        return object().put("id", action.id().toString()).put("work", json(action.work()))
                .putUnlessEmpty("after", texts(action.after())).put("reason", json(action.reason())).done();
    }

    private static Json json(Work work) {
        return switch (work) {
            case Work.Run run -> object().put("do", EnumWords.word(run.task()))
                    .put("resource", run.resource().value()).put("node", run.node().value())
                    .put("incarnation", run.incarnation().value())
                    .put("interval", Values.nanos(run.interval()))
                    .put("role", EnumWords.word(run.role())).put("timeout", Values.nanos(run.timeout()))
                    .done();
            case Work.Cancel(var node, var incarnation, var resource, var key) ->
                object().put("do", "cancel").put("resource", resource.value()).put("node", node.value())
                        .put("incarnation", incarnation.value()).put("key", key).done();
            case Work.Fence fence -> json(fence);
        };
    }

    static Json.Obj json(Reason reason) {
        return object().put("why", EnumWords.word(reason.kind()))
                .putUnlessEmpty("facts", texts(reason.facts()))
                .done();
    }

    static Progress progress(JsonAt in) {
        var endings = new TreeMap<ActionId, Ending>();
        in.maybe("endings").ifPresent(found -> found.names().forEach(
                id -> endings.put(Values.actionId(found, id), found.field(id).word(Ending.class))));
        return new Progress(transition(in.field("transition")), endings);
    }

    static Transition transition(JsonAt in) {
        return new Transition(in.whole("id"), in.whole("basedOn"), in.field("computedAt").instant(),
                in.list("actions", TransitionJson::action));
    }

    private static Action action(JsonAt in) {
        return new Action(Values.actionId(in.field("id")), work(in.field("work")),
                in.list("after", Values::actionId), reason(in.field("reason")));
    }

    /** A reboot, as it always was, says no more than it always did. */
    private static Json.Obj json(Work.Fence fence) {
        var fields = object().put("do", "fence").put("target", fence.target().value())
                .put("incarnation", fence.incarnation().value()).put("by", fence.by().value())
                .put("device", fence.device().value()).put("timeout", Values.nanos(fence.timeout()));
        if (fence.kind() != Work.FenceKind.REBOOT) {
            fields.put("kind", EnumWords.word(fence.kind()));
        }
        return fields.done();
    }

    private static Work work(JsonAt in) {
        return switch (in.text("do")) {
            case "cancel" -> new Work.Cancel(Values.node(in, "node"), Values.incarnation(in, "incarnation"),
                    Values.resource(in, "resource"), in.text("key"));
            case "fence" -> new Work.Fence(Values.node(in, "target"), Values.incarnation(in, "incarnation"),
                    Values.node(in, "by"), Values.resource(in, "device"), Values.nanos(in, "timeout"),
                    in.has("kind")
                            ? in.field("kind").word(Work.FenceKind.class)
                            : Work.FenceKind.REBOOT);
            default -> new Work.Run(Values.node(in, "node"), Values.incarnation(in, "incarnation"),
                    Values.resource(in, "resource"), in.field("do").word(Work.Task.class),
                    Values.nanos(in, "interval"), in.field("role").word(Role.class),
                    Values.nanos(in, "timeout"));
        };
    }

    static Reason reason(JsonAt in) {
        return new Reason(in.field("why").word(Reason.Kind.class), in.texts("facts"));
    }
}
