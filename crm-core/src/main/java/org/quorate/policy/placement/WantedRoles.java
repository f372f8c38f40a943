package org.quorate.policy.placement;

import java.util.Optional;
import org.quorate.model.Role;
import org.quorate.policy.cluster.Cluster;
import org.quorate.policy.cluster.Resource;

/**
 * The roles that target-role asks for. Only less than the most is said here: that a promotable resource may
 * be promoted is decided when its instances have their nodes.
 */
final class WantedRoles {

    private WantedRoles() {}

    static void apply(Cluster cluster) {
        cluster.resources().forEach(WantedRoles::apply);
    }

    private static void apply(Resource resource) {
        wanted(resource)
                .filter(role -> !resource.isNextRoleKnown() || role.compareTo(resource.nextRole()) < 0)
                .ifPresent(resource::nextRole);
        resource.children().forEach(WantedRoles::apply);
    }

    private static Optional<Role> wanted(Resource resource) {
        return resource.meta("target-role").flatMap(Role::parse).flatMap(role -> switch (role) {
            case STOPPED -> Optional.of(role);
            case UNPROMOTED -> resource.top().is(Resource.Flag.PROMOTABLE)
                    ? Optional.of(role)
                    : Optional.empty();
            case STARTED, PROMOTED -> Optional.empty();
        });
    }
}
