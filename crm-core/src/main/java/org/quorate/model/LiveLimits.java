package org.quorate.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What a configuration can say and a running cluster cannot do yet. It is refused when it is committed, for
 * nothing may be taken and then silently not done; the simulator does all of it. One problem for each object.
 * When the daemon learns to do something, its line goes from here.
 */
public final class LiveLimits {

    private static final String ONLY = "; it can be simulated only, with: crm simulate";
    private static final Set<String> HARMLESS = Set.of("description", "id");
    /** Sections in which what is not understood would have to be done. */
    private static final Set<String> EFFECTIVE = Set.of("crm_config", "nodes", "resources", "constraints",
            "fencing-topology", "rsc_defaults", "op_defaults");

    private final Configuration configuration;
    private final List<Problem> problems = new ArrayList<>();

    private LiveLimits(Configuration configuration) {
        this.configuration = configuration;
    }

    /** Why a running cluster cannot take the configuration; empty when it can. */
    public static List<Problem> problems(Configuration configuration) {
        var limits = new LiveLimits(configuration);
        configuration.nodes().forEach(limits::node);
        configuration.resources().forEach(limits::resource);
        configuration.constraints().forEach(limits::constraint);
        limits.options("property", configuration.properties());
        limits.options("rsc_defaults", configuration.rscDefaults());
        limits.options("op_defaults", configuration.opDefaults());
        if (!configuration.fencing().isEmpty()) {
            limits.refuse("fencing_topology", "a running cluster tries fence devices in the order of their"
                    + " definition, not in levels");
        }
        configuration.extras().elements().stream().filter(kept -> EFFECTIVE.contains(kept.name()))
                .flatMap(kept -> kept.children().stream()).forEach(limits::unread);
        return limits.problems;
    }

    /** What is kept and does nothing, such as rights and alerts. */
    public static List<Problem> warnings(Configuration configuration) {
        return configuration.extras().elements().stream().filter(kept -> !EFFECTIVE.contains(kept.name()))
                .map(kept -> new Problem("xml " + kept.name(), "is kept as it is, and nothing acts on it"))
                .toList();
    }

    private void refuse(String path, String why) {
        problems.add(new Problem(path, why + ONLY));
    }

    private void unread(Foreign element) {
        problems.add(new Problem("xml " + element.name(),
                "this " + element.name() + element.attribute("id").map(id -> " '" + id + "'").orElse("")
                        + " is not understood"));
    }

    private void node(NodeEntry node) {
        var path = "node " + node.name();
        if (!node.type().equals("member")) {
            refuse(path, "a running cluster has no " + node.type() + " nodes");
        } else if (!node.extras().elements().isEmpty() || refers(List.of(node.attributes()))) {
            refuse(path, "a running cluster knows only plain attributes of nodes");
        } else {
            utilization(path, node.utilization());
        }
    }

    private void utilization(String path, List<NvSet> utilization) {
        var strategy = OptionCatalog.property(configuration, "placement-strategy");
        if (!utilization.isEmpty() && !strategy.equals("default")) {
            refuse(path, "a running cluster does not place by utilization (placement-strategy=" + strategy
                    + ")");
        }
    }

    private void resource(Resource resource) {
        var path = Validation.path(resource);
        switch (resource) {
            case Resource.Primitive primitive -> primitive(path, primitive);
            case Resource.Group group -> {
                if (!isPlain(group.extras()) || refers(group.meta()) || refers(group.params())) {
                    refuse(path, "a running cluster does not understand all of this group");
                }
            }
            case Resource.Clone _ -> refuse(path, "a running cluster runs no clones yet");
            case Resource.Bundle _ -> refuse(path, "a running cluster runs no bundles yet");
            case Resource.Derived _ -> refuse(path, "a running cluster makes nothing of templates yet");
            case Resource.Template _,Resource.Tag _ -> {
                // they do nothing by themselves
            }
        }
    }

