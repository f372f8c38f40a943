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
        unknownOptions(configuration, warnings);
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
            if (constraint instanceof Location(_, _, OfNode(NodeName node, _), _)
                    && !known.contains(node.value())) {
                warnings.add(new Problem(Validation.path(constraint), "there is no node '" + node
                        + "' in the configuration" + Suggestion.hint(node.value(), known)));
            }
        }
    }

    /** A name that means nothing is kept, and does nothing. */
    static void unknownOptions(Configuration configuration, List<Problem> warnings) {
        // Sets of other names hold what agents keep there.
        unknown("property", OptionCatalog.PROPERTIES, configuration.properties().stream()
                .filter(set -> set.id().isEmpty() || set.id().equals("cib-bootstrap-options")).toList(),
                warnings);
        unknown("rsc_defaults", OptionCatalog.META, configuration.rscDefaults(), warnings);
        unknown("op_defaults", OptionCatalog.OPERATION, configuration.opDefaults(), warnings);
        for (var resource : configuration.resources()) {
            var path = Validation.path(resource);
            unknown(path + " meta", OptionCatalog.META, resource.meta(), warnings);
            operations(resource).forEach(operation -> {
                var set = NvSet.of(operation.attributes());
                unknown(path + " op " + operation.name(), OptionCatalog.OPERATION, List.of(set), warnings);
                unknown(path + " op " + operation.name(), OptionCatalog.OPERATION, operation.meta(),
                        warnings);
            });
        }
    }

    private static List<Operation> operations(Resource resource) {
        return switch (resource) {
            case Resource.Primitive primitive -> primitive.operations();
            case Resource.Derived derived -> derived.operations();
            case Resource.Template(var definition) -> definition.operations();
            case Resource.Group _,Resource.Clone _,Resource.Bundle _,Resource.Tag _ -> List.of();
        };
    }

    private static void unknown(String path, OptionCatalog catalog, List<NvSet> sets,
            List<Problem> warnings) {
        for (var set : sets) {
            for (var name : set.values().keySet()) {
                catalog.unknown(name)
                        .ifPresent(message -> warnings.add(new Problem(path + " " + name, message)));
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
