package org.quorate.model;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.quorate.model.Constraint.Colocation;
import org.quorate.model.Constraint.Location;
import org.quorate.model.Constraint.Order;
import org.quorate.model.Constraint.Preference;
import org.quorate.model.Resource.Group;
import org.quorate.model.Resource.Primitive;

/** What is wrong with a configuration: all of it, each with its place. Agents are judged elsewhere. */
public final class Validation {

    private static final Duration SHORTEST_INTERVAL = Duration.ofMillis(100);

    private final Configuration configuration;
    private final List<Problem> problems = new ArrayList<>();
    private final Set<String> resourceIds = new TreeSet<>();

    private Validation(Configuration configuration) {
        this.configuration = configuration;
        configuration.resources().forEach(resource -> resourceIds.add(resource.id().value()));
    }

    /** Why the configuration cannot be taken; empty when it can. */
    public static List<Problem> problems(Configuration configuration) {
        var validation = new Validation(configuration);
        validation.checkIds();
        validation.checkResources();
        validation.checkConstraints();
        validation.checkNodes();
        validation.checkSets("property", OptionCatalog.PROPERTIES, configuration.properties());
        validation.checkSets("rsc_defaults", OptionCatalog.META, configuration.rscDefaults());
        validation.checkSets("op_defaults", OptionCatalog.OPERATION, configuration.opDefaults());
        validation.problems.addAll(OrderCycles.problems(configuration));
        return List.copyOf(validation.problems);
    }

    /** What is allowed and yet perhaps not meant. */
    public static List<Problem> warnings(Configuration configuration) {
        return ValidationWarnings.of(configuration);
    }

    private void problem(String path, String message) {
        problems.add(new Problem(path, message));
    }

    // ----- ids

    private void checkIds() {
        var seen = new HashMap<ResourceId, String>();
        for (var resource : configuration.resources()) {
            checkUnique(seen, resource.id(), path(resource));
        }
        for (var constraint : configuration.constraints()) {
            checkUnique(seen, constraint.id(), path(constraint));
        }
    }

    private void checkUnique(Map<ResourceId, String> seen, ResourceId id, String path) {
        var before = seen.putIfAbsent(id, path);
        if (before != null) {
            problem(path, "the id '" + id + "' is taken by " + before);
        }
    }

    static String path(Resource resource) {
        return switch (resource) {
            case Primitive primitive -> "primitive " + primitive.id();
            case Group group -> "group " + group.id();
        };
    }

    static String path(Constraint constraint) {
        return switch (constraint) {
            case Location location -> "location " + location.id();
            case Colocation colocation -> "colocation " + colocation.id();
            case Order order -> "order " + order.id();
        };
    }

    // ----- resources

    private void checkResources() {
        var groupOf = new HashMap<ResourceId, ResourceId>();
        for (var resource : configuration.resources()) {
            checkSets(path(resource) + " meta", OptionCatalog.META, resource.meta());
            switch (resource) {
                case Primitive primitive -> checkOperations(primitive);
                case Group group -> checkMembers(group, groupOf);
            }
        }
    }

    private void checkMembers(Group group, Map<ResourceId, ResourceId> groupOf) {
        if (group.members().isEmpty()) {
            problem(path(group), "a group has at least one member");
        }
        var seen = new HashSet<ResourceId>();
        for (var member : group.members()) {
            if (!seen.add(member)) {
                problem(path(group), "'" + member + "' is listed twice");
                continue;
            }
            var other = groupOf.putIfAbsent(member, group.id());
            if (other != null) {
                problem(path(group), "'" + member + "' is in group " + other
                        + " already; a primitive is in at most one group");
            }
            checkReference(path(group), member);
            if (configuration.resource(member).filter(Group.class::isInstance).isPresent()) {
                problem(path(group), "'" + member + "' is a group; the members of a group are primitives");
            }
        }
    }

    private void checkReference(String path, ResourceId id) {
        if (!resourceIds.contains(id.value())) {
            problem(path, "there is no resource '" + id + "'" + Suggestion.hint(id.value(), resourceIds));
        }
    }

