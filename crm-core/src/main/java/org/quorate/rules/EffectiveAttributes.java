package org.quorate.rules;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.quorate.membership.NodeName;
import org.quorate.model.Configuration;
import org.quorate.model.Durations;
import org.quorate.model.MetaAttributes;
import org.quorate.model.NvSet;
import org.quorate.model.Operation;
import org.quorate.model.Resource.Group;
import org.quorate.model.Resource.Primitive;
import org.quorate.model.ResourceId;

/**
 * What holds for a resource once defaults, groups and sets with rules are resolved:
 * {@code rsc_defaults < group < resource}, {@code op_defaults < operation}; of several sets of one owner
 * the one with the higher score wins a name, among equals the first.
 */
public final class EffectiveAttributes {

    /** Stands in for a node where a set is asked for that belongs to none (meta-attributes). */
    private static final NodeFacts NOWHERE = new NodeFacts(new NodeName("nowhere"), new TreeMap<>());

    private final Configuration configuration;
    private final Instant now;
    private final Map<ResourceId, Group> groups = new HashMap<>();

    public EffectiveAttributes(Configuration configuration, Instant now) {
        this.configuration = configuration;
        this.now = now;
        for (var resource : configuration.resources()) {
            if (resource instanceof Group group) {
                group.members().forEach(member -> groups.put(member, group));
            }
        }
    }

    public Optional<Group> groupOf(ResourceId member) {
        return Optional.ofNullable(groups.get(member));
    }

    public SortedMap<String, String> meta(Primitive primitive) {
        var result = new TreeMap<String, String>();
        add(result, configuration.rscDefaults(), NOWHERE);
        groupOf(primitive.id()).ifPresent(group -> add(result, group.meta(), NOWHERE));
        add(result, primitive.meta(), NOWHERE);
        return Collections.unmodifiableSortedMap(result);
    }

    public ResourceOptions options(Primitive primitive) {
        return ResourceOptions.of(meta(primitive), MetaAttributes.exclusivity(configuration, primitive.id()));
    }

    /** The parameters with which the agent runs on that node. */
    public SortedMap<String, String> parameters(Primitive primitive, NodeFacts node) {
        var result = new TreeMap<String, String>();
        groupOf(primitive.id()).ifPresent(group -> add(result, group.params(), node));
        add(result, primitive.params(), node);
        return Collections.unmodifiableSortedMap(result);
    }

    /** The attributes of an operation ({@code timeout}, {@code on-fail}, ...). */
    public SortedMap<String, String> attributes(Operation operation) {
        var result = new TreeMap<String, String>();
        add(result, configuration.opDefaults(), NOWHERE);
        result.putAll(operation.attributes());
        return Collections.unmodifiableSortedMap(result);
    }

    /** The configured operation of that name and interval. */
    public Optional<Operation> operation(Primitive primitive, String key) {
        return primitive.operations().stream().filter(o -> o.key().equals(key)).findFirst();
    }

    /** Time from start to forced kill of an operation, configured or not; 20 s where nothing says more. */
    public Duration timeout(Primitive primitive, String key) {
        var attributes = new TreeMap<String, String>();
        add(attributes, configuration.opDefaults(), NOWHERE);
        operation(primitive, key).ifPresent(operation -> attributes.putAll(operation.attributes()));
        return Optional.ofNullable(attributes.get("timeout")).flatMap(Durations::parse)
                .filter(d -> d.isPositive()).orElse(Operation.DEFAULT_TIMEOUT);
    }

    /** Adds the sets that hold, the strongest last. */
    private void add(SortedMap<String, String> result, List<NvSet> sets, NodeFacts node) {
        var weakestFirst = new ArrayList<>(sets);
        Collections.reverse(weakestFirst);
        weakestFirst.sort(Comparator.comparing(NvSet::score));
        for (var set : weakestFirst) {
            if (set.rules().isEmpty() || set.rules().stream().anyMatch(r -> Rules.holds(r, node, now))) {
                result.putAll(set.values());
            }
        }
    }
}
