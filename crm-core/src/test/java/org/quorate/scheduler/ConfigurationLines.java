package org.quorate.scheduler;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.quorate.membership.NodeName;
import org.quorate.model.AgentName;
import org.quorate.model.Configuration;
import org.quorate.model.Constraint;
import org.quorate.model.Constraint.OrderedAction;
import org.quorate.model.Constraint.ResourceAction;
import org.quorate.model.Constraint.ResourceRole;
import org.quorate.model.Constraint.Symmetry;
import org.quorate.model.Expression;
import org.quorate.model.Expression.Comparison;
import org.quorate.model.Expression.ValueType;
import org.quorate.model.NodeEntry;
import org.quorate.model.NvSet;
import org.quorate.model.Operation;
import org.quorate.model.Resource;
import org.quorate.model.ResourceId;
import org.quorate.model.Role;
import org.quorate.model.Rule;
import org.quorate.model.Score;

/** The lines of a golden case that define the configuration; close to the crm language, one object a line. */
final class ConfigurationLines {

    private final Map<NodeName, NvSet> nodes = new TreeMap<>();
    private final List<Resource> resources = new ArrayList<>();
    private final List<Resource.Primitive> removed = new ArrayList<>();
    private final List<Constraint> constraints = new ArrayList<>();
    private final Map<String, TreeMap<String, String>> sections = new TreeMap<>();

    /** Whether the line belongs to the configuration. */
    boolean read(String[] words) {
        switch (words[0]) {
            case "property", "rsc_defaults", "op_defaults" -> sections
                    .computeIfAbsent(words[0], _ -> new TreeMap<>()).putAll(CaseReader.options(words, 1));
            case "primitive" -> resources.add(primitive(words));
            case "was-primitive" -> removed.add(primitive(words));
            case "group" -> resources.add(group(words));
            case "location" -> constraints.add(location(words));
            case "colocation" -> constraints.add(new Constraint.Colocation(new ResourceId(words[1]),
                    score(words[2]), role(words[3]), role(words[4])));
            case "order" -> constraints.add(order(words));
            default -> {
                return false;
            }
        }
        return true;
    }

    void nodeAttribute(NodeName node, String name, String value) {
        nodes.put(node, nodes.getOrDefault(node, NvSet.of(Map.of())).with(name, value));
    }

    List<Resource.Primitive> removed() {
        return List.copyOf(removed);
    }

    Configuration build() {
        var entries = new ArrayList<NodeEntry>();
        nodes.forEach((name, attributes) -> entries.add(new NodeEntry(name, attributes)));
        return new Configuration(entries, resources, constraints, section("property"),
                section("rsc_defaults"),
                section("op_defaults"));
    }

    private List<NvSet> section(String name) {
        var values = sections.get(name);
        return values == null ? List.of() : List.of(NvSet.of(values));
    }

    private static Resource.Primitive primitive(String[] words) {
        var params = new TreeMap<String, String>();
        var meta = new TreeMap<String, String>();
        var operations = new ArrayList<Operation>();
        var attributes = new TreeMap<String, String>();
        var into = params;
        String operation = "";
        for (int i = 3; i < words.length; i++) {
            switch (words[i]) {
                case "params" -> into = params;
                case "meta" -> into = meta;
                case "op" -> {
                    addOperation(operations, operation, attributes);
                    operation = words[++i];
                    attributes = new TreeMap<>();
                    into = attributes;
                }
                default -> {
                    var pair = words[i].split("=", 2);
                    into.put(pair[0], pair[1]);
                }
            }
        }
        addOperation(operations, operation, attributes);
        return new Resource.Primitive(new ResourceId(words[1]), AgentName.parse(words[2]).orElseThrow(),
                List.of(NvSet.of(params)), List.of(NvSet.of(meta)), operations);
    }

    private static void addOperation(List<Operation> operations, String name,
            SortedMap<String, String> attributes) {
        if (!name.isEmpty()) {
            operations.add(new Operation(name, attributes, NvSet.of(Map.of())));
        }
    }

    private static Resource group(String[] words) {
        var members = Arrays.stream(words).skip(2).takeWhile(w -> !w.equals("meta")).map(ResourceId::new)
                .toList();
        return new Resource.Group(new ResourceId(words[1]), members, List.of(),
                List.of(NvSet.of(CaseReader.options(words, 2 + members.size()))));
    }

    /** {@code location ID RSC SCORE: NODE} or {@code location ID RSC rule SCORE: ATTRIBUTE eq VALUE}. */
    private static Constraint location(String[] words) {
        var id = new ResourceId(words[1]);
        var resource = new ResourceId(words[2]);
        if (!words[3].equals("rule")) {
            return new Constraint.Location(id, resource,
                    new Constraint.Preference.OfNode(new NodeName(words[4]), score(words[3])));
        }
        Expression expression = switch (words[5]) {
            case "defined" -> new Expression.Defined(words[6]);
            case "not_defined" -> new Expression.NotDefined(words[6]);
            default -> new Expression.Compare(words[5],
                    Comparison.valueOf(words[6].toUpperCase(Locale.ROOT)), ValueType.DEFAULT, words[7]);
        };
        var isScore = Score.parse(words[4].replace(":", "")).isPresent();
        var rule = new Rule("", isScore ? score(words[4]) : Score.ZERO,
                isScore ? "" : words[4].replace(":", ""),
                expression);
        return new Constraint.Location(id, resource, new Constraint.Preference.ByRules(List.of(rule)));
    }

    private static Constraint order(String[] words) {
        var kind = Constraint.Kind.valueOf(words[2].replace(":", "").toUpperCase(Locale.ROOT));
        var symmetry = List.of(words).contains("symmetrical=false")
                ? Symmetry.ASYMMETRICAL
                : Symmetry.SYMMETRICAL;
        return new Constraint.Order(new ResourceId(words[1]), kind, action(words[3]), action(words[4]),
                symmetry);
    }

    private static ResourceAction action(String word) {
        var parts = word.split(":", -1);
        return new ResourceAction(new ResourceId(parts[0]), parts.length < 2
                ? OrderedAction.START
                : OrderedAction.valueOf(parts[1].toUpperCase(Locale.ROOT)));
    }

    private static ResourceRole role(String word) {
        return new ResourceRole(new ResourceId(word), Role.STARTED);
    }

    private static Score score(String word) {
        return Score.parse(word.replace(":", "")).orElseThrow();
    }
}
