package org.quorate.crmsh.language;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.quorate.model.Configuration;
import org.quorate.model.ConfigurationEdit.Section;
import org.quorate.model.Constraint;
import org.quorate.model.Constraint.Kind;
import org.quorate.model.Constraint.OrderedAction;
import org.quorate.model.Constraint.Preference;
import org.quorate.model.Constraint.ResourceRole;
import org.quorate.model.Constraint.Symmetry;
import org.quorate.model.NodeEntry;
import org.quorate.model.NvSet;
import org.quorate.model.Operation;
import org.quorate.model.Resource;
import org.quorate.model.Role;
import org.quorate.model.Score;

/**
 * Prints objects of the CIB in the crm language, in crmsh's canonical form: a head line, then every child on
 * a line of its own after {@code \} and a tab. What it prints, {@link CrmLanguage} reads as the same value.
 */
public final class Printer {

    /** In which order objects are printed. */
    public enum Arrangement {
        /** As they were defined: for files that are loaded again. */
        AS_DEFINED,
        /** By class, then by id: to be read. */
        SORTED
    }

    private static final NvSet NO_PARAMS = NvSet.of(Map.of());

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
        var resources = new ArrayList<Entry>();
        configuration.resources().forEach(resource -> resources.add(resource(resource)));
        var constraints = new ArrayList<Entry>();
        configuration.constraints().forEach(constraint -> constraints.add(constraint(constraint)));
        if (arrangement == Arrangement.SORTED) {
            nodes.sort(Comparator.comparing(Entry::id));
            resources.sort(Comparator.comparing((Entry entry) -> entry.keyword().equals("group"))
                    .thenComparing(Entry::id));
            constraints.sort(Comparator.comparing(Entry::id));
        }
        var entries = new ArrayList<Entry>(nodes);
        entries.addAll(resources);
        entries.addAll(constraints);
        configuration.properties().forEach(set -> entries.add(section(Section.PROPERTIES, set)));
        configuration.rscDefaults().forEach(set -> entries.add(section(Section.RSC_DEFAULTS, set)));
        configuration.opDefaults().forEach(set -> entries.add(section(Section.OP_DEFAULTS, set)));
        return entries;
    }

    private static Entry entry(String id, List<String> lines) {
        var head = lines.getFirst();
        return new Entry(id, head.substring(0, head.indexOf(' ')), String.join(" \\\n\t", lines));
    }

    private static Entry node(NodeEntry node) {
        var lines = new ArrayList<String>();
        lines.add("node " + node.name());
        if (!node.attributes().values().isEmpty()) {
            lines.add("attributes" + set(node.attributes()));
        }
        return entry(node.name().value(), lines);
    }

    /** One resource. */
    public Entry resource(Resource resource) {
        var lines = new ArrayList<String>();
        switch (resource) {
            case Resource.Primitive primitive -> {
                lines.add("primitive " + primitive.id() + " " + resolver.shortest(primitive.agent()));
                primitive.params().forEach(set -> lines.add("params" + set(set)));
                primitive.meta().forEach(set -> lines.add("meta" + set(set)));
                primitive.operations().forEach(operation -> operation(lines, operation));
            }
            case Resource.Group group -> {
                var head = new StringBuilder("group ").append(group.id());
                group.members().forEach(member -> head.append(' ').append(member));
                lines.add(head.toString());
                group.params().forEach(set -> lines.add("params" + set(set)));
                group.meta().forEach(set -> lines.add("meta" + set(set)));
            }
        }
        return entry(resource.id().value(), lines);
    }

    private static void operation(List<String> lines, Operation operation) {
        lines.add("op " + operation.name() + pairs(operation.attributes()));
        if (!operation.params().equals(NO_PARAMS)) {
            lines.add("op_params" + set(operation.params()));
        }
    }

    /** One constraint. */
    public Entry constraint(Constraint constraint) {
        var lines = new ArrayList<String>();
        switch (constraint) {
            case Constraint.Location(var id, var resource, Preference.OfNode(var node, var score)) ->
                lines.add("location " + id + " " + resource + " " + Scores.print(score) + ": " + node);
            case Constraint.Location(var id, var resource, Preference.ByRules(var rules)) -> {
                lines.add("location " + id + " " + resource);
                rules.forEach(rule -> lines.add(RulePrinter.print(rule)));
            }
            case Constraint.Colocation(var id, var score, var dependent, var primary) ->
                lines.add("colocation " + id + " " + Scores.print(score) + ": " + role(dependent) + " "
                        + role(primary));
            case Constraint.Order order -> lines.add(order(order));
        }
        return entry(constraint.id().value(), lines);
    }

    private static String role(ResourceRole role) {
        return role.role() == Role.STARTED
                ? role.resource().value()
                : role.resource() + ":" + role.role().word();
    }

    private static String order(Constraint.Order order) {
        var kind = order.kind().name();
        var text = new StringBuilder("order ").append(order.id()).append(' ').append(kind.charAt(0))
                .append(kind.substring(1).toLowerCase(Locale.ROOT)).append(": ");
        boolean plain = order.first().action() == OrderedAction.START
                && order.then().action() == OrderedAction.START;
        text.append(order.first().resource());
        if (!plain) {
            text.append(':').append(order.first().action().name().toLowerCase(Locale.ROOT));
        }
        text.append(' ').append(order.then().resource());
        if (!plain) {
            text.append(':').append(order.then().action().name().toLowerCase(Locale.ROOT));
        }
        var usual = order.kind() == Kind.SERIALIZE ? Symmetry.ASYMMETRICAL : Symmetry.SYMMETRICAL;
        if (order.symmetry() != usual) {
            text.append(" symmetrical=").append(order.symmetry() == Symmetry.SYMMETRICAL);
        }
        return text.toString();
    }

    private static Entry section(Section section, NvSet set) {
        var id = set.id().isEmpty() ? SectionNames.defaultId(section) : set.id();
        var lines = new ArrayList<String>();
        lines.add(SectionNames.keyword(section) + " " + id + ":"
                + (set.score().equals(Score.ZERO) ? "" : " " + Scores.print(set.score()) + ":"));
        set.rules().forEach(rule -> lines.add(RulePrinter.print(rule)));
        set.values().forEach((name, value) -> lines.add(name + "=" + Words.value(value)));
        return entry(id, lines);
    }

    /** With a blank before each part. */
    private static String set(NvSet set) {
        var text = new StringBuilder();
        if (!set.id().isEmpty()) {
            text.append(" $id=").append(Words.value(set.id()));
        }
        if (!set.score().equals(Score.ZERO)) {
            text.append(' ').append(Scores.print(set.score())).append(':');
        }
        set.rules().forEach(rule -> text.append(' ').append(RulePrinter.print(rule)));
        return text.append(pairs(set.values())).toString();
    }

    private static String pairs(Map<String, String> values) {
        var text = new StringBuilder();
        values.forEach((name, value) -> text.append(' ').append(name).append('=').append(Words.value(value)));
        return text.toString();
    }
}
