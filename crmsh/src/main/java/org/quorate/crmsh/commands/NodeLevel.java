package org.quorate.crmsh.commands;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.quorate.codec.Json;
import org.quorate.codec.JsonAt;
import org.quorate.crmsh.commands.Command.Arity;
import org.quorate.membership.NodeName;
import org.quorate.model.ConfigurationEdit;
import org.quorate.model.Suggestion;

/** {@code crm node}: what nodes are for, and whether. */
final class NodeLevel implements Level {

    private static final List<String> DOINGS = List.of("show", "set", "delete");

    private final Session session;
    private final List<Command> commands;

    NodeLevel(Session session) {
        this.session = session;
        commands = List.of(
                Command.of("list", "", Arity.NONE, _ -> list()),
                Command.of("show", "[<node>]", Arity.of(0, 1), this::show),
                Command.of("standby", "[<node> ...] [reboot|forever]", Arity.ANY, this::standby),
                Command.of("online", "[<node> ...]", Arity.ANY, this::online),
                Command.of("maintenance", "[<node>]", Arity.of(0, 1),
                        arguments -> setFlag(arguments, "maintenance", true)),
                Command.of("ready", "[<node>]", Arity.of(0, 1),
                        arguments -> setFlag(arguments, "maintenance", false)),
                Command.of("confirm-dead", "<node>", Arity.of(1, 1), this::confirmDead),
                Command.of("attribute", "<node> show|set|delete [<name> [<value>]]", Arity.of(2, 4),
                        this::attribute),
                Command.of("status-attr", "<node> show|set|delete [<name> [<value>]]", Arity.of(2, 4),
                        this::statusAttribute));
    }

    @Override
    public String name() {
        return "node";
    }

    @Override
    public List<Command> commands() {
        return commands;
    }

    private void list() {
        for (var node : session.get("/v1/status").list("nodes", item -> item)) {
            session.say(node.text("node") + ": " + state(node));
        }
    }

    private static String state(JsonAt node) {
        var words = new ArrayList<String>();
        var presence = node.text("presence");
        words.add(presence.equals("member") ? "online" : presence);
        if (node.flag("standby", false)) {
            words.add("standby");
        }
        if (node.flag("maintenance", false)) {
            words.add("maintenance");
        }
        if (node.text("kind", "node").equals("arbiter")) {
            words.add("arbiter");
        }
        return String.join(", ", words);
    }

    private void show(Arguments arguments) {
        var status = session.get("/v1/status");
        var nodes = status.list("nodes", item -> item);
        if (arguments.size() > 0) {
            knownNode(status, arguments.text(0));
        }
        for (var node : nodes) {
            if (arguments.maybe(0).filter(name -> !name.equals(node.text("node"))).isPresent()) {
                continue;
            }
            session.say(node.text("node") + ": " + state(node));
            node.maybe("since").ifPresent(since -> session.say("\tsince " + since.text() + ", incarnation "
                    + node.whole("incarnation", 0)));
            node.maybe("isolation").ifPresent(kind -> session.say("\tisolation: " + kind.text()));
            node.texts("attributes").forEach((name, value) -> session.say("\t" + name + "=" + value));
            node.texts("transient").forEach((name, value) -> session.say("\t" + name + "=" + value
                    + " (until it leaves)"));
        }
    }

    /** The nodes that were named, else the one of this daemon; with the lifetime word taken off. */
    private List<String> nodes(List<String> words) {
        var status = session.get("/v1/status");
        if (words.isEmpty()) {
            return List.of(status.text("node"));
        }
        if (words.equals(List.of("--all"))) {
            return status.list("nodes", node -> node.text("node"));
        }
        words.forEach(word -> knownNode(status, word));
        return words;
    }

    private static void knownNode(JsonAt status, String name) {
        var known = status.list("nodes", node -> node.text("node"));
        if (!known.contains(name)) {
            throw Refusal.because("there is no node '" + name + "'" + Suggestion.hint(name, known));
        }
    }

