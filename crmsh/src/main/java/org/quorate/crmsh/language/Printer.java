package org.quorate.crmsh.language;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.quorate.cib.ConfigurationCib;
import org.quorate.cib.Element;
import org.quorate.cib.ElementText;
import org.quorate.cib.ForeignCib;
import org.quorate.model.Configuration;
import org.quorate.model.ConfigurationEdit;
import org.quorate.model.ConfigurationEdit.Section;
import org.quorate.model.Constraint;
import org.quorate.model.FencingLevel;
import org.quorate.model.Foreign;
import org.quorate.model.NodeEntry;
import org.quorate.model.NvSet;
import org.quorate.model.Resource;
import org.quorate.model.ResourceId;
import org.quorate.model.Score;

/**
 * Prints objects of the CIB in the crm language, in crmsh's canonical form: a head line, then every child on
 * a line of its own after {@code \} and a tab. What it prints, {@link CrmLanguage} reads as the same value;
 * an object that the language has no words for is printed as XML.
 */
public final class Printer {

    /** In which order objects are printed. */
    public enum Arrangement {
        /** As they were defined: for files that are loaded again. */
        AS_DEFINED,
        /** By class, then by id: to be read. */
        SORTED
    }

    private static final String FENCING = "fencing_topology";
    private static final List<String> CLASSES = List.of("rsc_template", "primitive", "bundle", "group", "ms",
            "clone", "tag");

    private final AgentResolver resolver;

    /** Agents are asked for only where a short form could be mistaken. */
    public Printer(AgentKnowledge agents) {
        this.resolver = new AgentResolver(agents);
    }

    /** One object as printed. */
    public record Entry(String id, String keyword, String text) {}

    /** The whole configuration; ends with a newline unless it is empty. */
    public String print(Configuration configuration, Arrangement arrangement) {
        var text = new StringBuilder();
        entries(configuration, arrangement).forEach(entry -> text.append(entry.text()).append('\n'));
        return text.toString();
    }

    /** Every object, each with its id (a node's name; a section's set id). */
    public List<Entry> entries(Configuration configuration, Arrangement arrangement) {
        var nodes = new ArrayList<Entry>();
        configuration.nodes().forEach(node -> nodes.add(node(node)));
        var resources = resources(configuration);
        var constraints = new ArrayList<Entry>();
        configuration.constraints().forEach(constraint -> constraints.add(constraint(constraint)));
        if (arrangement == Arrangement.SORTED) {
            nodes.sort(Comparator.comparing(Entry::id));
            resources.sort(Comparator.comparingInt((Entry entry) -> CLASSES.indexOf(entry.keyword()))
                    .thenComparing(Entry::id));
            constraints.sort(Comparator.comparing((Entry entry) -> entry.keyword().equals("rsc_ticket"))
                    .thenComparing(Entry::id));
        }
        var entries = new ArrayList<Entry>(nodes);
        entries.addAll(resources);
        entries.addAll(constraints);
        if (!configuration.fencing().isEmpty()) {
            entries.add(fencing(configuration));
        }
        configuration.properties().forEach(set -> entries.add(section(Section.PROPERTIES, set)));
        configuration.rscDefaults().forEach(set -> entries.add(section(Section.RSC_DEFAULTS, set)));
        configuration.opDefaults().forEach(set -> entries.add(section(Section.OP_DEFAULTS, set)));
        configuration.extras().elements().forEach(element -> entries.add(kept(element)));
        return entries;
    }

    /** A container that is printed as XML holds its members. */
    private List<Entry> resources(Configuration configuration) {
        var printed = new LinkedHashMap<ResourceId, Entry>();
        var inside = new HashSet<ResourceId>();
        for (var resource : configuration.resources()) {
            var entry = resource(configuration, resource);
            printed.put(resource.id(), entry);
            if (isXml(entry)) {
                addMembers(configuration, resource, inside);
            }
        }
        printed.keySet().removeAll(inside);
        return new ArrayList<>(printed.values());
    }

    private static void addMembers(Configuration configuration, Resource container, Set<ResourceId> inside) {
        for (var member : container.members()) {
            if (inside.add(member)) {
                configuration.resource(member).ifPresent(one -> addMembers(configuration, one, inside));
            }
        }
    }

    private static boolean isXml(Entry entry) {
        return entry.text().startsWith("xml ");
    }

    private static Entry entry(String id, List<String> lines) {
        var head = lines.getFirst();
        int blank = head.indexOf(' ');
        return new Entry(id, blank < 0 ? head : head.substring(0, blank), String.join(" \\\n\t", lines));
    }

