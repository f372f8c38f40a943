package org.quorate.crmsh.golden;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.quorate.cib.Cib;
import org.quorate.cib.Element;

/**
 * Makes a CIB of an outline. What stands in a CIB has the same words here, {@code rsc_} left out; ids that
 * nobody names are made up; {@code meta}, {@code parameters}, {@code op} and {@code set} are short for what
 * is long in XML. Primitives are {@code ocf:test:Dummy} unless they say otherwise.
 */
final class CaseCib {

    private static final Map<String, String> SETS = Map.of("meta", "meta_attributes", "parameters",
            "instance_attributes", "utilization", "utilization", "options", "cluster_property_set",
            "defaults", "meta_attributes");
    private static final Set<String> RESOURCES = Set.of("primitive", "group", "clone", "bundle", "template");
    private static final Set<String> CONSTRAINTS = Set.of("location", "colocation", "order", "ticket");
    private static final Map<String, String> SECTIONS = Map.of("options", "crm_config", "defaults",
            "rsc_defaults", "tag", "tags", "topology", "fencing-topology");

    private final Map<String, List<Element>> sections = new LinkedHashMap<>();
    private final Map<String, Element> primitives = new LinkedHashMap<>();
    private final List<Element> states = new ArrayList<>();
    private final List<Element> tickets = new ArrayList<>();
    private Element root = Element.of("cib", "validate-with", "pacemaker-3.9", "have-quorum", "1");
    private int number;

    private CaseCib() {
        List.of("crm_config", "nodes", "resources", "constraints", "rsc_defaults", "tags",
                "fencing-topology").forEach(section -> sections.put(section, new ArrayList<>()));
    }

    static Cib of(List<Outline> lines) {
        var made = new CaseCib();
        lines.forEach(made::addToConfiguration);
        lines.stream().filter(line -> line.kind().equals("node")).forEach(made::addState);
        var configuration = new ArrayList<Element>();
        made.sections.forEach((name, children) -> configuration
                .add(name.equals("fencing-topology") && !children.isEmpty()
                        ? children.getFirst()
                        : Element.of(name).withChildren(children)));
        made.states.add(Element.of("tickets").withChildren(made.tickets));
        return new Cib(made.root.withChildren(List.of(
                Element.of("configuration").withChildren(configuration),
                Element.of("status").withChildren(made.states))));
    }

    private void addToConfiguration(Outline line) {
        var kind = line.kind();
        if (kind.equals("cib")) {
            line.values().forEach((name, value) -> root = root.with(name, value));
        } else if (kind.equals("ticket-state")) {
            tickets.add(with(Element.of("ticket_state", "id", line.name()), line));
        } else if (kind.equals("node")) {
            section("nodes").add(node(line));
        } else if (RESOURCES.contains(kind)) {
            section("resources").add(element(line));
        } else if (CONSTRAINTS.contains(kind)) {
            section("constraints").add(element(line));
        } else {
            section(SECTIONS.getOrDefault(kind, kind)).add(element(line));
        }
    }

    private List<Element> section(String name) {
        return Objects.requireNonNull(sections.get(name), () -> "there is no section for " + name);
    }

    private Element node(Outline line) {
        var children = line.children().stream().filter(child -> SETS.containsKey(child.kind()))
                .map(this::element).toList();
        return Element.of("node", "id", line.name(), "uname", line.name()).withChildren(children);
    }

    private String newId() {
        return "id-" + ++number;
    }

    private static Element with(Element element, Outline line) {
        var changed = element;
        for (var entry : line.values().entrySet()) {
            changed = changed.with(entry.getKey(), entry.getValue());
        }
        return changed;
    }

    private Element element(Outline line) {
        if (SETS.containsKey(line.kind())) {
            return set(line);
        }
        if (line.kind().equals("set") || line.kind().equals("tag")) {
            return references(line);
        }
        var name = CONSTRAINTS.contains(line.kind()) ? "rsc_" + line.kind() : line.kind();
        var element = Element.of(name.equals("topology")
                ? "fencing-topology"
                : name.equals("level") ? "fencing-level" : name, "id",
                line.name().isEmpty() ? newId() : line.name());
        if (name.equals("primitive") && !line.values().containsKey("template")) {
            element = element.with("class", "ocf").with("provider", "test").with("type", "Dummy");
        }
        var made = with(element, line).withChildren(children(line));
        if (name.equals("primitive")) {
            primitives.put(made.id(), made);
        }
        return made;
    }

    private List<Element> children(Outline line) {
        var children = new ArrayList<Element>();
        var operations = new ArrayList<Element>();
        for (var child : line.children()) {
            if (child.kind().equals("op")) {
                operations.add(with(Element.of("op", "id", newId(), "name", child.name()), child));
            } else {
                children.add(element(child));
            }
        }
        if (!operations.isEmpty()) {
            children.add(Element.of("operations").withChildren(operations));
        }
        return children;
    }

    private Element set(Outline line) {
        var children = new ArrayList<>(children(line));
        line.values().forEach((name, value) -> children
                .add(Element.of("nvpair", "id", newId(), "name", name, "value", value)));
        return Element.of(SETS.getOrDefault(line.kind(), ""), "id", newId()).withChildren(children);
    }

    private Element references(Outline line) {
        var isTag = line.kind().equals("tag");
        var members = line.words().subList(isTag ? 2 : 1, line.words().size()).stream()
                .map(id -> Element.of(isTag ? "obj_ref" : "resource_ref", "id", id)).toList();
        var element = isTag
                ? Element.of("tag", "id", line.name())
                : Element.of("resource_set", "id", newId());
        return with(element, line).withChildren(members);
    }

    private void addState(Outline line) {
        states.add(new CaseStatus(line, primitives).state());
    }
}