    private void primitive(String path, Resource.Primitive primitive) {
        var refers = refers(primitive.params()) || refers(primitive.meta())
                || primitive.operations().stream().anyMatch(LiveLimits::isMoreThanPlain);
        if (refers || !isPlain(primitive.extras())) {
            refuse(path, "a running cluster follows no references to the values of others, and takes one set"
                    + " of values for an operation");
        } else if (makesNode(primitive)) {
            refuse(path, "a running cluster has no remote or guest nodes");
        } else {
            utilization(path, primitive.utilization());
        }
    }

    private static boolean makesNode(Resource.Primitive primitive) {
        return primitive.agent().equals(AgentName.ocf("pacemaker", "remote"))
                || primitive.meta().stream().anyMatch(set -> set.values().containsKey("remote-node"));
    }

    private static boolean isMoreThanPlain(Operation operation) {
        return refers(List.of(operation.params())) || !operation.further().isEmpty()
                || !operation.meta().isEmpty() || !isPlain(operation.extras());
    }

    /** Whether nothing but descriptions and ids stands there. */
    private static boolean isPlain(Extras extras) {
        return HARMLESS.containsAll(extras.attributes().keySet())
                && extras.elements().stream().allMatch(element -> element.name().equals("operations")
                        && element.children().isEmpty()
                        && HARMLESS.containsAll(element.attributes().keySet()));
    }

    /** Whether any of these stands elsewhere, or has a rule that a running cluster does not evaluate. */
    private static boolean refers(List<NvSet> sets) {
        return sets.stream().anyMatch(set -> !set.extras().isEmpty()
                || set.rules().stream().anyMatch(LiveLimits::isMoreThanPlain));
    }

    private static boolean isMoreThanPlain(Rule rule) {
        return !rule.extras().isEmpty() || isUnread(rule.expression());
    }

    private static boolean isUnread(Expression expression) {
        return expression instanceof Expression.Unread
                || (expression instanceof Expression.Combined(_, var parts)
                        && parts.stream().anyMatch(LiveLimits::isUnread));
    }

    private void options(String path, List<NvSet> sets) {
        if (refers(sets)) {
            refuse(path, "a running cluster follows no references to the values of others");
        }
    }

    private void constraint(Constraint constraint) {
        var path = Validation.path(constraint);
        var stands = constraint.resources().stream().filter(this::standsForOthers).findFirst();
        if (stands.isPresent()) {
            refuse(path, "'" + stands.get() + "' stands for other resources, which a running cluster does not"
                    + " look up");
            return;
        }
        if (!HARMLESS.containsAll(constraint.extras().attributes().keySet())
                || !constraint.extras().elements().isEmpty()) {
            refuse(path, "a running cluster does not know "
                    + String.join(", ", constraint.extras().attributes().keySet()) + " of a constraint");
            return;
        }
        why(constraint).ifPresent(reason -> refuse(path, reason));
    }

    private boolean standsForOthers(ResourceId id) {
        return configuration.resource(id)
                .filter(one -> one instanceof Resource.Tag || one instanceof Resource.Template).isPresent();
    }

    private static java.util.Optional<String> why(Constraint constraint) {
        return java.util.Optional.ofNullable(switch (constraint) {
            case Constraint.Location location ->
                location.preference() instanceof Constraint.Preference.ByRules(var rules)
                        && rules.stream().anyMatch(LiveLimits::isMoreThanPlain)
                                ? "a running cluster does not understand all of its rules"
                                : null;
            case Constraint.LocationOfMany _ -> "a running cluster takes a location of one resource";
            case Constraint.Colocation colocation -> isOfRunning(colocation)
                    ? null
                    : "a running cluster promotes nothing, and so knows no role but Started";
            case Constraint.Order order -> order.first().action() == Constraint.OrderedAction.PROMOTE
                    || order.then().action() == Constraint.OrderedAction.PROMOTE
                            ? "a running cluster promotes nothing"
                            : null;
            case Constraint.ColocationOfSets _,Constraint.OrderOfSets _ ->
                "a running cluster takes two resources in a constraint, not sets";
            case Constraint.Ticket _ -> "a running cluster knows no tickets";
        });
    }

    private static boolean isOfRunning(Constraint.Colocation colocation) {
        return colocation.dependent().role() == Role.STARTED && colocation.primary().role() == Role.STARTED;
    }
}
