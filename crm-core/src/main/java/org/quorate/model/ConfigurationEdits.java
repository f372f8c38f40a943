package org.quorate.model;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.quorate.membership.NodeName;
import org.quorate.model.ConfigurationEdit.Delete;
import org.quorate.model.ConfigurationEdit.PutConstraint;
import org.quorate.model.ConfigurationEdit.PutForeign;
import org.quorate.model.ConfigurationEdit.PutNode;
import org.quorate.model.ConfigurationEdit.PutResource;
import org.quorate.model.ConfigurationEdit.Replace;
import org.quorate.model.ConfigurationEdit.Section;
import org.quorate.model.ConfigurationEdit.SetFencing;
import org.quorate.model.ConfigurationEdit.SetMeta;
import org.quorate.model.ConfigurationEdit.SetNodeAttribute;
import org.quorate.model.ConfigurationEdit.SetValues;
import org.quorate.model.ConfigurationEdit.UnsetMeta;
import org.quorate.model.ConfigurationEdit.UnsetNodeAttribute;
import org.quorate.model.ConfigurationEdit.UnsetValues;

/** Applies edits to a configuration, in order, all or none. */
public final class ConfigurationEdits {

    private final List<Problem> problems = new ArrayList<>();
    private Configuration now;

    private ConfigurationEdits(Configuration before) {
        now = before;
    }

    /** Names every edit that cannot be applied, not only the first. */
    public static EditResult apply(Configuration before, List<ConfigurationEdit> edits) {
        var editing = new ConfigurationEdits(before);
        for (var edit : edits) {
            editing.apply(edit);
        }
        return editing.problems.isEmpty()
                ? new EditResult.Edited(editing.now)
                : new EditResult.Impossible(editing.problems);
    }

    private void apply(ConfigurationEdit edit) {
        switch (edit) {
            case PutResource(var resource) -> now = now.withResources(put(now.resources(), resource,
                    other -> other.id().equals(resource.id())));
            case PutConstraint(var constraint) -> now = now.withConstraints(put(now.constraints(), constraint,
                    other -> other.id().equals(constraint.id())));
            case Delete(var ids) -> delete(ids);
            case SetValues(var section, var values) -> now = with(section, merged(sets(section), values));
            case UnsetValues(var section, var names) -> unset(section, names);
            case SetMeta(var id, var name, var value) -> editMeta(id,
                    sets -> withValue(sets, name, value));
            case UnsetMeta(var id, var name) -> editMeta(id, sets -> withoutValue(sets, name));
            case SetNodeAttribute(var node, var name, var value) -> setAttribute(node, name, value);
            case UnsetNodeAttribute(var node, var name) -> now = now.withNodes(now.nodes().stream()
                    .map(entry -> entry.name().equals(node)
                            ? entry.withAttributes(entry.attributes().without(name))
                            : entry)
                    .toList());
            case PutNode(var node) -> putNode(node);
            case SetFencing(var levels) -> now = now.withFencing(levels);
            case PutForeign(var element) -> now = now.withExtras(now.extras().withElements(
                    put(now.extras().elements(), element,
                            other -> other.name().equals(element.name())
                                    && Deletion.nameOf(other).equals(Deletion.nameOf(element)))));
            case Replace(var configuration) -> now = configuration;
        }
    }

    private static <T> List<T> put(List<T> all, T wanted, java.util.function.Predicate<T> sameId) {
        var changed = new ArrayList<>(all);
        for (int i = 0; i < changed.size(); i++) {
            if (sameId.test(changed.get(i))) {
                changed.set(i, wanted);
                return changed;
            }
        }
        changed.add(wanted);
        return changed;
    }

    private void delete(List<ResourceId> ids) {
        problems.addAll(Deletion.problems(now, ids));
        now = Deletion.of(now, ids);
    }

    private void putNode(NodeEntry wanted) {
        var known = now.node(wanted.name());
        if (known.isEmpty()) {
            now = now.withNodes(put(now.nodes(), wanted, _ -> false));
            return;
        }
        var values = new TreeMap<>(known.get().attributes().values());
        values.putAll(wanted.attributes().values());
        var utilization = known.get().utilization();
        for (var set : wanted.utilization()) {
            utilization = merged(utilization, set);
        }
        var attributes = new TreeMap<>(known.get().extras().attributes());
        attributes.putAll(wanted.extras().attributes());
        var elements = wanted.extras().elements().isEmpty()
                ? known.get().extras().elements()
                : wanted.extras().elements();
        var merged = new NodeEntry(wanted.name(), known.get().attributes().withValues(values), utilization,
                new Extras(attributes, elements));
        now = now.withNodes(put(now.nodes(), merged, other -> other.name().equals(wanted.name())));
    }

