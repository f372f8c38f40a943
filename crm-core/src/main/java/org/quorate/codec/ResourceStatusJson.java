package org.quorate.codec;

import static org.quorate.codec.Json.list;
import static org.quorate.codec.Json.object;
import static org.quorate.codec.Json.texts;

import java.util.ArrayList;
import java.util.TreeMap;
import org.quorate.membership.NodeName;
import org.quorate.model.EnumWords;
import org.quorate.model.Role;
import org.quorate.state.Activity;
import org.quorate.state.Failures;
import org.quorate.state.NodeStatus.Isolation;
import org.quorate.state.OpRecord;
import org.quorate.state.Owner;
import org.quorate.state.Request;
import org.quorate.state.ResourceOnNode;
import org.quorate.state.ResourceStatus;

/**
 * What is known of a resource. Most resources of a large cluster are known not to run on most nodes; those
 * nodes are one list of names.
 */
final class ResourceStatusJson {

    private static final ResourceOnNode INACTIVE = ResourceOnNode.UNKNOWN
            .withActivity(new Activity.Inactive());

    private ResourceStatusJson() {}

    // ----- writing

    static Json.Obj json(ResourceStatus status) {
        var inactive = new ArrayList<NodeName>();
        var unknown = new ArrayList<NodeName>();
        var others = object();
        status.nodes().forEach((node, known) -> {
            if (known.equals(INACTIVE)) {
                inactive.add(node);
            } else if (known.equals(ResourceOnNode.UNKNOWN)) {
                unknown.add(node);
            } else {
                others.put(node.value(), json(known));
            }
        });
        return object().putUnlessEmpty("inactive", texts(inactive)).putUnlessEmpty("unknown", texts(unknown))
                .putUnlessEmpty("nodes", others.done())
                .putUnlessEmpty("owners", list(status.owners(), ResourceStatusJson::json))
                .putUnlessEmpty("requests", list(status.requests(), ResourceStatusJson::json)).done();
    }

    private static Json json(ResourceOnNode known) {
        var operations = object();
        known.operations().forEach((key, result) -> operations.put(key, json(result)));
        var failures = object();
        known.failures().forEach((key, failed) -> failures.put(key,
                object().put("count", failed.count()).put("last", json(failed.last())).done()));
        return object().put("activity", json(known.activity())).putUnlessEmpty("ops", operations.done())
                .putUnlessEmpty("failures", failures.done()).done();
    }

    private static Json json(Activity activity) {
        return switch (activity) {
            case Activity.Unknown() -> Json.text("unknown");
            case Activity.Inactive() -> Json.text("inactive");
            case Activity.Active(var role) -> object().put("active", EnumWords.word(role)).done();
            case Activity.Failing(var role, var key) ->
                object().put("failing", EnumWords.word(role)).put("key", key).done();
            case Activity.StopFailed(var role) -> object().put("stopFailed", EnumWords.word(role)).done();
        };
    }

    static Json.Obj json(OpRecord result) {
        return object().put("action", result.action().toString()).put("exit", result.exit())
                .put("status", EnumWords.word(result.status())).put("at", result.at().toString())
                .put("took", Values.nanos(result.took())).putUnlessEmpty("why", result.exitReason())
                .putUnlessEmpty("digest", result.digest()).done();
    }

    private static Json json(Owner owner) {
        var fields = object().put("node", owner.node().value())
                .put("incarnation", owner.incarnation().value())
                .put("grantedBy", owner.grantedBy().toString())
                .put("wait", Values.nanos(owner.takeoverWait()))
                .put("isolation", EnumWords.word(owner.isolation()));
        if (owner.grantedAt() != 0) {
            fields.put("grantedAt", owner.grantedAt());
        }
        if (owner.lostAt() != 0) {
            fields.put("lostAt", owner.lostAt());
        }
        return fields.done();
    }

    private static Json json(Request request) {
        return switch (request) {
            case Request.Move(var to, var asked, var until) ->
                object().put("move", to.value()).put("asked", asked)
                        .put("until", until.toString()).done();
            case Request.Restart(var asked) -> object().put("restart", asked).done();
        };
    }

    // ----- reading

    static ResourceStatus status(JsonAt in) {
        var nodes = new TreeMap<NodeName, ResourceOnNode>();
        in.list("inactive", Values::node).forEach(node -> nodes.put(node, INACTIVE));
        in.list("unknown", Values::node).forEach(node -> nodes.put(node, ResourceOnNode.UNKNOWN));
        in.maybe("nodes").ifPresent(found -> {
            for (var name : found.names()) {
                var at = found.field(name);
                if (!NodeName.isValid(name) || nodes.containsKey(new NodeName(name))) {
                    throw at.wrong("not a node name, or the node is listed before");
                }
                nodes.put(new NodeName(name), onNode(at));
            }
        });
        return new ResourceStatus(nodes, in.list("owners", ResourceStatusJson::owner),
                in.list("requests", ResourceStatusJson::request));
    }

    private static ResourceOnNode onNode(JsonAt in) {
        var operations = new TreeMap<String, OpRecord>();
        in.maybe("ops").ifPresent(
                found -> found.names().forEach(key -> operations.put(key, opRecord(found.field(key)))));
        var failures = new TreeMap<String, Failures>();
        in.maybe("failures").ifPresent(
                found -> found.names().forEach(key -> failures.put(key, failures(found.field(key)))));
        return new ResourceOnNode(activity(in.field("activity")), operations, failures);
    }

    private static Failures failures(JsonAt in) {
        return new Failures(in.count("count"), opRecord(in.field("last")));
    }

    private static Activity activity(JsonAt in) {
        if (in.value() instanceof Json.Text(var word)) {
            return switch (word) {
                case "unknown" -> new Activity.Unknown();
                case "inactive" -> new Activity.Inactive();
                default -> throw in.wrong("'" + word + "' is no activity");
            };
        }
        if (in.has("active")) {
            return new Activity.Active(in.field("active").word(Role.class));
        }
        if (in.has("failing")) {
            return new Activity.Failing(in.field("failing").word(Role.class), in.text("key"));
        }
        return new Activity.StopFailed(in.field("stopFailed").word(Role.class));
    }

    static OpRecord opRecord(JsonAt in) {
        return new OpRecord(Values.actionId(in.field("action")), in.count("exit"),
                in.field("status").word(OpRecord.Status.class), in.field("at").instant(),
                Values.nanos(in, "took"),
                in.text("why", ""), in.text("digest", ""));
    }

    private static Owner owner(JsonAt in) {
        return new Owner(Values.node(in, "node"), Values.incarnation(in, "incarnation"),
                Values.actionId(in.field("grantedBy")), in.whole("grantedAt", 0), Values.nanos(in, "wait"),
                in.whole("lostAt", 0),
                in.has("isolation") ? in.field("isolation").word(Isolation.class) : Isolation.NONE);
    }

    private static Request request(JsonAt in) {
        return in.has("move")
                ? new Request.Move(Values.node(in, "move"), in.whole("asked"), in.field("until").instant())
                : new Request.Restart(in.whole("restart"));
    }
}
