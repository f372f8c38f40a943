package org.quorate.model;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import org.quorate.membership.NodeName;
import org.quorate.membership.Timings;
import org.quorate.model.Constraint.Location;
import org.quorate.model.Constraint.Preference.OfNode;

/** What is allowed and yet perhaps not meant. */
final class ValidationWarnings {

    private static final String FAILURE_DETECTION = "failure-detection";
    private ValidationWarnings() {}

    static List<Problem> of(Configuration configuration) {
        var warnings = new ArrayList<Problem>();
        unknownNodes(configuration, warnings);
        namedTwice(configuration, warnings);
        unsafe(configuration, warnings);
        hasty(configuration, warnings);
        return List.copyOf(warnings);
    }

    private static void unknownNodes(Configuration configuration, List<Problem> warnings) {
        var known = new TreeSet<String>();
        configuration.nodes().forEach(node -> known.add(node.name().value()));
        if (known.isEmpty()) {
            return;
        }
        for (var constraint : configuration.constraints()) {
            if (constraint instanceof Location(_, _, OfNode(NodeName node, _))
                    && !known.contains(node.value())) {
                warnings.add(new Problem(Validation.path(constraint), "there is no node '" + node
                        + "' in the configuration" + Suggestion.hint(node.value(), known)));
            }
        }
    }

    private static void namedTwice(Configuration configuration, List<Problem> warnings) {
        for (var set : configuration.properties()) {
            var seen = new TreeMap<String, String>();
            for (var name : set.values().keySet()) {
                var before = seen.putIfAbsent(OptionCatalog.PROPERTIES.canonical(name), name);
                if (before != null) {
                    warnings.add(new Problem("property " + name, "is the same option as " + before
                            + ", which is set too; " + OptionCatalog.PROPERTIES.canonical(name) + " counts"));
                }
            }
        }
    }

    /** At the default and above it is the status of each node that says what it lacks. */
    private static void hasty(Configuration configuration, List<Problem> warnings) {
        Durations.parse(OptionCatalog.property(configuration, FAILURE_DETECTION))
                .filter(detection -> detection.compareTo(Timings.DEFAULT.deadAfter()) < 0)
                .ifPresent(detection -> warnings.add(new Problem("property " + FAILURE_DETECTION,
                        Durations.text(detection)
                                + " is for nodes with real-time priority alone ('crm status' "
                                + "on a node says when it has none); without it a busy node may be taken for "
                                + "dead with anything under "
                                + Durations.text(Timings.CALM_WITHOUT_PRIORITY))));
    }

    private static void unsafe(Configuration configuration, List<Problem> warnings) {
        if (!OptionCatalog.isOn(configuration, "fencing-enabled")) {
            warnings.add(new Problem("property fencing-enabled",
                    "is off: what ran on a lost node is recovered without proof that it ended there"));
        }
        var policy = OptionCatalog.property(configuration, "no-quorum-policy");
        if (policy.equalsIgnoreCase("ignore")) {
            warnings.add(new Problem("property no-quorum-policy",
                    "is ignore: a partition without quorum keeps its resources"));
        }
    }
}