    private void standby(Arguments arguments) {
        var words = new ArrayList<>(arguments.texts());
        boolean isUntilReboot = words.remove("reboot");
        words.remove("forever");
        var nodes = nodes(words);
        if (isUntilReboot) {
            nodes.forEach(node -> setTransient(node, "standby", "on"));
        } else {
            session.edit(
                    nodes.stream().map(node -> (ConfigurationEdit) new ConfigurationEdit.SetNodeAttribute(
                            new NodeName(node), "standby", "on")).toList());
        }
        session.waitIfAsked();
    }

    private void online(Arguments arguments) {
        var nodes = nodes(arguments.texts());
        var status = session.get("/v1/status");
        session.edit(nodes.stream().map(node -> (ConfigurationEdit) new ConfigurationEdit.UnsetNodeAttribute(
                new NodeName(node), "standby")).toList());
        for (var node : status.list("nodes", item -> item)) {
            if (nodes.contains(node.text("node")) && node.texts("transient").containsKey("standby")) {
                setTransient(node.text("node"), "standby", "");
            }
        }
        session.waitIfAsked();
    }

    private void setFlag(Arguments arguments, String name, boolean isSet) {
        var node = new NodeName(nodes(arguments.texts()).getFirst());
        session.edit(List.of(isSet
                ? new ConfigurationEdit.SetNodeAttribute(node, name, "true")
                : new ConfigurationEdit.UnsetNodeAttribute(node, name)));
        session.waitIfAsked();
    }

    private void setTransient(String node, String name, String value) {
        session.post("/v1/node/attributes", Json.object().put("node", node)
                .put("values", Json.texts(Map.of(name, value))));
    }

    private void confirmDead(Arguments arguments) {
        var node = arguments.text(0);
        var status = session.get("/v1/status");
        knownNode(status, node);
        if (!session.confirms("Is " + node + " switched off for certain? If it still runs, your data will be"
                + " damaged.")) {
            throw Refusal.because("nothing done");
        }
        var request = Json.object().put("node", node);
        status.list("nodes", each -> each).stream().filter(each -> each.text("node").equals(node))
                .flatMap(each -> each.maybe("incarnation").stream())
                .forEach(life -> request.put("incarnation", life.whole()));
        session.post("/v1/node/confirm-dead", request);
        session.say(node + " is taken for dead; its resources are recovered now");
        session.waitIfAsked();
    }

    private void attribute(Arguments arguments) {
        var node = new NodeName(nodes(List.of(arguments.text(0))).getFirst());
        switch (doing(arguments)) {
            case "show" -> showAttributes(arguments, "attributes");
            case "set" -> session.edit(List.of(new ConfigurationEdit.SetNodeAttribute(node,
                    needed(arguments, 2, "name"), needed(arguments, 3, "value"))));
            default -> session.edit(List.of(new ConfigurationEdit.UnsetNodeAttribute(node,
                    needed(arguments, 2, "name"))));
        }
    }

    private void statusAttribute(Arguments arguments) {
        var node = nodes(List.of(arguments.text(0))).getFirst();
        switch (doing(arguments)) {
            case "show" -> showAttributes(arguments, "transient");
            case "set" -> setTransient(node, needed(arguments, 2, "name"), needed(arguments, 3, "value"));
            default -> setTransient(node, needed(arguments, 2, "name"), "");
        }
    }

    private static String doing(Arguments arguments) {
        var word = arguments.text(1);
        if (!DOINGS.contains(word)) {
            throw Refusal.usage(arguments.command() + ": expected show, set or delete, got '" + word + "'"
                    + Suggestion.hint(word, DOINGS));
        }
        return word;
    }

    private static String needed(Arguments arguments, int index, String what) {
        return arguments.maybe(index).orElseThrow(() -> Refusal.usage(arguments.command() + ": the " + what
                + " of the attribute is missing"));
    }

    private void showAttributes(Arguments arguments, String field) {
        for (var node : session.get("/v1/status").list("nodes", item -> item)) {
            if (!node.text("node").equals(arguments.text(0))) {
                continue;
            }
            var values = node.texts(field);
            if (arguments.size() < 3) {
                values.forEach((name, value) -> session.say(name + "=" + value));
                return;
            }
            var name = arguments.text(2);
            if (!values.containsKey(name)) {
                throw Refusal.because(arguments.text(0) + " has no attribute '" + name + "'"
                        + Suggestion.hint(name, values.keySet()));
            }
            session.say(values.getOrDefault(name, ""));
        }
    }
}
