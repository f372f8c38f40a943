package org.quorate.policy.placement;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.quorate.model.Role;
import org.quorate.policy.cluster.Clone;
import org.quorate.policy.cluster.Colocation;
import org.quorate.policy.cluster.Node;
import org.quorate.policy.cluster.Options.NoQuorum;
import org.quorate.policy.cluster.Primitive;
import org.quorate.policy.cluster.Resource.Flag;
import org.quorate.policy.cluster.Weight;
import org.quorate.policy.faults.FenceMarks;
import org.quorate.policy.placement.ColocatedScores.Option;
import org.quorate.policy.placement.ColocationLists.End;
import org.quorate.policy.placement.Ledger.OnFailure;
import org.quorate.policy.placement.NodeOrder.Strategy;
import org.quorate.policy.faults.FenceMarks;
import org.quorate.state.Reason;

/** The node of one primitive: colocations first, the mandatory ones before the others; then the best node. */
final class PrimitiveAssignment {

    private final Assigner assigner;
    private final ColocationScores colocationScores;
    private final Capacity capacity;
    private final boolean hasNoFencing;

    PrimitiveAssignment(Assigner assigner) {
        this.assigner = assigner;
        colocationScores = new ColocationScores(assigner);
        capacity = new Capacity(assigner.colocations());
        var cluster = assigner.cluster();
        hasNoFencing = cluster.options().isFencingEnabled() && !FenceMarks.hasDevices(cluster);
    }

    Optional<Node> assign(Primitive primitive, @Nullable Node preferred, OnFailure onFailure) {
        var parent = primitive.parent();
        if (parent.isPresent() && !parent.get().is(Flag.BEING_ASSIGNED)) {
            assigner.assign(parent.get(), preferred, onFailure);
        }
        if (primitive.is(Flag.ASSIGNED)) {
            return primitive.assignedTo();
        }
        if (primitive.is(Flag.BEING_ASSIGNED)) {
            return Optional.empty();
        }
        primitive.set(Flag.BEING_ASSIGNED);
        applyColocations(primitive);
        applyRole(primitive);
        choose(primitive, preferred, onFailure);
        primitive.clear(Flag.BEING_ASSIGNED);
        if (primitive.is(Flag.REMOTE_CONNECTION)) {
            connect(primitive);
        }
        return primitive.assignedTo();
    }

    private void applyColocations(Primitive primitive) {
        var asDependent = assigner.colocations().of(primitive, End.DEPENDENT);
        var asPrimary = assigner.colocations().of(primitive, End.PRIMARY);
        for (var which : List.<Predicate<Colocation>>of(Colocation::isMandatory,
                colocation -> !colocation.isMandatory())) {
            asDependent.stream().filter(which).forEach(colocation -> follow(primitive, colocation));
            asPrimary.stream().filter(which).forEach(colocation -> addDependents(primitive, colocation));
        }
    }

    /** The primary gets its node first; then the dependent's weights are changed by it. */
    private void follow(Primitive primitive, Colocation colocation) {
        var isRevocable = colocation.dependentRole() == Role.PROMOTED
                || (colocation.score().value() < 0 && !colocation.isMandatory());
        var before = isRevocable ? primitive.allowed().copy() : null;
        if (!colocation.primary().is(Flag.ASSIGNED)) {
            assigner.assign(colocation.primary(), null, OnFailure.STOP);
        }
        colocationScores.apply(primitive, colocation.primary(), colocation);
        if (before != null && !Availability.isAnyOpen(primitive.allowed())) {
            primitive.allowed().clear();
            primitive.allowed().putAll(before);
        }
    }

    private void addDependents(Primitive primitive, Colocation colocation) {
        if (ColocatedScores.hasInfluence(colocation, colocation.primary())) {
            assigner.colocatedScores()
                    .add(colocation.dependent(), primitive, NodeScores.of(primitive.allowed()),
                            colocation, EnumSet.of(Option.KEEP_ACTIVE))
                    .into(primitive.allowed(), ColocationScores.reason(colocation, colocation.dependent()));
        }
    }

    private void applyRole(Primitive primitive) {
        if (!primitive.isNextRoleKnown()) {
            return;
        }
        if (primitive.nextRole() == Role.STOPPED) {
            Bans.everywhere(primitive, assigner.cluster().nodes(),
                    Reason.of(Reason.Kind.TARGET_ROLE, "resource", primitive.id()));
        } else if (primitive.nextRole().compareTo(primitive.role()) > 0 && !assigner.cluster().hasQuorum()
                && assigner.cluster().noQuorum() == NoQuorum.FREEZE) {
            primitive.nextRole(primitive.role());
        }
    }

    private void choose(Primitive primitive, @Nullable Node preferred, OnFailure onFailure) {
        if (hasNoFencing) {
            primitive.clear(Flag.MANAGED);
        }
        if (!primitive.is(Flag.MANAGED)) {
            primitive.nextRole(primitive.role());
            Ledger.force(primitive, Where.current(primitive).orElse(null), onFailure);
        } else if (assigner.cluster().options().isOn("stop-all-resources")) {
            Ledger.force(primitive, null, onFailure);
        } else {
            assignBest(primitive, preferred, onFailure);
        }
    }

    private void assignBest(Primitive primitive, @Nullable Node preferred, OnFailure onFailure) {
        var roomiest = assigner.strategy() == Strategy.DEFAULT
                ? Optional.<Node>empty()
                : capacity.banShort(primitive);
        var wanted = preferred != null ? preferred : roomiest.orElse(null);
        var current = Where.current(primitive);
        var best = assigner.nodeOrder().best(primitive.allowed().values(), current)
                .map(first -> best(primitive, first, wanted, current));
        Ledger.force(primitive, best.filter(PrimitiveAssignment::canRun).map(Weight::node).orElse(null),
                onFailure);
    }

    /** @param best by its score and the order of nodes */
    private static Weight best(Primitive primitive, Weight best, @Nullable Node wanted,
            Optional<Node> current) {
        var favored = wanted == null ? null : primitive.allowed().get(wanted);
        if (favored != null && favored.score().compareTo(best.score()) >= 0 && Availability.isOpen(favored)) {
            return favored;
        }
        var isUniqueInstance = primitive.parent().filter(Clone.class::isInstance).isPresent()
                && primitive.is(Flag.UNIQUE);
        if (isUniqueInstance || best.score().value() <= 0 || !Availability.isUsable(best.node())) {
            return best;
        }
        return current.filter(node -> Availability.isUsable(node) && node.score().value() >= 0)
                .map(primitive.allowed()::get).filter(weight -> weight.score().equals(best.score()))
                .orElse(best);
    }

    /** A guest's node will be there when its connection is, which the order of actions sees to. */
    private static boolean canRun(Weight weight) {
        return weight.score().value() >= 0
                && (Availability.isUsable(weight.node()) || weight.node().kind() == Node.Kind.GUEST);
    }

    /** Whether the node behind a connection can be given work follows from whether the connection runs. */
    private static void connect(Primitive connection) {
        connection.remoteNode().ifPresent(node -> {
            var isStopping = connection.isNextRoleKnown() && connection.nextRole() == Role.STOPPED;
            if (connection.assignedTo().isEmpty() || isStopping) {
                node.set(Node.Flag.SHUTDOWN);
                return;
            }
            node.set(Node.Flag.ONLINE);
            if (node.is(Node.Flag.UNSEEN)) {
                node.clear(Node.Flag.UNCLEAN);
            }
        });
    }
}