    /** The entry itself where it is read back as what it says, else the element. */
    private static Entry checked(Entry entry, Predicate<Parsed> isMeant,
            java.util.function.Supplier<Element> element) {
        var parsed = CrmLanguage.parse(entry.text(), AgentKnowledge.NONE);
        return parsed.problems().isEmpty() && isMeant.test(parsed)
                ? entry
                : new Entry(entry.id(), entry.keyword(), "xml " + ElementText.line(element.get()));
    }

    private static Entry node(NodeEntry node) {
        var lines = new ArrayList<String>();
        var id = node.extras().attribute("id").map(text -> Words.isBare(text)
                ? text + ": "
                : "$id=" + Words.value(text) + " ").orElse("");
        lines.add("node " + id + node.name() + (node.type().equals("member") ? "" : ":" + node.type()));
        var description = SetPrinter.description(node.extras());
        if (!description.isEmpty()) {
            lines.add(description);
        }
        if (!node.attributes().saysNothing()) {
            lines.add("attributes" + SetPrinter.print(node.attributes()));
        }
        node.utilization().forEach(set -> lines.add("utilization" + SetPrinter.print(set)));
        return checked(entry(node.name().value(), lines), parsed -> parsed.nodes().equals(List.of(node)),
                () -> ConfigurationCib.element(node));
    }

    private Entry resource(Configuration configuration, Resource resource) {
        return checked(entry(resource.id().value(), ResourcePrinter.lines(resource, resolver)),
                parsed -> parsed.edits().equals(List.of(new ConfigurationEdit.PutResource(resource))),
                () -> ConfigurationCib.element(configuration, resource));
    }

    /** One constraint. */
    public Entry constraint(Constraint constraint) {
        return checked(entry(constraint.id().value(), ConstraintPrinter.lines(constraint)),
                parsed -> parsed.edits().equals(List.of(new ConfigurationEdit.PutConstraint(constraint))),
                () -> ConfigurationCib.element(constraint));
    }

    private static Entry fencing(Configuration configuration) {
        var said = new Entry(FENCING, FENCING, FencingPrinter.print(configuration));
        var context = new StringBuilder();
        configuration.nodes().forEach(node -> context.append("node ").append(node.name()).append('\n'));
        var parsed = CrmLanguage.parse(context + said.text(), AgentKnowledge.NONE).configuration();
        var isMeant = Set.copyOf(parsed.fencing()).equals(Set.copyOf(configuration.fencing()));
        return isMeant ? said : new Entry(FENCING, FENCING, "xml " + ElementText.line(levels(configuration)));
    }

    private static Element levels(Configuration configuration) {
        List<FencingLevel> fencing = configuration.fencing();
        return ConfigurationCib.element(Configuration.EMPTY.withFencing(fencing)).child("fencing-topology")
                .orElseThrow();
    }

    private static Entry section(Section section, NvSet set) {
        var id = set.id().isEmpty() ? SectionNames.defaultId(section) : set.id();
        var lines = new ArrayList<String>();
        lines.add(SectionNames.keyword(section) + " " + id + ":"
                + (set.score().equals(Score.ZERO) ? "" : " " + Scores.print(set.score()) + ":"));
        set.rules().forEach(rule -> lines.add(RulePrinter.print(rule)));
        set.values().forEach((name, value) -> lines.add(SetPrinter.pair(set, name, value)));
        set.extras().elements().forEach(kept -> lines.add(SetPrinter.reference(kept)));
        return checked(entry(id, lines),
                parsed -> set.values().isEmpty() || parsed.edits()
                        .equals(List.of(new ConfigurationEdit.SetValues(section, set))),
                () -> ConfigurationCib.element(with(section, set)).child(element(section)).orElseThrow());
    }

    private static Configuration with(Section section, NvSet set) {
        return switch (section) {
            case PROPERTIES -> Configuration.EMPTY.withProperties(List.of(set));
            case RSC_DEFAULTS -> Configuration.EMPTY.withRscDefaults(List.of(set));
            case OP_DEFAULTS -> Configuration.EMPTY.withOpDefaults(List.of(set));
        };
    }

    private static String element(Section section) {
        return switch (section) {
            case PROPERTIES -> "crm_config";
            case RSC_DEFAULTS -> "rsc_defaults";
            case OP_DEFAULTS -> "op_defaults";
        };
    }

    private static Entry kept(Foreign element) {
        return new Entry(element.attribute("id").orElse(element.name()), element.name(),
                "xml " + ElementText.line(ForeignCib.element(element)));
    }
}
