package org.quorate.codec;

import static org.quorate.codec.Json.list;
import static org.quorate.codec.Json.object;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.quorate.model.EnumWords;
import org.quorate.policy.Plan.Change;
import org.quorate.policy.Plan.Place;
import org.quorate.policy.Plan.Step;
import org.quorate.policy.cluster.Weight;
import org.quorate.policy.play.Simulation;
import org.quorate.policy.play.Situation;
import org.quorate.policy.play.WhyNot;
import org.quorate.scheduler.Sentences;
import org.quorate.state.Reason;

/**
 * A simulation as JSON: actions, what comes before what, where everything is before and after, the summary.
 */
public final class SimulationJson {

    private SimulationJson() {}

    public static Json.Obj json(String name, Simulation simulation) {
        var plan = simulation.plan();
        return object().put("name", name)
                .put("actions", list(plan.steps(), SimulationJson::action))
                .put("precedence", precedence(plan.steps()))
                .put("order", list(plan.steps(), step -> Json.text(Integer.toString(step.id()))))
                .put("current", situation(simulation.before()))
                .put("final", situation(simulation.after()))
                .put("transition_summary", list(plan.changes(), SimulationJson::change))
                .putUnlessEmpty("absent", absences(simulation))
                .putUnlessEmpty("warnings", Json.texts(plan.warnings()))
                .done();
    }

    /** The same with how much each resource wants to be on each node, and where that comes from. */
    public static Json.Obj withScores(String name, Simulation simulation) {
        var scores = new ArrayList<Json>();
        for (var primitive : simulation.decided().primitives()) {
            for (var weight : primitive.allowed().values()) {
                scores.add(object().put("rsc", primitive.id()).put("node", weight.node().name())
                        .put("score", weight.score().toString())
                        .putUnlessEmpty("parts", list(weight.parts(), SimulationJson::part)).done());
            }
        }
        return object().putAll(json(name, simulation)).put("scores", new Json.Arr(scores)).done();
    }

    private static Json part(Weight.Part part) {
        return object().put("why", EnumWords.word(part.reason().kind())).put("score", part.score().toString())
                .putUnlessEmpty("facts", Json.texts(part.reason().facts())).done();
    }

    private static Json action(Step step) {
        var what = step.what();
        var fields = object().put("id", Integer.toString(step.id())).put("op", what.task())
                .putUnlessEmpty("rsc", what.resource()).putUnlessEmpty("node", what.node());
        if (what.intervalMs() > 0) {
            fields.put("interval_ms", what.intervalMs());
        }
        fields.putUnlessEmpty("detail", what.detail());
        if (what.isPseudo()) {
            fields.put("pseudo", true);
        }
        fields.putUnlessEmpty("reason", reason(step.reason()));
        return fields.done();
    }

    private static Json precedence(List<Step> steps) {
        var pairs = new ArrayList<Json>();
        for (var step : steps) {
            step.after().forEach(
                    before -> pairs.add(Json.texts(List.of(before.toString(), Integer.toString(step.id())))));
        }
        return new Json.Arr(pairs);
    }

    private static Json.Obj situation(Situation situation) {
        var resources = object();
        situation.resources().forEach((resource, places) -> {
            var roles = object();
            places.forEach((node, role) -> roles.put(node, role.word()));
            resources.put(resource, roles.done());
        });
        var nodes = object();
        situation.nodes().forEach((node, state) -> nodes.put(node,
                object().put("state", state.name().toLowerCase(Locale.ROOT).replace('_', '-')).done()));
        return object().put("resources", resources.done()).put("nodes", nodes.done()).done();
    }

    private static Json change(Change change) {
        if (change.verb().equals("Fence")) {
            return object().put("action", "Fence").put("node", change.from().node())
                    .put("fence", change.to().role()).putUnlessEmpty("reason", reason(change.reason()))
                    .done();
        }
        return object().put("action", change.verb()).put("rsc", change.resource())
                .putUnlessEmpty("from", place(change.from())).putUnlessEmpty("to", place(change.to()))
                .putUnlessEmpty("blocked", Json.of(change.isBlocked()))
                .putUnlessEmpty("reason", reason(change.reason())).done();
    }

    private static Json.Obj reason(Optional<Reason> reason) {
        return reason.map(SimulationJson::reason).orElse(Json.nothing());
    }

    private static Json.Obj reason(Reason reason) {
        return object().put("why", EnumWords.word(reason.kind()))
                .putUnlessEmpty("facts", Json.texts(reason.facts()))
                .put("text", Sentences.text(reason)).done();
    }

    /** Why resources do not run, or none of their instances is promoted. */
    private static Json.Obj absences(Simulation simulation) {
        var absences = object();
        WhyNot.of(simulation).forEach((resource, reasons) -> {
            if (!reasons.isEmpty()) {
                absences.put(resource, list(reasons, SimulationJson::reason));
            }
        });
        return absences.done();
    }

    private static Json.Obj place(Place place) {
        return object().putUnlessEmpty("node", place.node()).putUnlessEmpty("role", place.role()).done();
    }
}
