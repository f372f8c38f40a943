package org.quorate.state;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.quorate.membership.Incarnation;
import org.quorate.membership.NodeName;
import org.quorate.membership.Timings;
import org.quorate.model.Configuration;
import org.quorate.model.Durations;
import org.quorate.model.OptionCatalog;
import org.quorate.state.Work.Run;
import org.quorate.state.Work.Task;

/** The bookkeeping of possible owners (design: "Taking over"). */
public final class Owners {

    /** Policies with which a node without quorum keeps its resources. */
    private static final Set<String> KEEPING = Set.of("freeze", "ignore");

    private Owners() {}

    /** The times of membership that the configuration asks for: option {@code failure-detection}. */
    public static Timings timings(Configuration configuration) {
        return configuration.property("failure-detection").flatMap(Durations::parse)
                .map(Owners::withinLimits).map(Timings::from).orElse(Timings.DEFAULT);
    }

    /** Beyond these {@link Timings} refuses; an entry of the log must not make that fail. */
    private static Duration withinLimits(Duration wanted) {
        return wanted.compareTo(Timings.SHORTEST) < 0
                ? Timings.SHORTEST
                : wanted.compareTo(Timings.LONGEST) > 0 ? Timings.LONGEST : wanted;
    }

    /** For ever where nodes without quorum keep their resources; but not where nobody is to be fenced. */
    static Duration takeoverWait(ClusterState state) {
        var configuration = state.configuration();
        var policy = OptionCatalog.property(configuration, "no-quorum-policy");
        return KEEPING.contains(policy) && OptionCatalog.isOn(configuration, "stonith-enabled")
                ? Owner.FOR_EVER
                : timings(configuration).takeoverWait();
    }

    /**
     * A longer failure detection was configured, or a policy that keeps resources without quorum: from now on
     * present owners may hold them for longer, so that a takeover must wait longer too. The opposite changes
     * nothing for them, because nobody knows when they learn of it.
     */
    static ClusterState raised(ClusterState state) {
        var wait = takeoverWait(state);
        return everywhere(state, status -> status.withOwners(status.owners().stream()
                .map(owner -> owner.takeoverWait().compareTo(wait) >= 0 || owner.isLost()
                        ? owner
                        : owner.waiting(wait))
                .toList()));
    }

    /** That incarnation may hold what it has for so much longer after its lease. */
    static ClusterState prolonged(ClusterState state, NodeName node, Incarnation incarnation,
            Duration window) {
        var more = Timings.withDrift(window);
        return everywhere(state, status -> status.withOwners(status.owners().stream()
                .map(owner -> owner.is(node, incarnation) && !owner.isLost()
                        ? owner.waiting(owner.takeoverWait().plus(more))
                        : owner)
                .toList()));
    }

    /** Adds an owner, or renews the grant of the same incarnation; never shortens its wait. */
    static ResourceStatus granted(ResourceStatus status, Owner owner) {
        var owners = new ArrayList<Owner>();
        var grant = owner;
        for (var known : status.owners()) {
            if (known.is(owner.node(), owner.incarnation())) {
                grant = known.laterGrant(owner).waiting(longer(known.takeoverWait(), owner.takeoverWait()));
            } else {
                owners.add(known);
            }
        }
        owners.add(grant);
        return status.withOwners(owners);
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    /**
     * A stop or an empty probe was reported: ends every grant of that incarnation made before the action. Not
     * one by a start that may still run.
     */
    static ResourceStatus released(ClusterState state, Run run, ActionId by) {
        var status = state.resource(run.resource());
        if (mayStartYet(state, run)) {
            return status;
        }
        return status.withOwners(status.owners().stream().filter(
                owner -> !owner.is(run.node(), run.incarnation()) || owner.grantedBy().compareTo(by) > 0)
                .toList());
    }

    private static boolean mayStartYet(ClusterState state, Run run) {
        var progress = state.progress();
        return progress.transition().actions().stream().anyMatch(action -> action.work() instanceof Run other
                && other.task() == Task.START && other.resource().equals(run.resource())
                && other.node().equals(run.node()) && other.incarnation().equals(run.incarnation())
                && !progress.hasEnded(action));
    }

    /**
     * A start has succeeded. Its node had asked whether the possible owners that were lost by then can still
     * be active, and they could not: they are owners no more. It knew at least of those lost before the start
     * was adopted, however often that was carried on since.
     */
    static ResourceStatus withoutCleared(ClusterState state, Run run, ActionId start) {
        var status = state.resource(run.resource());
        var adoptedAt = status.owners().stream()
                .filter(owner -> owner.is(run.node(), run.incarnation()) && owner.grantedBy().equals(start))
                .mapToLong(Owner::grantedAt).findFirst().orElse(0);
        return status.withOwners(status.owners().stream().filter(owner -> !owner.isLost()
                || owner.lostAt() > adoptedAt || owner.is(run.node(), run.incarnation())).toList());
    }

    /** A later incarnation of the node has seen for itself: the earlier ones own nothing. */
    static ResourceStatus withoutEarlier(ResourceStatus status, NodeName node, Incarnation incarnation) {
        return status.withOwners(status.owners().stream().filter(
                owner -> !owner.node().equals(node) || owner.incarnation().compareTo(incarnation) >= 0)
                .toList());
    }

    /**
     * The node was off, some time after it was to be fenced in that incarnation: what that one and those
     * before it had is gone. A later one may have begun after it, and counts by itself.
     */
    static ClusterState withoutUpTo(ClusterState state, NodeName node, Incarnation incarnation) {
        return everywhere(state, status -> withoutEarlier(status, node,
                new Incarnation(incarnation.value() + 1)));
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
