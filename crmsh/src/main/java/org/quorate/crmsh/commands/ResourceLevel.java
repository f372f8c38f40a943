package org.quorate.crmsh.commands;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.quorate.codec.Json;
import org.quorate.codec.JsonAt;
import org.quorate.crmsh.commands.Command.Arity;
import org.quorate.model.Configuration;
import org.quorate.model.ConfigurationEdit;
import org.quorate.model.Durations;
import org.quorate.model.Resource;
import org.quorate.model.ResourceId;
import org.quorate.model.Suggestion;

/** {@code crm resource}: what runs, where, and why. */
final class ResourceLevel implements Level {

    private static final String TARGET_ROLE = "target-role";
    private static final String NODE = "--node";

    private final Session session;
    private final List<Command> commands;

    ResourceLevel(Session session) {
        this.session = session;
        var values = new ResourceValues(session);
        commands = List.of(
                Command.of("status", "[<rsc> ...]", Arity.ANY, this::status).alias("list", "show"),
                Command.of("locate", "[<rsc> ...]", Arity.ANY, this::locate),
                Command.of("start", "<rsc> [<rsc> ...]", Arity.atLeast(1), this::start),
                Command.of("stop", "<rsc> [<rsc> ...]", Arity.atLeast(1), this::stop),
                Command.of("restart", "<rsc> [<rsc> ...]", Arity.atLeast(1), this::restart),
                Command.of("move", "<rsc> [<node>]", Arity.of(1, 2), this::move).alias("migrate"),
                Command.of("clear", "<rsc>", Arity.of(1, 1), this::clear).alias("unmigrate", "unmove",
                        "unban"),
                Command.of("cleanup", "[<rsc>] [<node>]", Arity.of(0, 2),
                        arguments -> forget(arguments, "cleanup")),
                Command.of("refresh", "[<rsc>] [<node>]", Arity.of(0, 2),
                        arguments -> forget(arguments, "refresh")).alias("reprobe"),
                Command.of("why", "<rsc> [[--node] <node>]", Arity.of(1, 3), this::why),
                Command.of("manage", "<rsc> [<rsc> ...]", Arity.atLeast(1),
                        arguments -> setMeta(arguments, "is-managed", "true")),
                Command.of("unmanage", "<rsc> [<rsc> ...]", Arity.atLeast(1),
                        arguments -> setMeta(arguments, "is-managed", "false")),
                Command.of("maintenance", "<rsc> [on|off]", Arity.of(1, 2), this::maintenance),
                Command.of("meta", "<rsc> show|set|delete [<name> [<value>]]", Arity.of(2, 4), values::meta),
                Command.of("param", "<rsc> show|set|delete [<name> [<value>]]", Arity.of(2, 4),
                        values::param));
    }

    @Override
    public String name() {
        return "resource";
    }

    @Override
    public List<Command> commands() {
        return commands;
    }

    // ----- looking

    private void status(Arguments arguments) {
        var resources = session.get("/v1/status").list("resources", item -> item);
        known(resources, arguments.texts());
        for (var resource : resources) {
            var id = resource.text("primitive", resource.text("group", ""));
            if (arguments.size() > 0 && !arguments.has(id) && !arguments.has(resource.text("in", ""))) {
                continue;
            }
            session.say(resource.has("group")
                    ? id + "\tgroup of " + String.join(" ", resource.list("members", JsonAt::text))
                    : id + "\t" + resource.text("agent", "no longer configured") + "\t" + state(resource));
        }
    }

    private static String state(JsonAt resource) {
        var running = resource.list("running", place -> place);
        var words = new ArrayList<String>();
        words.add(running.isEmpty()
                ? "Stopped"
                : running.stream().map(place -> place.text("role") + " " + place.text("node"))
                        .collect(Collectors.joining(", ")));
        resource.maybe("pending").map(JsonAt::text).ifPresent(words::add);
        if (!resource.flag("managed", true)) {
            words.add("unmanaged");
        }
        if (resource.flag("maintenance", false)) {
            words.add("maintenance");
        }
        if (!resource.list("blocked", item -> item).isEmpty()) {
            words.add("blocked");
        }
        return String.join(", ", words);
    }

    private void locate(Arguments arguments) {
        var resources = session.get("/v1/status").list("resources", item -> item);
        known(resources, arguments.texts());
        for (var resource : resources) {
            boolean isMeant = arguments.size() == 0 || arguments.has(resource.text("primitive", ""))
                    || arguments.has(resource.text("in", ""));
            if (!resource.has("primitive") || !isMeant) {
                continue;
            }
            var nodes = resource.list("running", place -> place.text("node"));
            session.say("resource " + resource.text("primitive") + (nodes.isEmpty()
                    ? " is NOT running"
                    : " is running on: " + String.join(" ", nodes)));
        }
    }

    private static void known(List<JsonAt> resources, List<String> wanted) {
        var known = new ArrayList<String>();
        resources.forEach(resource -> known.add(resource.text("primitive", resource.text("group", ""))));
        for (var id : wanted) {
            if (!known.contains(id)) {
                throw Refusal.because("there is no resource '" + id + "'" + Suggestion.hint(id, known));
            }
        }
    }

