package org.quorate.crmsh.completion;

import static org.quorate.crmsh.completion.Completion.plain;
import static org.quorate.crmsh.completion.Completion.unused;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.quorate.model.NvSet;
import org.quorate.model.Resource;
import org.quorate.model.ResourceId;

/** TAB in {@code configure}. */
final class ConfigureCompletion {

    private static final List<String> SECTIONS = List.of("property", "rsc_defaults", "op_defaults");
    private static final List<String> KINDS = List.of("node", "primitive", "group", "location", "colocation",
            "order");
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
            case "location" -> location(position);
            case "colocation", "collocation" -> switch (at) {
                case 0 -> List.of();
                case 1 -> plain(List.of("inf:", "-inf:", "0:"));
                default -> at < 4 ? unused(resources(), position) : List.of();
            };
            case "order" -> order(position);
            case "node" -> at == 0 ? plain(knowledge.nodes()) : unused(List.of("attributes"), position);
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
            case "load" -> at == 0 ? plain(List.of("update", "replace")) : List.of();
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
