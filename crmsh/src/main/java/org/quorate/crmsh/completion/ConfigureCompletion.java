package org.quorate.crmsh.completion;

import static org.quorate.crmsh.completion.Completion.plain;
import static org.quorate.crmsh.completion.Completion.unused;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.quorate.model.Container;
import org.quorate.model.NvSet;
import org.quorate.model.Resource;
import org.quorate.model.ResourceId;

/** TAB in {@code configure}. */
final class ConfigureCompletion {

    private static final List<String> SECTIONS = List.of("property", "rsc_defaults", "op_defaults");
    private static final List<String> KINDS = List.of("node", "primitive", "rsc_template", "group", "clone",
            "ms", "bundle", "tag", "location", "colocation", "order", "rsc_ticket", "fencing_topology");
    private static final Set<String> OPERATORS = Set.of("lt", "gt", "lte", "gte", "eq", "ne");

    private final Knowledge knowledge;

    ConfigureCompletion(Knowledge knowledge) {
        this.knowledge = knowledge;
    }

    List<Candidate> complete(Position position) {
        int at = position.arguments().size();
        return switch (position.command()) {
            case "primitive" -> new PrimitiveCompletion(knowledge).complete(position);
            case "group" -> at == 0 ? List.of() : group(position);
            case "clone", "ms", "master" -> cloneOf(position);
            case "bundle" -> bundle(position);
            case "tag" -> at == 0 ? List.of() : unused(objects(), position);
            case "rsc_ticket" -> at < 2 ? List.of() : ticket(position);
            case "fencing_topology" -> fencing(position);
            case "modgroup" -> modgroup(position);
            case "rename" -> at == 0 ? plain(objects()) : List.of();
            case "rsc_template" -> new PrimitiveCompletion(knowledge).complete(position);
            case "location" -> location(position);
            case "colocation", "collocation" -> switch (at) {
                case 0 -> List.of();
                case 1 -> plain(List.of("inf:", "-inf:", "0:"));
                default -> at < 4 ? unused(resources(), position) : List.of();
            };
            case "order" -> order(position);
            case "node" ->
                at == 0 ? plain(knowledge.nodes()) : unused(List.of("attributes", "utilization"), position);
            case "property", "rsc_defaults", "op_defaults" ->
                Completion.assignments(knowledge.options(Completion.section(position.command())), position);
            case "delete", "rm", "edit" -> unused(objects(), position);
            case "show" -> {
                var words = new ArrayList<>(unused(objects(), position));
                words.addAll(unused(KINDS, position));
                words.addAll(unused(SECTIONS, position));
                words.addAll(unused(List.of("changed"), position));
                yield words;
            }
            case "load" -> load(position);
            case "commit" -> at == 0 ? plain(List.of("force")) : List.of();
            case "unset" ->
                at == 0 ? plain(SECTIONS) : unused(setNames(position.arguments().getFirst()), position);
            default -> List.of();
        };
    }

    private List<String> objects() {
        var ids = new TreeSet<String>(resources());
        knowledge.configuration().constraints().forEach(constraint -> ids.add(constraint.id().value()));
        return List.copyOf(ids);
    }

    private List<String> resources() {
        return knowledge.configuration().resources().stream().map(resource -> resource.id().value()).sorted()
                .toList();
    }

    private List<String> setNames(String keyword) {
        var sets = switch (keyword) {
            case "rsc_defaults" -> knowledge.configuration().rscDefaults();
            case "op_defaults" -> knowledge.configuration().opDefaults();
            default -> knowledge.configuration().properties();
        };
        return sets.stream().map(NvSet::values).flatMap(values -> values.keySet().stream()).distinct()
                .toList();
    }

    /** Primitives that are in no group yet; after {@code meta} its attributes. */
    private List<Candidate> group(Position position) {
        if (position.before().contains("meta")) {
            return Completion.assignments(knowledge.metaAttributes(), position);
        }
        var taken = new HashSet<ResourceId>();
        for (var resource : knowledge.configuration().resources()) {
            if (resource instanceof Resource.Group group) {
                taken.addAll(group.members());
            }
        }
        var words = new ArrayList<>(unused(knowledge.configuration().primitives().stream()
                .map(Resource.Primitive::id).filter(id -> !taken.contains(id)).map(ResourceId::value).sorted()
                .toList(), position));
        if (position.arguments().size() > 1) {
            words.add(Candidate.of("meta"));
        }
        return words;
    }

