package org.quorate.state;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.quorate.membership.Incarnation;
import org.quorate.membership.NodeName;
import org.quorate.membership.Timings;
import org.quorate.model.Configuration;
import org.quorate.model.Durations;
import org.quorate.model.MetaAttributes;
import org.quorate.model.MetaAttributes.Exclusivity;
import org.quorate.model.OptionCatalog;
import org.quorate.model.Resource;
import org.quorate.model.ResourceId;
import org.quorate.state.NodeStatus.Isolation;
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
        return isKept(state) && OptionCatalog.isOn(state.configuration(), "fencing-enabled")
                ? Owner.FOR_EVER
                : timings(state.configuration()).takeoverWait();
    }

    private static boolean isKept(ClusterState state) {
        return KEEPING.contains(OptionCatalog.property(state.configuration(), "no-quorum-policy"));
    }

    /** For ever for what its node keeps whatever happens: no lease ends it, and no guardian. */
    static Duration takeoverWait(ClusterState state, ResourceId resource) {
        return isAtMostOne(state, resource) ? takeoverWait(state) : Owner.FOR_EVER;
    }

    static boolean isAtMostOne(ClusterState state, ResourceId resource) {
        return MetaAttributes.exclusivity(state.configuration(), resource) == Exclusivity.AT_MOST_ONE;
    }

    /** What an incarnation that found a resource running may hold it for; it knows what held as it joined. */
    static Duration holdOf(ClusterState state, Run run) {
        var now = takeoverWait(state, run.resource());
        var node = state.nodes().get(run.node());
        var has = state.resource(run.resource()).owners().stream()
                .anyMatch(owner -> owner.is(run.node(), run.incarnation()));
        return node == null || has ? now : longer(now, node.longestHold());
    }

    /** What makes its resources harmless, as this incarnation said. */
    static Isolation isolationOf(ClusterState state, Run run) {
        var node = state.nodes().get(run.node());
        return node != null && node.incarnation().equals(run.incarnation())
                ? node.traits().isolation()
                : Isolation.NONE;
    }

    /**
     * The configuration was changed. Where owners may hold what they have for longer from now on, a takeover
     * must wait longer too. Where it is shorter nothing changes for them, because nobody knows when they
     * learn of it; so it does where it was changed whether a resource may be active twice.
     */
    static ClusterState reconfigured(ClusterState before, ClusterState after) {
        var changed = new TreeMap<>(after.resources());
        changed.replaceAll((id, status) -> status.withOwners(status.owners().stream()
                .map(owner -> owner.waiting(longer(owner.takeoverWait(), wait(before, after, id, owner))))
                .toList()));
        var hold = bindsMore(before, after) ? Owner.FOR_EVER : takeoverWait(after);
        var nodes = new TreeMap<>(after.nodes());
        nodes.replaceAll((_, node) -> node.isMember() ? node.holdingUpTo(hold) : node);
        return after.withResources(changed).withNodes(nodes);
    }

    private static Duration wait(ClusterState before, ClusterState after, ResourceId id, Owner owner) {
        var wait = takeoverWait(after);
        if (owner.isLost()) {
            return isKept(before) && wait.equals(Owner.FOR_EVER) ? wait : Duration.ZERO;
        }
        if (isAtMostOne(before, id) != isAtMostOne(after, id)) {
            return Owner.FOR_EVER;
        }
        var node = after.nodes().get(owner.node());
        return node != null && node.presence() == NodeStatus.Presence.RESTARTING
                ? owner.takeoverWait().plus(longer(Duration.ZERO, wait.minus(takeoverWait(before))))
                : wait;
    }

    /** Whether something that is configured must run once only from now on. */
    private static boolean bindsMore(ClusterState before, ClusterState after) {
        return after.configuration().primitives().stream().map(Resource.Primitive::id)
                .anyMatch(id -> !isAtMostOne(before, id) && isAtMostOne(after, id));
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
        var starts = startsToCome(state, run);
        if (starts.stream().anyMatch(start -> start.compareTo(by) < 0)) {
            return status;
        }
        return status.withOwners(status.owners().stream()
                .filter(owner -> !starts.isEmpty() || !owner.is(run.node(), run.incarnation())
                        || owner.grantedBy().compareTo(by) > 0)
                .map(owner -> owner.is(run.node(), run.incarnation()) ? anew(state, run, owner, by) : owner)
                .toList());
    }

    /** What ran before has stopped; what is to start is under the terms that held when that was adopted. */
    private static Owner anew(ClusterState state, Run run, Owner owner, ActionId by) {
        return owner.grantedBy().compareTo(by) > 0 && state.position().relevant() <= owner.grantedAt()
                ? owner.waiting(takeoverWait(state, run.resource()))
                : owner;
    }

    /** Those that may still run. */
    private static List<ActionId> startsToCome(ClusterState state, Run run) {
        var progress = state.progress();
        return progress.transition().actions().stream()
                .filter(action -> action.work() instanceof Run other && other.task() == Task.START
                        && other.resource().equals(run.resource()) && other.node().equals(run.node())
                        && other.incarnation().equals(run.incarnation()) && !progress.hasEnded(action))
                .map(Action::id).toList();
    }

    /** Whether that node, in this life or an earlier one, was given it before that action. */
    static boolean mayHave(ResourceStatus status, Run run, ActionId before) {
        return status.owners().stream().anyMatch(owner -> owner.node().equals(run.node())
                && (!owner.incarnation().equals(run.incarnation())
                        || owner.grantedBy().compareTo(before) < 0));
    }

    /**
     * A start has succeeded. Its node had asked whether the possible owners that were lost by then can still
     * be active, and they could not: they are owners no more. It knew at least of those lost before the start
     * was adopted, however often that was carried on since. One that may have been started at-least-once has
     * asked nobody.
     */
    static ResourceStatus withoutCleared(ClusterState state, Run run, ActionId start) {
        var status = state.resource(run.resource());
        var adoptedAt = status.owners().stream()
                .filter(owner -> owner.is(run.node(), run.incarnation()) && owner.grantedBy().equals(start)
                        && !owner.isEndedByFencingAlone())
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

    /** Nothing of that incarnation runs any more. */
    static ClusterState without(ClusterState state, NodeName node, Incarnation incarnation) {
        return everywhere(state, status -> status.withOwners(
                status.owners().stream().filter(owner -> !owner.is(node, incarnation)).toList()));
    }

    static boolean has(ClusterState state, NodeName node) {
        return state.resources().values().stream()
                .anyMatch(status -> status.owners().stream().anyMatch(owner -> owner.node().equals(node)));
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