    private void why(Arguments arguments) {
        var words = new ArrayList<>(arguments.texts());
        boolean isNamed = words.size() > 1 && words.remove(NODE);
        if (words.size() > 2 || (isNamed && words.size() < 2)) {
            throw Refusal.usage("why: expected <rsc> [[--node] <node>], got '"
                    + String.join(" ", arguments.texts()) + "'");
        }
        var query = "/v1/why?resource=" + id(words.getFirst())
                + (words.size() == 2 ? "&node=" + id(words.get(1)) : "");
        session.get(query).list("says", JsonAt::text).forEach(session::say);
    }

    /** Ids and node names need no escaping in a query; what is neither cannot exist. */
    private static String id(String word) {
        if (!ResourceId.isValid(word) && !org.quorate.membership.NodeName.isValid(word)) {
            throw Refusal.because("'" + word + "' is not the name of a resource or node");
        }
        return word;
    }

    // ----- changing

    private static ResourceId resourceId(String word) {
        if (!ResourceId.isValid(word)) {
            throw Refusal.because("'" + word + "' is not the id of a resource");
        }
        return new ResourceId(word);
    }

    private Configuration configuration() {
        return Workspace.read(session).configuration();
    }

    private void editEach(Arguments arguments, Function<ResourceId, List<ConfigurationEdit>> edits) {
        var all = new ArrayList<ConfigurationEdit>();
        arguments.texts().forEach(word -> all.addAll(edits.apply(resourceId(word))));
        session.edit(all);
        session.waitIfAsked();
    }

    private void start(Arguments arguments) {
        var configuration = configuration();
        editEach(arguments, id -> started(configuration, id));
    }

    /** What says Stopped inside a group would keep it from starting; it goes with the same change. */
    private List<ConfigurationEdit> started(Configuration configuration, ResourceId id) {
        var edits = new ArrayList<ConfigurationEdit>();
        edits.add(new ConfigurationEdit.SetMeta(id, TARGET_ROLE, "Started"));
        if (configuration.resource(id).orElse(null) instanceof Resource.Group group) {
            for (var member : group.members()) {
                boolean isStopped = configuration.resource(member).stream()
                        .flatMap(resource -> resource.meta().stream())
                        .anyMatch(set -> set.values().getOrDefault(TARGET_ROLE, "")
                                .equalsIgnoreCase("stopped"));
                if (isStopped) {
                    session.say(member + " was stopped by itself; it is started with its group");
                    edits.add(new ConfigurationEdit.UnsetMeta(member, TARGET_ROLE));
                }
            }
        }
        return edits;
    }

    private void stop(Arguments arguments) {
        setMeta(arguments, TARGET_ROLE, "Stopped");
    }

    private void setMeta(Arguments arguments, String name, String value) {
        editEach(arguments, id -> List.of(new ConfigurationEdit.SetMeta(id, name, value)));
    }

    private void maintenance(Arguments arguments) {
        var word = arguments.maybe(1).orElse("on");
        var value = switch (word) {
            case "on", "true", "yes" -> "true";
            case "off", "false", "no" -> "false";
            default -> throw Refusal.usage("maintenance: expected on or off, got '" + word + "'");
        };
        session.edit(
                List.of(new ConfigurationEdit.SetMeta(resourceId(arguments.text(0)), "maintenance", value)));
        session.waitIfAsked();
    }

    private void restart(Arguments arguments) {
        for (var resource : arguments.texts()) {
            ended(session.postWithin("/v1/resource/restart", Json.object().put("resource", resource),
                    session.options().limit()), "restarted");
        }
    }

    private void move(Arguments arguments) {
        var fields = Json.object().put("resource", arguments.text(0));
        arguments.maybe(1).ifPresent(node -> fields.put("to", node));
        ended(session.postWithin("/v1/resource/move", fields, session.options().limit()), "moved");
    }

    /** Says how it ended; refuses where it did not end well, or not in time. */
    private void ended(JsonAt reply, String well) {
        var ended = reply.text("ended");
        var says = reply.list("says", JsonAt::text);
        var what = says.isEmpty() ? reply.text("resource", "") + ": " + ended : String.join("; ", says);
        if (ended.equals(well) || ended.equals("unnecessary")) {
            var times = new ArrayList<String>();
            reply.maybe("interruption").map(JsonAt::text)
                    .ifPresent(time -> times.add("interrupted for " + time));
            reply.maybe("took").map(JsonAt::text).ifPresent(time -> times.add("took " + time));
            session.say(what + (times.isEmpty() || ended.equals("unnecessary")
                    ? ""
                    : " (" + String.join(", ", times) + ")"));
            return;
        }
        throw Refusal.because(ended.equals("waiting")
                ? "not yet after " + Durations.text(session.options().limit()) + ", it goes on: " + what
                : what);
    }

    private void clear(Arguments arguments) {
        session.post("/v1/resource/clear", Json.object().put("resource", arguments.text(0)));
        session.waitIfAsked();
    }

    private void forget(Arguments arguments, String what) {
        var fields = Json.object().put("what", what);
        arguments.maybe(0).ifPresent(resource -> fields.put("resources", Json.texts(List.of(resource))));
        arguments.maybe(1).ifPresent(node -> fields.put("nodes", Json.texts(List.of(node))));
        var reply = session.postWithin("/v1/resource/forget", fields, session.options().limit());
        if (reply.text("ended", "").equals("waiting")) {
            throw Refusal.because("not yet settled after " + Durations.text(session.options().limit()) + ": "
                    + String.join("; ", reply.list("says", JsonAt::text)));
        }
        reply.list("says", JsonAt::text).forEach(session::say);
    }
}
