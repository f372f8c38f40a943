package org.quorate.model;

import java.util.Optional;

/**
 * Meta-attributes that must mean the same everywhere and at all times, and so are read without rules: from
 * the resource, else from the group it is in, else from the resource defaults.
 */
public final class MetaAttributes {

    private MetaAttributes() {}

    public static Optional<String> unconditional(Configuration configuration, ResourceId id, String name) {
        return configuration.resource(id).flatMap(resource -> NvSet.unconditional(resource.meta(), name))
                .or(() -> configuration.groupOf(id).flatMap(group -> NvSet.unconditional(group.meta(), name)))
                .or(() -> NvSet.unconditional(configuration.rscDefaults(), name));
    }

    /**
     * Whether the resource may be active on one node only: so unless {@code exclusivity=at-least-one}. A
     * fence device holds nothing that two nodes could damage; for it at-least-one is the default.
     */
    public static Exclusivity exclusivity(Configuration configuration, ResourceId id) {
        return unconditional(configuration, id, "exclusivity").flatMap(Exclusivity::parse)
                .orElse(configuration.primitive(id).filter(Resource.Primitive::isFenceDevice).isPresent()
                        ? Exclusivity.AT_LEAST_ONE
                        : Exclusivity.AT_MOST_ONE);
    }

    /** What a resource promises when a partition cannot know of the other. */
    public enum Exclusivity {

        /** Never on two nodes, even if that means on none: data. */
        AT_MOST_ONE,
        /** Never on none, even if that means on two: a stateless address. */
        AT_LEAST_ONE;

        public static Optional<Exclusivity> parse(String word) {
            return switch (word) {
                case "at-most-one" -> Optional.of(AT_MOST_ONE);
                case "at-least-one" -> Optional.of(AT_LEAST_ONE);
                default -> Optional.empty();
            };
        }
    }
}
