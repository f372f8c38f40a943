package org.quorate.policy.cluster;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.quorate.model.Role;
import org.quorate.model.Score;

/**
 * The dependent runs with the primary (score above 0) or away from it (below).
 *
 * @param dependentRole the role in which it holds for the dependent, null for any
 * @param primaryRole the role that the primary must have, null for any
 * @param nodeAttribute whose equal values make nodes "the same"; {@code #uname} by default
 * @param hasInfluence whether the dependent's wishes move the primary
 */
public record Colocation(String id, Resource dependent, Resource primary, Score score,
        @Nullable Role dependentRole,
        @Nullable Role primaryRole, String nodeAttribute, boolean hasInfluence) {

    /**
     * Whether it stands in the configuration; those that the cluster makes itself have an id that begins with
     * #.
     */
    public boolean isConfigured() {
        return !id.startsWith("#");
    }

    public boolean isMandatory() {
        return score.isInfinite() || score.isMinusInfinite();
    }

    public Optional<Role> roleOfDependent() {
        return Optional.ofNullable(dependentRole);
    }

    public Optional<Role> roleOfPrimary() {
        return Optional.ofNullable(primaryRole);
    }
}
