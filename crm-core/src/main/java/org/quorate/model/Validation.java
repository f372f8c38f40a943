package org.quorate.model;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.quorate.model.Resource.Group;
import org.quorate.model.Resource.Primitive;

/** What is wrong with a configuration: all of it, each with its place. Agents are judged elsewhere. */
public final class Validation {

    private static final Duration SHORTEST_INTERVAL = Duration.ofMillis(100);

    private final Configuration configuration;
    private final List<Problem> problems = new ArrayList<>();
    private final Set<String> resourceIds = new TreeSet<>();
    private final Map<ResourceId, String> containers = new HashMap<>();

    private Validation(Configuration configuration) {
        this.configuration = configuration;
        configuration.resources().forEach(resource -> resourceIds.add(resource.id().value()));
    }

    /** Why the configuration cannot be taken; empty when it can. */
    public static List<Problem> problems(Configuration configuration) {
        var validation = new Validation(configuration);
        validation.checkIds();
        validation.checkResources();
        validation.problems.addAll(ConstraintValidation.problems(configuration));
        validation.checkNodes();
        validation.checkFencing();
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

    /** Names of options and meta-attributes that mean nothing, each with the nearest that does. */
    public static List<Problem> unknownOptions(Configuration configuration) {
        var unknown = new ArrayList<Problem>();
        ValidationWarnings.unknownOptions(configuration, unknown);
        return List.copyOf(unknown);
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
            case Resource.Derived derived -> "primitive " + derived.id();
            case Resource.Template template -> "rsc_template " + template.id();
            case Group group -> "group " + group.id();
            case Resource.Clone clone ->
                (clone.form() == Resource.Clone.Form.MS ? "ms " : "clone ") + clone.id();
            case Resource.Bundle bundle -> "bundle " + bundle.id();
            case Resource.Tag tag -> "tag " + tag.id();
        };
    }

    static String path(Constraint constraint) {
        return switch (constraint) {
            case Constraint.Location location -> "location " + location.id();
            case Constraint.LocationOfMany location -> "location " + location.id();
            case Constraint.Colocation colocation -> "colocation " + colocation.id();
            case Constraint.ColocationOfSets colocation -> "colocation " + colocation.id();
            case Constraint.Order order -> "order " + order.id();
            case Constraint.OrderOfSets order -> "order " + order.id();
            case Constraint.Ticket ticket -> "rsc_ticket " + ticket.id();
        };
    }

    // ----- resources

    private void checkResources() {
        for (var resource : configuration.resources()) {
            var path = path(resource);
            checkSets(path + " meta", OptionCatalog.META, resource.meta());
            switch (resource) {
                case Primitive primitive -> checkOperations(path, primitive.operations());
                case Resource.Derived derived -> {
                    checkOperations(path, derived.operations());
                    checkTemplate(path, derived.template());
                }
                case Resource.Template(var definition) -> checkOperations(path, definition.operations());
                case Group group -> checkMembers(group);
                case Resource.Clone clone -> checkMembers(clone);
                case Resource.Bundle bundle -> checkBundle(path, bundle);
                case Resource.Tag tag -> {
                    if (tag.objects().isEmpty()) {
                        problem(path, "a tag names at least one object");
                    }
                }
            }
        }
    }

    private void checkTemplate(String path, ResourceId template) {
        var found = configuration.resource(template);
        if (found.filter(Resource.Template.class::isInstance).isEmpty()) {
            var templates = configuration.resources().stream().filter(Resource.Template.class::isInstance)
                    .map(one -> one.id().value()).toList();
            problem(path, "there is no template '" + template + "'"
                    + Suggestion.hint(template.value(), templates));
        }
    }

    private void checkBundle(String path, Resource.Bundle bundle) {
        if (!Container.ENGINES.contains(bundle.container().engine())) {
            problem(path, "'" + bundle.container().engine() + "' runs no containers: "
                    + String.join(", ", Container.ENGINES) + " do");
        }
        if (!bundle.container().options().containsKey("image")) {
            problem(path, "a bundle has an image: " + bundle.container().engine() + " image=NAME");
        }
        if (bundle.members().size() > 1) {
            problem(path, "a bundle contains at most one primitive");
        }
        checkMembers(bundle);
    }

    private void checkMembers(Resource container) {
        var path = path(container);
        if (container.members().isEmpty() && container instanceof Group) {
            problem(path, "a group has at least one member");
        }
        var seen = new HashSet<ResourceId>();
        for (var member : container.members()) {
            if (!seen.add(member)) {
                problem(path, "'" + member + "' is listed twice");
                continue;
            }
            var other = containers.putIfAbsent(member, path);
            if (other != null) {
                problem(path, "'" + member + "' is in " + other
                        + " already; a resource is in at most one group, clone or bundle");
            }
            checkReference(path, member);
            configuration.resource(member).filter(inner -> !mayContain(container, inner))
                    .ifPresent(inner -> problem(path, "'" + member + "' is a "
                            + path(inner).substring(0, path(inner).indexOf(' ')) + "; "
                            + (container instanceof Resource.Clone
                                    ? "a clone is of a primitive or a group"
                                    : "the members of a group or bundle are primitives")));
        }
    }

    private static boolean mayContain(Resource container, Resource inner) {
        return switch (inner) {
            case Primitive _,Resource.Derived _ -> true;
            case Group _ -> container instanceof Resource.Clone;
            case Resource.Template _,Resource.Clone _,Resource.Bundle _,Resource.Tag _ -> false;
        };
    }

    private void checkReference(String path, ResourceId id) {
        if (!resourceIds.contains(id.value())) {
            problem(path, "there is no resource '" + id + "'" + Suggestion.hint(id.value(), resourceIds));
        }
    }

    private void checkOperations(String owner, List<Operation> operations) {
        var keys = new HashSet<String>();
        for (var operation : operations) {
            var path = owner + " op " + operation.name();
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
            RuleValidation.check(path, set.rules(), problems);
        }
    }

    private void checkValue(String path, OptionCatalog catalog, String name, String value) {
        if (catalog.find(name).isPresent()) {
            catalog.problem(name, value).ifPresent(message -> problem(path + " " + name, message));
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

    private void checkFencing() {
        for (var level : configuration.fencing()) {
            var path = "fencing_topology";
            if (level.index() < 1 || level.index() > 9) {
                problem(path, "a level is a number from 1 to 9, not " + level.index());
            }
            if (level.devices().isEmpty()) {
                problem(path, "a level names at least one fence device");
            }
            for (var device : level.devices()) {
                if (!resourceIds.contains(device)) {
                    problem(path, "there is no fence device '" + device + "'"
                            + Suggestion.hint(device, resourceIds));
                }
            }
        }
    }
}
