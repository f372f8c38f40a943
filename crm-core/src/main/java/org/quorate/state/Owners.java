package org.quorate.state;

import java.time.Duration;
import java.util.ArrayList;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.quorate.membership.Incarnation;
import org.quorate.membership.NodeName;
import org.quorate.membership.Timings;
import org.quorate.model.Configuration;
import org.quorate.model.Durations;

/** The bookkeeping of possible owners (design: "Taking over"). */
public final class Owners {

    private Owners() {}

    /** The times of membership that the configuration asks for: option {@code failure-detection}. */
    public static Timings timings(Configuration configuration) {
        return configuration.property("failure-detection").flatMap(Durations::parse).map(Timings::from)
                .orElse(Timings.DEFAULT);
    }

    static Duration takeoverWait(ClusterState state) {
        return timings(state.configuration()).takeoverWait();
    }

    /**
     * A longer failure detection was configured: present owners may hold longer leases from now on, so that a takeover
     * must wait longer too. A shorter one changes nothing for them.
     */
    static ClusterState raised(ClusterState state) {
        var wait = takeoverWait(state);
        return everywhere(state, status -> status.withOwners(status.owners().stream()
                .map(owner -> owner.takeoverWait().compareTo(wait) >= 0 || owner.isLost()
                        ? owner
                        : owner.waiting(wait))
                .toList()));
    }

    /** Adds an owner, or renews the grant of the same incarnation; never shortens its wait. */
    static ResourceStatus granted(ResourceStatus status, Owner owner) {
        var owners = new ArrayList<Owner>();
        var wait = owner.takeoverWait();
        for (var known : status.owners()) {
            if (known.is(owner.node(), owner.incarnation())) {
                wait = known.takeoverWait().compareTo(wait) > 0 ? known.takeoverWait() : wait;
            } else {
                owners.add(known);
            }
        }
        owners.add(new Owner(owner.node(), owner.incarnation(), owner.grantedBy(), wait, owner.lostAt()));
        return status.withOwners(owners);
    }

    /** A stop or an empty probe was reported: ends every grant of that incarnation made before the action. */
    static ResourceStatus released(ResourceStatus status, NodeName node, Incarnation incarnation,
            ActionId by) {
        return status.withOwners(status.owners().stream()
                .filter(owner -> !owner.is(node, incarnation) || owner.grantedBy().compareTo(by) > 0)
                .toList());
    }

    /** A later incarnation of the node has seen for itself: the earlier ones own nothing. */
    static ResourceStatus withoutEarlier(ResourceStatus status, NodeName node, Incarnation incarnation) {
        return status.withOwners(status.owners().stream().filter(
                owner -> !owner.node().equals(node) || owner.incarnation().compareTo(incarnation) >= 0)
                .toList());
    }

    /** The node is off: none of its incarnations owns anything. */
    static ClusterState without(ClusterState state, NodeName node) {
        return everywhere(state, status -> status
                .withOwners(status.owners().stream().filter(owner -> !owner.node().equals(node)).toList()));
    }

    /** The incarnation is lost, as of {@code index}. */
    static ClusterState lost(ClusterState state, NodeName node, Incarnation incarnation, long index) {
        return everywhere(state, status -> status.withOwners(status.owners().stream()
                .map(owner -> owner.is(node, incarnation) && !owner.isLost() ? owner.lost(index) : owner)
                .toList()));
    }

    static ClusterState everywhere(ClusterState state, UnaryOperator<ResourceStatus> change) {
        var changed = new TreeMap<>(state.resources());
        changed.replaceAll((_, status) -> change.apply(status));
        return state.withResources(changed);
    }
}
