package org.quorate.codec;

import static org.quorate.codec.Json.list;
import static org.quorate.codec.Json.object;
import static org.quorate.codec.Json.texts;

import java.time.Instant;
import org.quorate.model.EnumWords;
import org.quorate.state.Command;

/**
 * Commands as they stand in the log. Equal commands have equal bytes. Unknown fields at the top level are
 * not read; the log keeps the bytes, so nothing is lost of them. An unknown command is refused: no node may
 * read an entry as something else than its writer meant, and the feature level keeps it from being written
 * too early.
 */
public final class CommandCodec {

    private CommandCodec() {}

    public static byte[] encode(Command command) {
        return json(command).bytes();
    }

    /** Throws {@link CodecException} where the bytes are damaged or name an unknown command. */
    public static Command decode(byte[] bytes) {
        return command(JsonAt.root(Json.read(bytes)));
    }

    private static Json.Obj json(Command command) {
        return switch (command) {
            case Command.Asked asked -> asked(asked);
            case Command.NodeJoined(var node, var incarnation, var life, var traits, var at) ->
                fields("node-joined", at).put("node", node.value()).put("incarnation", incarnation.value())
                        .put("life", life).put("traits", NodeStatusJson.json(traits)).done();
            case Command.NodeLost(var node, var incarnation, var why, var at) -> fields("node-lost", at)
                    .put("node", node.value()).put("incarnation", incarnation.value()).put("why", why).done();
            case Command.NodeRestarting(var node, var incarnation, var window, var at) ->
                fields("node-restarting", at).put("node", node.value())
                        .put("incarnation", incarnation.value()).put("window", Values.nanos(window)).done();
            case Command.NodeLeaving(var node, var incarnation, var at) -> fields("node-leaving", at)
                    .put("node", node.value()).put("incarnation", incarnation.value()).done();
            case Command.NodeLeft(var node, var incarnation, var at) -> fields("node-left", at)
                    .put("node", node.value()).put("incarnation", incarnation.value()).done();
            case Command.AdoptTransition(var transition, var at) -> fields("adopt-transition", at)
                    .put("transition", TransitionJson.json(transition)).done();
            case Command.ActionResult(var action, var node, var incarnation, var result, var at) ->
                fields("action-result", at).put("action", action.toString()).put("node", node.value())
                        .put("incarnation", incarnation.value())
                        .put("result", ResourceStatusJson.json(result))
                        .done();
            case Command.MonitorChanged changed -> fields("monitor-changed", changed.at())
                    .put("node", changed.node().value()).put("incarnation", changed.incarnation().value())
                    .put("resource", changed.resource().value()).put("operation", changed.operation())
                    .put("sequence", changed.sequence())
                    .put("result", ResourceStatusJson.json(changed.result())).done();
            case Command.VoterAdmitted(var base, var voter, var number, var at) ->
                fields("voter-admitted", at).put("baseVersion", base).put("node", voter.value())
                        .put("number", number).done();
            case Command.VotersSettled(var version, var at) ->
                fields("voters-settled", at).put("version", version).done();
        };
    }

    private static Json.Obj asked(Command.Asked command) {
        return switch (command) {
            case Command.EditConfiguration(var key, var at, var origin, var message, var base, var edits) ->
                fields("edit-configuration", at).put("key", key).put("origin", StateCodec.json(origin))
                        .putUnlessEmpty("message", message).put("baseVersion", base)
                        .put("edits", ConfigurationJson.editsJson(edits)).done();
            case Command.SetAttributes(var key, var node, var values, var at) -> fields("set-attributes", at)
                    .put("key", key).put("node", node.value()).put("values", texts(values)).done();
            case Command.Forget(var key, var what, var resources, var nodes, var at) -> fields("forget", at)
                    .put("key", key).put("what", EnumWords.word(what))
                    .putUnlessEmpty("resources", texts(resources)).putUnlessEmpty("nodes", texts(nodes))
                    .done();
            case Command.MoveResource(var key, var resource, var to, var until, var at) ->
                fields("move-resource", at).put("key", key).put("resource", resource.value())
                        .put("to", to.value()).put("until", until.toString()).done();
            case Command.RestartResource(var key, var resource, var at) -> fields("restart-resource", at)
                    .put("key", key).put("resource", resource.value()).done();
            case Command.ClearRequests(var key, var resource, var at) -> fields("clear-requests", at)
                    .put("key", key).put("resource", resource.value()).done();
            case Command.ConfirmDead(var key, var node, var life, var origin, var at) ->
                fields("confirm-dead", at).put("key", key).put("node", node.value())
                        .put("incarnation", life.value()).put("origin", StateCodec.json(origin)).done();
            case Command.ChangeVoters(var key, var at, var origin, var base, var atSetUp, var change) ->
                fields("change-voters", at).put("key", key).put("origin", StateCodec.json(origin))
                        .put("baseVersion", base).put("atSetUp", list(atSetUp, VotersJson::json))
                        .put("change", VotersJson.json(change)).done();
        };
    }