    private List<NvSet> sets(Section section) {
        return switch (section) {
            case PROPERTIES -> now.properties();
            case RSC_DEFAULTS -> now.rscDefaults();
            case OP_DEFAULTS -> now.opDefaults();
        };
    }

    private Configuration with(Section section, List<NvSet> changed) {
        return switch (section) {
            case PROPERTIES -> now.withProperties(changed);
            case RSC_DEFAULTS -> now.withRscDefaults(changed);
            case OP_DEFAULTS -> now.withOpDefaults(changed);
        };
    }

    private static List<NvSet> merged(List<NvSet> sets, NvSet values) {
        if (values.id().isEmpty() && values.rules().isEmpty() && values.extras().isEmpty()) {
            var changed = sets;
            for (var entry : values.values().entrySet()) {
                changed = withValue(changed, entry.getKey(), entry.getValue());
            }
            return changed;
        }
        var changed = new ArrayList<>(sets);
        for (int i = 0; i < changed.size(); i++) {
            var set = changed.get(i);
            if (!values.id().isEmpty() && set.id().equals(values.id())) {
                var both = new TreeMap<>(set.values());
                both.putAll(values.values());
                var rules = values.rules().isEmpty() ? set.rules() : values.rules();
                changed.set(i, new NvSet(set.id(), set.score(), rules, both, set.pairIds(), values.extras()));
                return changed;
            }
        }
        changed.add(values);
        return changed;
    }

    private void unset(Section section, List<String> names) {
        var sets = sets(section);
        for (var name : names) {
            if (sets.stream().noneMatch(set -> set.values().containsKey(name))) {
                problems.add(new Problem(path(section) + " " + name, "'" + name + "' is not set"
                        + Suggestion.hint(name, names(sets))));
            }
            sets = withoutValue(sets, name);
        }
        now = with(section, sets);
    }

    private static Collection<String> names(List<NvSet> sets) {
        var names = new TreeSet<String>();
        sets.forEach(set -> names.addAll(set.values().keySet()));
        return names;
    }

    private static String path(Section section) {
        return switch (section) {
            case PROPERTIES -> "property";
            case RSC_DEFAULTS -> "rsc_defaults";
            case OP_DEFAULTS -> "op_defaults";
        };
    }

    private void editMeta(ResourceId id, UnaryOperator<List<NvSet>> edit) {
        var resource = now.resource(id);
        if (resource.isEmpty()) {
            problems.add(new Problem("resource " + id, "there is no resource '" + id + "'" + Suggestion.hint(
                    id.value(), now.resources().stream().map(known -> known.id().value()).toList())));
            return;
        }
        var changed = resource.get().withMeta(edit.apply(resource.get().meta()));
        now = now.withResources(put(now.resources(), changed, other -> other.id().equals(id)));
    }

    private void setAttribute(NodeName node, String name, String value) {
        var entry = now.node(node).orElseGet(() -> new NodeEntry(node, NvSet.of(new TreeMap<>())));
        now = now.withNodes(put(now.nodes(), entry.withAttributes(entry.attributes().with(name, value)),
                other -> other.name().equals(node)));
    }

    /** Where it takes effect: in the winning rule-less set that has it, else in the first rule-less one. */
    private static List<NvSet> withValue(List<NvSet> sets, String name, String value) {
        int where = -1;
        for (int i = 0; i < sets.size(); i++) {
            var set = sets.get(i);
            if (!set.rules().isEmpty() || set.reference().isPresent()) {
                continue;
            }
            boolean better = where < 0 || (set.values().containsKey(name)
                    && (!sets.get(where).values().containsKey(name)
                            || set.score().compareTo(sets.get(where).score()) > 0));
            where = better ? i : where;
        }
        var changed = new ArrayList<>(sets);
        if (where < 0) {
            changed.addFirst(NvSet.of(new TreeMap<>()).with(name, value));
        } else {
            changed.set(where, sets.get(where).with(name, value));
        }
        return changed;
    }

    /** A set that becomes empty goes. */
    private static List<NvSet> withoutValue(List<NvSet> sets, String name) {
        var kept = new ArrayList<NvSet>();
        for (var set : sets) {
            var changed = set.without(name);
            if (!changed.saysNothing() || set.values().isEmpty()) {
                kept.add(changed);
            }
        }
        return kept;
    }
}