    private void checkOperations(Primitive primitive) {
        var keys = new HashSet<String>();
        for (var operation : primitive.operations()) {
            var path = path(primitive) + " op " + operation.name();
            operation.attributes()
                    .forEach((name, value) -> checkValue(path, OptionCatalog.OPERATION, name, value));
            if (!operation.interval().isZero() && operation.interval().compareTo(SHORTEST_INTERVAL) < 0) {
                problem(path, "an interval is at least " + Durations.text(SHORTEST_INTERVAL));
            }
            if (operation.interval().isPositive() && !operation.name().equals("monitor")) {
                problem(path, "only a monitor recurs; leave the interval out");
            }
            if (!keys.add(operation.key())) {
                problem(path, "there are two operations " + operation.name() + " with interval "
                        + Durations.text(operation.interval()) + "; they must differ");
            }
        }
    }

    // ----- options

    private void checkSets(String path, OptionCatalog catalog, List<NvSet> sets) {
        for (var set : sets) {
            set.values().forEach((name, value) -> checkValue(path, catalog, name, value));
            checkRules(path, set.rules());
        }
    }

    private void checkValue(String path, OptionCatalog catalog, String name, String value) {
        catalog.problem(name, value).ifPresent(message -> problem(path + " " + name, message));
    }

    private void checkRules(String path, List<Rule> rules) {
        for (var rule : rules) {
            checkExpression(path + " rule" + (rule.id().isEmpty() ? "" : " " + rule.id()), rule.expression());
        }
    }

    private void checkExpression(String path, Expression expression) {
        switch (expression) {
            case Expression.Combined(_, var parts) -> {
                if (parts.isEmpty()) {
                    problem(path, "an 'and' or 'or' joins at least one expression");
                }
                parts.forEach(part -> checkExpression(path, part));
            }
            case Expression.Defined(var attribute) -> checkAttribute(path, attribute);
            case Expression.NotDefined(var attribute) -> checkAttribute(path, attribute);
            case Expression.Compare compare -> checkAttribute(path, compare.attribute());
            case Expression.During(var start, var end, var duration) -> {
                if (start.isEmpty() && end.isEmpty()) {
                    problem(path, "a range of dates has a start or an end");
                }
                if (start.isEmpty() && !duration.isEmpty()) {
                    problem(path, "a duration needs a start");
                }
            }
            case Expression.Calendar(var fields) -> {
                if (fields.isEmpty()) {
                    problem(path, "a recurring time names at least one field, such as hours or weekdays");
                }
            }
            case Expression.After _,Expression.Before _,Expression.OfAgent _,Expression.OfOperation _ -> {
                // whatever they hold is right
            }
        }
    }

    private void checkAttribute(String path, String attribute) {
        if (attribute.isEmpty()) {
            problem(path, "an expression names an attribute");
        }
    }

    private void checkNodes() {
        var seen = new HashSet<String>();
        for (var node : configuration.nodes()) {
            var path = "node " + node.name();
            if (!seen.add(node.name().value())) {
                problem(path, "is listed twice");
            }
            for (var name : List.of("standby", "maintenance")) {
                var value = node.attributes().values().get(name);
                if (value != null) {
                    new OptionKind.Truth().problem(value)
                            .ifPresent(message -> problem(path + " " + name, message));
                }
            }
        }
    }

    // ----- constraints

    private void checkConstraints() {
        for (var constraint : configuration.constraints()) {
            var path = path(constraint);
            switch (constraint) {
                case Location(_, var resource, var preference) -> {
                    checkReference(path, resource);
                    if (preference instanceof Preference.ByRules(var rules)) {
                        if (rules.isEmpty()) {
                            problem(path, "a location has a node with a score, or at least one rule");
                        }
                        checkRules(path, rules);
                    }
                }
                case Colocation(_, _, var dependent, var primary) ->
                    checkPair(path, dependent.resource(), primary.resource());
                case Order(_, _, var first, var then, _) ->
                    checkPair(path, first.resource(), then.resource());
            }
        }
    }

    private void checkPair(String path, ResourceId one, ResourceId other) {
        checkReference(path, one);
        if (one.equals(other)) {
            problem(path, "'" + one + "' stands on both sides");
            return;
        }
        checkReference(path, other);
        if (members(one).contains(other) || members(other).contains(one)) {
            problem(path, "one of '" + one + "' and '" + other + "' is a member of the other");
        }
    }

    private Collection<ResourceId> members(ResourceId id) {
        return configuration.resource(id).filter(Group.class::isInstance).map(Group.class::cast)
                .map(Group::members)
                .orElse(List.of());
    }
}