    private static Json.Fields fields(String kind, Instant at) {
        return object().put("do", kind).put("at", at.toString());
    }

    private static Command command(JsonAt in) {
        var at = in.field("at").instant();
        return switch (in.text("do")) {
            case "node-joined" -> new Command.NodeJoined(Values.node(in, "node"),
                    Values.incarnation(in, "incarnation"), in.text("life"),
                    NodeStatusJson.traits(in.field("traits")), at);
            case "node-lost" -> new Command.NodeLost(Values.node(in, "node"),
                    Values.incarnation(in, "incarnation"), in.text("why"), at);
            case "node-restarting" -> new Command.NodeRestarting(Values.node(in, "node"),
                    Values.incarnation(in, "incarnation"), Values.nanos(in, "window"), at);
            case "node-leaving" ->
                new Command.NodeLeaving(Values.node(in, "node"), Values.incarnation(in, "incarnation"), at);
            case "node-left" ->
                new Command.NodeLeft(Values.node(in, "node"), Values.incarnation(in, "incarnation"), at);
            case "adopt-transition" ->
                new Command.AdoptTransition(TransitionJson.transition(in.field("transition")), at);
            case "action-result" -> new Command.ActionResult(Values.actionId(in.field("action")),
                    Values.node(in, "node"), Values.incarnation(in, "incarnation"),
                    ResourceStatusJson.opRecord(in.field("result")), at);
            case "monitor-changed" -> new Command.MonitorChanged(Values.node(in, "node"),
                    Values.incarnation(in, "incarnation"), Values.resource(in, "resource"),
                    in.text("operation"),
                    in.whole("sequence"), ResourceStatusJson.opRecord(in.field("result")), at);
            case "voter-admitted" -> new Command.VoterAdmitted(in.whole("baseVersion"),
                    Values.node(in, "node"), in.count("number"), at);
            case "voters-settled" -> new Command.VotersSettled(in.whole("version"), at);
            default -> asked(in, at);
        };
    }

    private static Command asked(JsonAt in, Instant at) {
        var kind = in.text("do");
        return switch (kind) {
            case "edit-configuration" -> new Command.EditConfiguration(in.text("key"), at,
                    StateCodec.origin(in.field("origin")), in.text("message", ""), in.whole("baseVersion"),
                    ConfigurationJson.edits(in.field("edits")));
            case "set-attributes" -> new Command.SetAttributes(in.text("key"), Values.node(in, "node"),
                    in.texts("values"), at);
            case "forget" -> new Command.Forget(in.text("key"), in.field("what").word(Command.What.class),
                    in.list("resources", Values::resource), in.list("nodes", Values::node), at);
            case "move-resource" -> new Command.MoveResource(in.text("key"), Values.resource(in, "resource"),
                    Values.node(in, "to"), in.field("until").instant(), at);
            case "restart-resource" ->
                new Command.RestartResource(in.text("key"), Values.resource(in, "resource"), at);
            case "clear-requests" ->
                new Command.ClearRequests(in.text("key"), Values.resource(in, "resource"), at);
            case "confirm-dead" -> new Command.ConfirmDead(in.text("key"), Values.node(in, "node"),
                    in.has("incarnation")
                            ? Values.incarnation(in, "incarnation")
                            : Command.ConfirmDead.WHATEVER,
                    StateCodec.origin(in.field("origin")), at);
            case "change-voters" -> new Command.ChangeVoters(in.text("key"), at,
                    StateCodec.origin(in.field("origin")), in.whole("baseVersion"),
                    in.list("atSetUp", VotersJson::voter), VotersJson.change(in.field("change")));
            default -> throw in.field("do").wrong("this version knows no command '" + kind + "'");
        };
    }
}
