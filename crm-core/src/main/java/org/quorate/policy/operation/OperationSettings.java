package org.quorate.policy.operation;

import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.quorate.cib.Element;
import org.quorate.model.Durations;
import org.quorate.policy.cluster.Cluster;
import org.quorate.policy.cluster.Node;
import org.quorate.policy.cluster.OperationSpec;
import org.quorate.policy.cluster.Primitive;
import org.quorate.policy.cluster.Resource;
import org.quorate.policy.cluster.Task;
import org.quorate.policy.input.NvSets;
import org.quorate.policy.input.ResourceFacts;

/**
 * What holds for an operation where it is carried out: what stands at the operation itself, else in its
 * meta-attributes, else in the defaults for operations; rules are judged for the operation.
 */
public final class OperationSettings {

    private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(20);
    private static final String TIMEOUT = "timeout";
    private static final String META = "meta_attributes";
    private static final String PARAMETERS = "instance_attributes";

    private final NvSets sets;
    private final Element defaults;
    private final Map<Primitive, SortedMap<String, String>> everywhere = new HashMap<>();

    public OperationSettings(Cluster cluster) {
        sets = new NvSets(cluster.cib(), cluster.now());
        defaults = cluster.cib().section("op_defaults");
    }

    /**
     * The configured operation of that name and interval, enabled or not; the old {@code migrate} stands for
     * both.
     */
    public static Optional<OperationSpec> find(Primitive resource, String task, long intervalMs) {
        var exact = named(resource, task, intervalMs);
        if (exact.isPresent() || (!task.equals(Task.MIGRATE_TO) && !task.equals(Task.MIGRATE_FROM))) {
            return exact;
        }
        return named(resource, "migrate", 0);
    }

    private static Optional<OperationSpec> named(Primitive resource, String name, long intervalMs) {
        for (var spec : resource.operations()) {
            if (spec.intervalMs() == intervalMs && spec.name().equals(name)) {
                return Optional.of(spec);
            }
        }
        return Optional.empty();
    }

    /** Whether a recurring operation is still to be done. */
    public static boolean isConfigured(Primitive resource, String task, long intervalMs) {
        for (var spec : resource.operations()) {
            if (spec.isEnabled() && spec.intervalMs() == intervalMs && spec.name().equals(task)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Under the names that stand at an operation; how often it is done, and how long it may take, in
     * milliseconds.
     */
    public SortedMap<String, String> meta(Primitive resource, String task, long intervalMs,
            @Nullable Node node) {
        var facts = ResourceFacts.of(resource.xml(), null).of(task, intervalMs);
        var spec = find(resource, task, intervalMs);
        var meta = new TreeMap<String, String>();
        spec.ifPresent(operation -> {
            meta.putAll(operation.xml().attributes());
            sets.fill(meta, operation.xml(), META, facts);
        });
        if (!meta.containsKey(TIMEOUT) && task.equals(Task.MONITOR) && intervalMs == 0) {
            timeoutOfMonitor(resource).ifPresent(timeout -> meta.put(TIMEOUT, timeout));
        }
        sets.fill(meta, defaults, META, facts);
        meta.remove("id");
        if (intervalMs > 0) {
            meta.put("interval", Long.toString(intervalMs));
        } else {
            meta.remove("interval");
        }
        timeoutOfFenceDevice(resource, task, intervalMs, node)
                .ifPresent(timeout -> meta.put(TIMEOUT, timeout));
        meta.put(TIMEOUT, Long.toString(Optional.ofNullable(meta.get(TIMEOUT)).flatMap(Durations::parse)
                .filter(Duration::isPositive).orElse(DEFAULT_TIMEOUT).toMillis()));
        return meta;
    }

    /** A probe may take as long as the most frequent monitor. */
    private static Optional<String> timeoutOfMonitor(Primitive resource) {
        return resource.operations().stream()
                .filter(spec -> spec.isEnabled() && spec.name().equals(Task.MONITOR) && spec.intervalMs() > 0)
                .min(Comparator.comparingLong(OperationSpec::intervalMs))
                .flatMap(spec -> spec.xml().attribute(TIMEOUT));
    }

    private Optional<String> timeoutOfFenceDevice(Primitive resource, String task, long intervalMs,
            @Nullable Node node) {
        var isProbe = task.equals(Task.MONITOR) && intervalMs == 0;
        if (!resource.is(Resource.Flag.FENCE_DEVICE) || (!isProbe && !task.equals(Task.START))) {
            return Optional.empty();
        }
        return Optional.ofNullable(parameters(resource, node).get("pcmk_monitor_timeout"));
    }

    /** The parameters with which the agent runs on a node; its own before those of what it stands in. */
    public SortedMap<String, String> parameters(Primitive resource, @Nullable Node node) {
        var known = everywhere.get(resource);
        if (known != null) {
            return known;
        }
        var values = new TreeMap<String, String>();
        var dependsOnNode = false;
        for (Resource owner = resource; owner != null; owner = owner.parent().orElse(null)) {
            sets.fill(values, owner.xml(), PARAMETERS, ResourceFacts.of(resource.xml(), node));
            dependsOnNode |= hasRule(owner.xml());
        }
        if (!dependsOnNode) {
            everywhere.put(resource, values);
        }
        return values;
    }

    private static boolean hasRule(Element owner) {
        for (var set : owner.children(PARAMETERS)) {
            if (set.attribute("id-ref").isPresent() || set.child("rule").isPresent()) {
                return true;
            }
        }
        return false;
    }

    /** Parameters for that operation alone. */
    SortedMap<String, String> parametersOf(Primitive resource, String task, long intervalMs) {
        return find(resource, task, intervalMs)
                .map(spec -> sets.values(spec.xml(), PARAMETERS,
                        ResourceFacts.of(resource.xml(), null).of(task, intervalMs)))
                .orElseGet(TreeMap::new);
    }
}
