package org.quorate.scheduler.cib;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.quorate.model.Configuration;
import org.quorate.model.Constraint;
import org.quorate.model.NvSet;
import org.quorate.model.Operation;
import org.quorate.model.Resource;
import org.quorate.rules.ResourceOptions.MultipleActive;
import org.quorate.scheduler.situation.Situation;

/**
 * The configuration in force now, with all that must mean the same to {@code policy} as it means to us said
 * outright: defaults are filled in, sets with rules decided, and what the daemon does not do is left out. The
 * nodes are not here: they are more than those configured.
 */
final class EffectiveConfiguration {

    /** What {@code policy} must not act on: the scheduler fences, and the daemon knows no shutdown locks. */
    private static final Map<String, String> OURS = Map.of("fencing-enabled", "false", "shutdown-lock",
            "false", "have-watchdog", "false");
    /** Names that mean an option of {@link #OURS} too. */
    private static final List<String> ALIASES = List.of("stonith-enabled");

    private final Situation situation;

    private EffectiveConfiguration(Situation situation) {
        this.situation = situation;
    }

    static Configuration of(Situation situation) {
        return new EffectiveConfiguration(situation).configuration();
    }

    private Configuration configuration() {
        var configured = situation.configuration();
        return configured.withNodes(List.of())
                .withResources(configured.resources().stream().map(this::resource).toList())
                .withConstraints(configured.constraints().stream()
                        .filter(constraint -> !(constraint instanceof Constraint.Order)).toList())
                .withProperties(List.of(properties(configured))).withOpDefaults(List.of());
    }

    private static NvSet properties(Configuration configured) {
        var names = new LinkedHashSet<String>();
        configured.properties().forEach(set -> names.addAll(set.values().keySet()));
        var values = new TreeMap<String, String>();
        names.forEach(name -> configured.property(name).ifPresent(value -> values.put(name, value)));
        values.keySet().removeAll(ALIASES);
        values.putAll(OURS);
        return NvSet.of(values);
    }

    private Resource resource(Resource resource) {
        return resource instanceof Resource.Primitive primitive ? primitive(primitive) : resource;
    }

    private Resource primitive(Resource.Primitive primitive) {
        var meta = new TreeMap<>(situation.attributes().meta(primitive));
        situation.resource(primitive.id()).ifPresent(view -> {
            var isBlocking = view.options().recovery().multipleActive() == MultipleActive.BLOCK;
            meta.put("multiple-active", isBlocking ? "block" : "stop_start");
            meta.put("resource-stickiness", view.options().stickiness().toString());
        });
        meta.remove("remote-node");
        var operations = new ArrayList<Operation>();
        primitive.operations().forEach(operation -> operations.add(operation(operation)));
        return new Resource.Primitive(primitive.id(), primitive.agent(), List.of(),
                List.of(NvSet.of(meta)), operations);
    }

    /** Where fencing is on and yet this is asked, it has been found impossible: the rest is recovery. */
    private Operation operation(Operation operation) {
        var attributes = new TreeMap<>(situation.attributes().attributes(operation));
        if (situation.options().fencing().enabled()
                && attributes.getOrDefault("on-fail", "").equalsIgnoreCase("fence")) {
            attributes.put("on-fail", operation.name().equals("stop") ? "block" : "restart");
        }
        return new Operation(operation.name(), attributes, NvSet.of(Map.of()));
    }
}