    /** What is a member of nothing yet. */
    private List<String> free(boolean withGroups) {
        var contained = knowledge.configuration().contained();
        return knowledge.configuration().resources().stream()
                .filter(resource -> resource instanceof Resource.Primitive
                        || resource instanceof Resource.Derived
                        || (withGroups && resource instanceof Resource.Group))
                .map(Resource::id).filter(id -> !contained.contains(id)).map(ResourceId::value).sorted()
                .toList();
    }

    private List<Candidate> cloneOf(Position position) {
        return switch (position.arguments().size()) {
            case 0 -> List.of();
            case 1 -> plain(free(true));
            case 2 -> plain(List.of("meta", "params"));
            default -> Completion.assignments(knowledge.metaAttributes(), position);
        };
    }

    private List<Candidate> bundle(Position position) {
        var arguments = position.arguments();
        if (arguments.isEmpty()) {
            return List.of();
        }
        if (arguments.size() == 1) {
            return plain(Container.ENGINES);
        }
        return arguments.getLast().equals("primitive")
                ? plain(free(false))
                : unused(List.of("network", "port-mapping", "storage", "storage-mapping", "meta",
                        "primitive"), position);
    }

    private List<Candidate> ticket(Position position) {
        var words = new ArrayList<>(unused(resources(), position));
        words.addAll(plain(List.of("loss-policy=stop", "loss-policy=demote", "loss-policy=fence",
                "loss-policy=freeze")));
        return words;
    }

    private List<Candidate> fencing(Position position) {
        var words = new ArrayList<Candidate>(plain(knowledge.nodes().stream().map(node -> node + ":")
                .toList()));
        words.addAll(unused(knowledge.configuration().primitives().stream()
                .filter(Resource.Primitive::isFenceDevice).map(device -> device.id().value()).toList(),
                position));
        return words;
    }

    private List<Candidate> modgroup(Position position) {
        var arguments = position.arguments();
        var group = arguments.isEmpty()
                ? Optional.<Resource>empty()
                : knowledge.configuration().resources().stream()
                        .filter(resource -> resource.id().value().equals(arguments.getFirst())).findFirst();
        var members = group.stream().flatMap(resource -> resource.members().stream()).map(ResourceId::value)
                .toList();
        return switch (arguments.size()) {
            case 0 -> plain(knowledge.configuration().resources().stream()
                    .filter(Resource.Group.class::isInstance).map(one -> one.id().value()).toList());
            case 1 -> plain(List.of("add", "remove"));
            case 2 -> plain(arguments.get(1).equals("add") ? free(false) : members);
            case 3 -> arguments.get(1).equals("add") ? plain(List.of("after", "before")) : List.of();
            case 4 -> plain(members);
            default -> List.of();
        };
    }

    private static List<Candidate> load(Position position) {
        var arguments = position.arguments();
        if (arguments.isEmpty()) {
            return plain(List.of("update", "replace", "xml"));
        }
        return arguments.equals(List.of("xml")) ? plain(List.of("update", "replace")) : List.of();
    }

    private List<Candidate> location(Position position) {
        var arguments = position.arguments();
        return switch (arguments.size()) {
            case 0 -> List.of();
            case 1 -> plain(resources());
            case 2 -> plain(List.of("inf:", "-inf:", "100:", "rule"));
            default -> {
                if (!arguments.contains("rule")) {
                    yield arguments.size() == 3 ? plain(knowledge.nodes()) : List.of();
                }
                var last = arguments.getLast();
                if (last.equals("rule") || (last.endsWith(":") && !last.contains("="))) {
                    var words = new ArrayList<Candidate>(plain(List.of("#uname", "defined", "not_defined")));
                    if (last.equals("rule")) {
                        words.addAll(plain(List.of("inf:", "-inf:")));
                    }
                    yield words;
                }
                if (last.equals("and") || last.equals("or")) {
                    yield plain(List.of("#uname", "defined", "not_defined"));
                }
                if (OPERATORS.contains(last)) {
                    yield plain(knowledge.nodes());
                }
                yield last.startsWith("#")
                        ? plain(List.of("eq", "ne"))
                        : plain(List.of("and", "or", "rule", "eq", "ne", "lt", "gt", "lte", "gte"));
            }
        };
    }

    private List<Candidate> order(Position position) {
        int at = position.arguments().size();
        if (at == 0) {
            return List.of();
        }
        boolean hasKind = position.arguments().stream().skip(1).limit(1).anyMatch(word -> word.endsWith(":"));
        var words = new ArrayList<Candidate>();
        if (at == 1) {
            words.addAll(plain(List.of("Mandatory:", "Optional:", "Serialize:")));
        }
        if (at < (hasKind ? 4 : 3)) {
            words.addAll(unused(resources(), position));
        } else {
            words.addAll(plain(List.of("symmetrical=false")));
        }
        return words;
    }
}
