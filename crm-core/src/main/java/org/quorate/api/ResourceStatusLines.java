package org.quorate.api;

import static org.quorate.codec.Json.list;
import static org.quorate.codec.Json.object;
import static org.quorate.codec.Json.texts;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.quorate.codec.Json;
import org.quorate.membership.NodeName;
import org.quorate.model.EnumWords;
import org.quorate.model.OptionCatalog;
import org.quorate.model.Resource;
import org.quorate.model.ResourceId;
import org.quorate.state.Activity;
import org.quorate.state.Failures;
import org.quorate.state.OpRecord;
import org.quorate.state.Request;
import org.quorate.state.ResourceOnNode;
import org.quorate.state.Work;

/** The resources of the status: groups, primitives, and what left the configuration and still runs. */
final class ResourceStatusLines {

    private static final int NOT_RUNNING = 7;
    private static final String PROBE = "monitor_0";

    private final Sight sight;
    private final ClusterControl control;

    ResourceStatusLines(Sight sight, ClusterControl control) {
        this.sight = sight;
        this.control = control;
    }

    Json all() {
        var lines = new ArrayList<Json>();
        var configuration = sight.state().configuration();
        for (var resource : configuration.resources()) {
            switch (resource) {
                case Resource.Primitive primitive -> lines.add(primitive(primitive));
                case Resource.Group group -> lines.add(fact(object().put("group", group.id().value())
                        .put("members", texts(group.members())), group.id()).done());
                case Resource.Template _,Resource.Tag _ -> {
                    // they only define; nothing of them runs
                }
                case Resource.Derived _,Resource.Clone _,Resource.Bundle _ -> {
                    // no running cluster has any
                }
            }
        }
        for (var id : sight.state().resources().keySet()) {
            if (configuration.resource(id).isEmpty() && !sight.running(id).isEmpty()) {
                lines.add(fact(object().put("primitive", id.value()).put("orphan", true), id).done());
            }
        }
        return new Json.Arr(lines);
    }

    private Json primitive(Resource.Primitive primitive) {
        var id = primitive.id();
        var group = sight.state().configuration().groupOf(id).map(found -> found.id().value()).orElse("");
        boolean maintenance = sight.isOn(id, "maintenance", "false")
                || OptionCatalog.isOn(sight.state().configuration(), "maintenance-mode");
        var fields = object().put("primitive", id.value()).put("agent", primitive.agent().toString())
                .putUnlessEmpty("in", group).put("targetRole", sight.meta(id, "target-role", "Started"))
                .put("managed", sight.isOn(id, "is-managed", "true")).put("maintenance", maintenance);
        return fact(fields, id).done();
    }

    /** What is known of it. */
    private Json.Fields fact(Json.Fields fields, ResourceId id) {
        var status = sight.state().resource(id);
        var failed = new ArrayList<Json>();
        var unknown = new ArrayList<NodeName>();
        status.nodes().forEach((node, known) -> {
            failures(node, known, failed);
            if (known.activity() instanceof Activity.Unknown) {
                unknown.add(node);
            }
        });
        var judged = sight.decision().resources().getOrDefault(id, Decision.Judgement.NONE);
        return fields.putUnlessEmpty("running", list(sight.running(id), this::running))
                .putUnlessEmpty("failed", new Json.Arr(failed)).putUnlessEmpty("pending", pending(id))
                .putUnlessEmpty("unknownOn", texts(unknown))
                .putUnlessEmpty("blocked", list(judged.blocked(), reason -> Json.text(control.words(reason))))
                .putUnlessEmpty("requests", list(status.requests(), ResourceStatusLines::request));
    }

    private Json running(Sight.Running running) {
        var fields = object().putAll((Json.Obj) Sight.runningJson(running));
        since(running.known()).ifPresent(record -> fields.put("since", record.at().toString()));
        return fields.done();
    }

    private static Optional<OpRecord> since(ResourceOnNode known) {
        var operations = known.operations();
        return Optional.ofNullable(operations.get("promote_0"))
                .or(() -> Optional.ofNullable(operations.get("start_0")))
                .or(() -> Optional.ofNullable(operations.get(PROBE)));
    }

    private static void failures(NodeName node, ResourceOnNode known, List<Json> failed) {
        var keys = new TreeSet<>(known.failures().keySet());
        known.operations().forEach((key, result) -> {
            if (hasFailed(key, result)) {
                keys.add(key);
            }
        });
        boolean blocks = known.activity() instanceof Activity.StopFailed;
        for (var key : keys) {
            var counted = Optional.ofNullable(known.failures().get(key));
            var fields = object().put("node", node.value()).put("operation", key);
            counted.map(Failures::last).or(() -> Optional.ofNullable(known.operations().get(key)))
                    .ifPresent(record -> fields.put("exit", record.exit())
                            .put("status", EnumWords.word(record.status())).put("why", record.exitReason())
                            .put("at", record.at().toString()));
            failed.add(
                    fields.put("count", counted.map(Failures::count).orElse(0)).put("blocks", blocks).done());
        }
    }

    private static boolean hasFailed(String key, OpRecord result) {
        boolean isNoFailure = result.status() == OpRecord.Status.DONE
                && (result.exit() == 0 || result.exit() == 8
                        || (key.equals(PROBE) && result.exit() == NOT_RUNNING));
        return !isNoFailure;
    }

    private String pending(ResourceId id) {
        for (var action : sight.open()) {
            if (action.work() instanceof Work.Run run && run.resource().equals(id) && !run.isRecurring()
                    && action.after().stream().allMatch(sight.state().progress()::hasSucceeded)) {
                return ActionWords.ongoing(run);
            }
        }
        return "";
    }

    private static Json request(Request request) {
        return switch (request) {
            case Request.Move(var to, _, var until) ->
                object().put("move", to.value()).put("until", until.toString()).done();
            case Request.Restart _ -> object().put("restart", true).done();
        };
    }
}
