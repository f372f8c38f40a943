package org.quorate.policy.placement;

import org.jspecify.annotations.Nullable;
import org.quorate.model.Role;
import org.quorate.policy.cluster.Bundle;
import org.quorate.policy.cluster.Clone;
import org.quorate.policy.cluster.Colocation;
import org.quorate.policy.cluster.Resource;
import org.quorate.policy.cluster.Resource.Flag;

/** What a colocation changes for its dependent at the moment. */
enum ColocationEffect {

    NONE,
    /** Where it is assigned. */
    ON_LOCATION,
    /** How much it is to be promoted, as its node is chosen already. */
    ON_ROLE;

    static ColocationEffect now(Resource dependent, Resource primary, Colocation colocation) {
        if (!primary.is(Flag.ASSIGNED)) {
            return NONE;
        }
        if (isAboutRole(dependent, colocation)) {
            return ON_ROLE;
        }
        return dependent.is(Flag.ASSIGNED) ? NONE : byRoles(dependent, primary, colocation);
    }

    /** The same before either is assigned. */
    static ColocationEffect foreseen(Resource dependent, Resource primary, Colocation colocation) {
        return isAboutRole(dependent, colocation) ? ON_ROLE : byRoles(dependent, primary, colocation);
    }

    private static boolean isAboutRole(Resource dependent, Colocation colocation) {
        var actor = actor(dependent);
        return colocation.dependentRole() != null
                && colocation.dependentRole().compareTo(Role.UNPROMOTED) >= 0
                && actor.top() instanceof Clone clone && clone.isPromotable()
                && actor.is(Flag.ASSIGNED);
    }

    private static ColocationEffect byRoles(Resource dependent, Resource primary, Colocation colocation) {
        var holds = holds(colocation.dependentRole(), actor(dependent))
                && holds(colocation.primaryRole(), actor(primary));
        return holds ? ON_LOCATION : NONE;
    }

    private static boolean holds(@Nullable Role role, Resource resource) {
        return role == null || role == Role.STARTED || role == Where.nextRole(resource);
    }

    /** Whose role counts: for a container, that of what runs in it. */
    static Resource actor(Resource resource) {
        if (resource.parent().orElse(null) instanceof Bundle bundle) {
            for (var replica : bundle.replicas()) {
                if (replica.container() == resource && replica.inner() != null) {
                    return replica.inner();
                }
            }
        }
        return resource;
    }
}
