package org.quorate.api;

import static org.quorate.codec.Json.list;
import static org.quorate.codec.Json.object;
import static org.quorate.codec.Json.texts;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.quorate.codec.Json;
import org.quorate.codec.VotersJson;
import org.quorate.membership.Leadership;
import org.quorate.membership.NodeName;
import org.quorate.model.Durations;
import org.quorate.model.EnumWords;
import org.quorate.model.OptionCatalog;
import org.quorate.state.Action;
import org.quorate.state.NodeStatus;
import org.quorate.state.Owners;
import org.quorate.state.Progress.Ending;
import org.quorate.state.Work;
import org.quorate.transition.Readiness;

/** Everything that {@code crm status} shows, in one object. */
final class StatusJson {

    private final Sight sight;
    private final ClusterControl control;
    private final ResourceStatusLines resources;

    private StatusJson(Sight sight, ClusterControl control) {
        this.sight = sight;
        this.control = control;
        resources = new ResourceStatusLines(sight, control);
    }

    static Json.Fields of(ClusterControl control, Instant now) {
        return new StatusJson(Sight.of(control), control).status(now);
    }

    private Json.Fields status(Instant now) {
        var state = sight.state();
        var view = sight.view();
        var status = Reply.fields().put("revision", view.revision()).put("index", state.position().index())
                .put("at", now.toString()).put("cluster", clusterName()).put("node", view.node().value())
                .put("version", view.version()).put("logFile", view.logFile().toString());
        switch (view.leadership()) {
            case Leadership.Leads _ -> status.put("dc", view.node().value());
            case Leadership.Follows(var leader, _) -> status.put("dc", leader.value());
            case Leadership.NoLeader() -> {
                // No DC is known; the field is absent.
            }
        }
        return status.put("quorum", quorum()).put("configurationVersion", state.cib().version())
                .put("settled", sight.isSettled()).put("transition", transition())
                .putUnlessEmpty("pending", list(sight.open(), this::pending))
                .putUnlessEmpty("maintenance",
                        Json.of(OptionCatalog.isOn(state.configuration(), "maintenance-mode")))
                .putUnlessEmpty("unsafe", texts(unsafe()))
                .putUnlessEmpty("notes", texts(notes()))
                .put("nodes", list(sight.nodes().entrySet(), node -> node(node.getKey(), node.getValue())))
                .put("resources", resources.all()).putUnlessEmpty("fencing", list(state.fencings(),
                        fencing -> object().put("target", fencing.target().value()).put("how", fencing.how())
                                .put("ending", EnumWords.word(fencing.ending()))
                                .put("at", fencing.at().toString())
                                .done()));
    }

    private String clusterName() {
        return sight.state().configuration().property("cluster-name").orElse(sight.view().cluster());
    }

    private Json quorum() {
        var quorum = sight.view().quorum();
        return object().put("quorate", quorum.isQuorate())
                .put("leaseRemaining", Durations.text(quorum.leaseRemaining()))
                .put("voters", list(quorum.voters(), this::voter))
                .putUnlessEmpty("settling", Json.of(!sight.state().voters().haveSettled()))
                .putUnlessEmpty("awaited", list(sight.state().voters().awaited(), VotersJson::json)).done();
    }

    private Json voter(NodeName voter) {
        var heard = sight.view().heard();
        var fields = object().put("node", voter.value())
                .putUnlessEmpty("self", Json.of(voter.equals(sight.view().node())));
        var ago = heard.heard().get(voter);
        if (ago != null) {
            fields.put("heardAgo", Durations.text(ago));
        }
        var hears = heard.hears().get(voter);
        if (hears != null) {
            fields.put("hears", texts(hears));
        }
        return fields.done();
    }

    private Json transition() {
        var progress = sight.state().progress();
        var transition = progress.transition();
        long done = transition.actions().stream().filter(action -> progress.hasSucceeded(action.id()))
                .count();
        long ended = transition.actions().stream().filter(progress::hasEnded).count();
        return object().put("id", transition.id()).put("basedOn", transition.basedOn())
                .put("total", transition.actions().size()).put("done", done).put("failed", ended - done)
                .put("toCome", sight.decision().actionsToCome()).done();
    }

    private Json pending(Action action) {
        boolean running = action.after().stream()
                .allMatch(before -> sight.state().progress().ending(before)
                        .orElse(Ending.ABANDONED) == Ending.SUCCEEDED);
        var fields = object().put("action", action.id().toString()).put("does",
                ActionWords.verb(action.work()));
        switch (action.work()) {
            case Work.Run run -> fields.put("resource", run.resource().value());
            case Work.Cancel cancel -> fields.put("resource", cancel.resource().value());
            case Work.Fence fence -> fields.put("target", fence.target().value());
        }
        return fields.put("node", Readiness.runsOn(action.work()).value()).put("running", running)
                .put("why", control.words(action.reason())).done();
    }

    private Json node(NodeName name, List<NodeStatus> known) {
        var fields = object().put("node", name.value());
        if (known.isEmpty()) {
            fields.put("kind", "node").put("presence", "never");
        } else {
            var status = known.getFirst();
            fields.put("kind", EnumWords.word(status.traits().kind()))
                    .put("presence", EnumWords.word(status.presence()))
                    .put("since", status.since().toString())
                    .put("incarnation", status.incarnation().value())
                    .put("isolation", EnumWords.word(status.traits().isolation()));
        }
        return fields.put("standby", sight.nodeIs(name, "standby"))
                .put("maintenance", sight.nodeIs(name, "maintenance"))
                .putUnlessEmpty("attributes", texts(sight.attributes(name)))
                .putUnlessEmpty("transient", texts(sight.transientAttributes(name)))
                .putUnlessEmpty("self", Json.of(name.equals(sight.view().node()))).done();
    }

    private List<String> notes() {
        var notes = new ArrayList<String>();
        sight.decision().notes().forEach(note -> notes.add(control.words(note)));
        notes.addAll(PunctualityJson.advice(control.punctuality(),
                Owners.timings(sight.state().configuration())));
        return notes;
    }

    /** Settings with which the cluster cannot keep its promises. */
    private List<String> unsafe() {
        var unsafe = new ArrayList<String>();
        var configuration = sight.state().configuration();
        if (!OptionCatalog.isOn(configuration, "fencing-enabled")) {
            unsafe.add("fencing-enabled=false: a node that does not answer is taken for dead without proof");
        }
        var policy = OptionCatalog.property(configuration, "no-quorum-policy");
        if (policy.equalsIgnoreCase("ignore")) {
            unsafe.add("no-quorum-policy=ignore: a partition without quorum goes on");
        }
        if (!OptionCatalog.isOn(configuration, "startup-fencing")) {
            unsafe.add("startup-fencing=false: a node that was never seen is taken for dead without proof");
        }
        return unsafe;
    }
}
