package org.quorate.model;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Meta-attributes that must mean the same everywhere and at all times, and so are read without rules: from the
 * resource, else from the group it is in, else from the resource defaults.
 */
public final class MetaAttributes {

    private MetaAttributes() {}

    public static Optional<String> unconditional(Configuration configuration, ResourceId id, String name) {
        return configuration.resource(id).flatMap(resource -> value(resource.meta(), name))
                .or(() -> configuration.groupOf(id).flatMap(group -> value(group.meta(), name)))
                .or(() -> value(configuration.rscDefaults(), name));
    }

    /** Whether the resource may be active on one node only: so unless {@code exclusivity=at-least-one}. */
    public static Exclusivity exclusivity(Configuration configuration, ResourceId id) {
        return unconditional(configuration, id, "exclusivity").filter("at-least-one"::equals)
                .map(_ -> Exclusivity.AT_LEAST_ONE).orElse(Exclusivity.AT_MOST_ONE);
    }

    private static Optional<String> value(List<NvSet> sets, String name) {
        return sets.stream().filter(set -> set.rules().isEmpty() && set.values().containsKey(name))
                .max(Comparator.comparing(NvSet::score)).map(set -> set.values().get(name));
    }

    /** What a resource promises when a partition cannot know of the other. */
    public enum Exclusivity {
        /** Never on two nodes, even if that means on none: data. */
        AT_MOST_ONE,
        /** Never on none, even if that means on two: a stateless address. */
        AT_LEAST_ONE
    }
}
