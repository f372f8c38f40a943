package org.quorate.crmsh.language;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.quorate.membership.NodeName;
import org.quorate.model.Configuration;
import org.quorate.model.ConfigurationEdit;
import org.quorate.model.ConfigurationEdit.Section;
import org.quorate.model.ConfigurationEdits;
import org.quorate.model.Constraint;
import org.quorate.model.EditResult;
import org.quorate.model.Extras;
import org.quorate.model.FencingLevel;
import org.quorate.model.Foreign;
import org.quorate.model.NodeEntry;
import org.quorate.model.NvSet;
import org.quorate.model.Resource;
import org.quorate.model.ResourceId;

/**
 * The edits that lead from one configuration to another, object by object, so that what others change at the
 * same time stays. Where object-wise edits cannot express it (sets of options that come or go), one
 * replacement of the whole.
 */
public final class Difference {

    private final Configuration from;
    private final Configuration to;
    private final List<ConfigurationEdit> edits = new ArrayList<>();

    private Difference(Configuration from, Configuration to) {
        this.from = from;
        this.to = to;
    }

    /** No edits where the two say the same; the order of definition does not count. */
    public static List<ConfigurationEdit> between(Configuration from, Configuration to) {
        var wanted = normal(to);
        if (normal(from).equals(wanted)) {
            return List.of();
        }
        var difference = new Difference(from, to);
        difference.find();
        return ConfigurationEdits.apply(from, difference.edits) instanceof EditResult.Edited(var result)
                && normal(result).equals(wanted)
                        ? List.copyOf(difference.edits)
                        : List.of(new ConfigurationEdit.Replace(to));
    }

    private void find() {
        var gone = new ArrayList<ResourceId>();
        from.constraints().stream().map(Constraint::id)
                .filter(id -> to.constraint(id).isEmpty() && to.resource(id).isEmpty()).forEach(gone::add);
        from.resources().stream().map(Resource::id)
                .filter(id -> to.resource(id).isEmpty() && to.constraint(id).isEmpty()).forEach(gone::add);
        from.extras().elements().stream().filter(element -> !isKept(element)).map(Difference::nameOf)
                .filter(ResourceId::isValid).map(ResourceId::new).forEach(gone::add);
        if (!gone.isEmpty()) {
            edits.add(new ConfigurationEdit.Delete(gone));
        }
        // A deletion takes constraints and empty groups with it; what stays is put back by these.
        var afterwards = ConfigurationEdits.apply(from, edits) instanceof EditResult.Edited(var left)
                ? left
                : from;
        to.resources().stream().filter(resource -> !afterwards.resources().contains(resource))
                .forEach(resource -> edits.add(new ConfigurationEdit.PutResource(resource)));
        to.constraints().stream().filter(constraint -> !afterwards.constraints().contains(constraint))
                .forEach(constraint -> edits.add(new ConfigurationEdit.PutConstraint(constraint)));
        if (!afterwards.fencing().equals(to.fencing())) {
            edits.add(new ConfigurationEdit.SetFencing(to.fencing()));
        }
        to.extras().elements().stream().filter(element -> !afterwards.extras().elements().contains(element))
                .forEach(element -> edits.add(new ConfigurationEdit.PutForeign(element)));
        nodes();
        section(Section.PROPERTIES, from.properties(), to.properties());
        section(Section.RSC_DEFAULTS, from.rscDefaults(), to.rscDefaults());
        section(Section.OP_DEFAULTS, from.opDefaults(), to.opDefaults());
    }

    private boolean isKept(Foreign element) {
        return to.extras().elements().stream().anyMatch(other -> nameOf(other).equals(nameOf(element)));
    }

    private static String nameOf(Foreign element) {
        return element.attribute("id").orElse(element.name());
    }

    private void nodes() {
        var names = new java.util.TreeSet<NodeName>();
        from.nodes().forEach(node -> names.add(node.name()));
        to.nodes().forEach(node -> names.add(node.name()));
        for (var name : names) {
            var before = attributes(from, name);
            var after = attributes(to, name);
            to.node(name).filter(node -> !saysNothingElse(node, from.node(name)))
                    .ifPresent(node -> edits.add(new ConfigurationEdit.PutNode(node)));
            after.forEach((key, value) -> {
                if (!value.equals(before.get(key))) {
                    edits.add(new ConfigurationEdit.SetNodeAttribute(name, key, value));
                }
            });
            before.keySet().stream().filter(key -> !after.containsKey(key))
                    .forEach(key -> edits.add(new ConfigurationEdit.UnsetNodeAttribute(name, key)));
        }
    }

    /** Whether an entry differs from the one before in nothing but its attributes. */
    private static boolean saysNothingElse(NodeEntry node, Optional<NodeEntry> before) {
        return node.utilization().equals(before.map(NodeEntry::utilization).orElse(List.of()))
                && node.extras().equals(before.map(NodeEntry::extras).orElse(Extras.NONE))
                && node.attributes().extras().isEmpty();
    }

    private static Map<String, String> attributes(Configuration configuration, NodeName name) {
        return new TreeMap<>(configuration.node(name).map(NodeEntry::attributes)
                .orElse(NvSet.of(new TreeMap<>())).values());
    }

    private void section(Section section, List<NvSet> before, List<NvSet> after) {
        var gone = new HashSet<String>();
        before.forEach(set -> gone.addAll(set.values().keySet()));
        after.forEach(set -> gone.removeAll(set.values().keySet()));
        if (!gone.isEmpty()) {
            edits.add(new ConfigurationEdit.UnsetValues(section, gone.stream().sorted().toList()));
        }
        for (var set : after) {
            if (!before.contains(set)) {
                edits.add(new ConfigurationEdit.SetValues(section, changed(set, before)));
            }
        }
    }

    /** Only what is new in a set that is there already. */
    private static NvSet changed(NvSet set, List<NvSet> before) {
        var old = before.stream().filter(other -> other.id().equals(set.id())
                && other.rules().equals(set.rules())).findFirst();
        var values = new TreeMap<>(set.values());
        old.ifPresent(known -> known.values().forEach(values::remove));
        return set.withValues(values);
    }

    /** The same configuration in an order that depends on nothing but its contents. */
    private static Configuration normal(Configuration configuration) {
        return new Configuration(
                configuration.nodes().stream().filter(node -> !node.attributes().saysNothing()
                        || !node.utilization().isEmpty() || !node.extras().isEmpty())
                        .sorted(Comparator.comparing(NodeEntry::name)).toList(),
                configuration.resources().stream().sorted(Comparator.comparing(Resource::id)).toList(),
                configuration.constraints().stream().sorted(Comparator.comparing(Constraint::id)).toList(),
                normal(Section.PROPERTIES, configuration.properties()),
                normal(Section.RSC_DEFAULTS, configuration.rscDefaults()),
                normal(Section.OP_DEFAULTS, configuration.opDefaults()),
                configuration.fencing().stream().sorted(Comparator.comparing(FencingLevel::toString))
                        .toList(),
                // Attributes of the configuration itself have no words.
                Extras.NONE.withElements(configuration.extras().elements()));
    }

    private static List<NvSet> normal(Section section, List<NvSet> sets) {
        return sets.stream().filter(set -> !set.saysNothing())
                .map(set -> set.id().equals(SectionNames.defaultId(section))
                        ? new NvSet("", set.score(), set.rules(), set.values(), set.pairIds(), set.extras())
                        : set)
                .toList();
    }
}
