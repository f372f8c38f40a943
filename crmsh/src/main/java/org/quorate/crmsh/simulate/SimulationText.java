package org.quorate.crmsh.simulate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Collectors;
import org.quorate.policy.Plan.Change;
import org.quorate.policy.Plan.Place;
import org.quorate.policy.cluster.Weight;
import org.quorate.policy.play.Simulation;
import org.quorate.policy.play.Situation;
import org.quorate.policy.play.WhyNot;
import org.quorate.scheduler.Sentences;
import org.quorate.state.Reason;

/** A simulation in the words of an operator: what changes, and the cluster after it. */
public final class SimulationText {

    private final Simulation simulation;
    private final List<String> lines = new ArrayList<>();
    private final SortedMap<String, List<Reason>> absent;

    private SimulationText(Simulation simulation) {
        this.simulation = simulation;
        absent = WhyNot.of(simulation);
    }

    /** What changes and why; then nodes and resources as they will be. */
    public static List<String> render(Simulation simulation) {
        var text = new SimulationText(simulation);
        text.addChanges();
        text.addNodes();
        text.addResources();
        return text.lines;
    }

    private void addChanges() {
        var changes = simulation.plan().changes();
        if (changes.isEmpty()) {
            var isLost = !simulation.after().resources().keySet()
                    .containsAll(simulation.before().resources().keySet());
            lines.add(simulation.plan().steps().stream().allMatch(step -> step.what().isPseudo())
                    ? isLost ? "Nothing can be done for what no longer runs." : "Nothing is to be done."
                    : "Nothing starts, stops or moves; the cluster only looks.");
        } else {
            lines.add("Transition:");
        }
        changes.forEach(change -> lines.add("  " + change(change)));
        lines.add("");
    }

    private String change(Change change) {
        var what = change.verb().equals("Fence")
                ? pad(change.verb(), 10) + " " + change.from().node() + " (" + change.to().role() + ")"
                : pad(change.verb(), 10) + " " + pad(change.resource(), 20) + " " + places(change);
        var reason = reasons(change).map(text -> ": " + text).orElse("");
        return what.stripTrailing() + (change.isBlocked() ? " -- cannot be done" : "") + reason;
    }

    /** What stops for good stops for what keeps it from running anywhere. */
    private Optional<String> reasons(Change change) {
        var isGone = change.verb().equals("Stop")
                && !simulation.after().resources().containsKey(change.resource());
        var why = isGone ? absence(change.resource()) : "";
        var isTelling = change.reason().map(Reason::kind)
                .filter(kind -> kind != Reason.Kind.NO_NODE && kind != Reason.Kind.ORDER).isPresent();
        return why.isEmpty() || isTelling ? change.reason().map(Sentences::text) : Optional.of(why);
    }

    private String absence(String resource) {
        return absent.getOrDefault(resource, List.of()).stream().map(Sentences::text).distinct()
                .collect(Collectors.joining("; "));
    }

    private static String places(Change change) {
        var from = place(change.from());
        var to = place(change.to());
        if (from.isEmpty() || to.isEmpty()) {
            return from.isEmpty() ? "on " + to : "on " + from;
        }
        if (change.from().node().equals(change.to().node()) && from.equals(to)) {
            return "on " + from;
        }
        return "from " + from + " to " + to;
    }

    private static String place(Place place) {
        return place.role().isEmpty() ? place.node() : (place.node() + " " + place.role()).strip();
    }

    private static String pad(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }

    private void addNodes() {
        lines.add("Nodes after it:");
        simulation.after().nodes()
                .forEach((node, state) -> lines.add("  " + pad(node, 20) + " " + word(state)));
        lines.add("");
    }

    private static String word(Situation.NodeState state) {
        return switch (state) {
            case UNCLEAN_ONLINE -> "online, must be fenced";
            case UNCLEAN_OFFLINE -> "lost, must be fenced";
            case PENDING, ONLINE, OFFLINE, STANDBY, MAINTENANCE -> state.name().toLowerCase(Locale.ROOT);
        };
    }

    private void addResources() {
        lines.add("Resources after it:");
        var running = simulation.after().resources();
        for (var name : Situation.names(simulation.decided())) {
            var places = running.get(name);
            lines.add("  " + pad(name, 20) + " " + (places == null
                    ? "stopped"
                    : places.entrySet().stream()
                            .map(place -> place.getValue().word() + " on " + place.getKey())
                            .collect(Collectors.joining(", ")))
                    + (simulation.after().failed().contains(name) ? " -- failed" : "")
                    + (absence(name).isEmpty() ? "" : ": " + absence(name)));
        }
    }

    /** Each resource's wish for each node, best first, with the parts of which it is made. */
    public static List<String> scores(Simulation simulation) {
        var lines = new ArrayList<String>();
        for (var primitive : simulation.decided().primitives()) {
            for (var weight : primitive.allowed().values()) {
                var parts = weight.parts().stream().map(SimulationText::part)
                        .collect(Collectors.joining(", "));
                lines.add((pad(primitive.id(), 20) + " " + pad(weight.node().name(), 20) + " "
                        + pad(weight.score().toString(), 9) + " " + parts).stripTrailing());
            }
        }
        return lines;
    }

    private static String part(Weight.Part part) {
        var kind = part.reason().kind().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        var constraint = part.reason().facts().get("constraint");
        return kind + (constraint == null ? "" : " " + constraint) + " " + part.score();
    }
}
