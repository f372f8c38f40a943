package org.quorate.policy.placement;

import java.util.EnumSet;
import org.jspecify.annotations.Nullable;
import org.quorate.policy.cluster.Clone;
import org.quorate.policy.cluster.Colocation;
import org.quorate.policy.cluster.Node;
import org.quorate.policy.cluster.Resource.Flag;
import org.quorate.policy.placement.ColocatedScores.Option;
import org.quorate.policy.placement.ColocationLists.End;
import org.quorate.policy.placement.Ledger.OnFailure;

/** A clone: what it is colocated with first, then its instances one after the other, then their roles. */
final class CloneAssignment {

    private final Assigner assigner;
    private final PromotionScores promotionScores;
    private final InstanceAssignment instances;
    private final Promotion promotion;

    CloneAssignment(Assigner assigner) {
        this.assigner = assigner;
        promotionScores = new PromotionScores(assigner);
        instances = new InstanceAssignment(assigner);
        promotion = new Promotion(assigner, promotionScores);
    }

    void assign(Clone clone, @Nullable Node preferred) {
        if (clone.is(Flag.ASSIGNED) || clone.is(Flag.BEING_ASSIGNED)) {
            return;
        }
        clone.set(Flag.BEING_ASSIGNED);
        if (clone.isPromotable()) {
            promotionScores.add(clone);
        }
        assigner.colocations().of(clone, End.DEPENDENT)
                .forEach(colocation -> assigner.assign(colocation.primary(), preferred, OnFailure.STOP));
        assigner.colocations().of(clone, End.PRIMARY).forEach(colocation -> addDependents(clone, colocation));
        clone.children().sort(new InstanceOrder(assigner));
        instances.assign(clone, clone.children(), clone.limits().max(), clone.limits().nodeMax());
        if (clone.isPromotable()) {
            promotion.choose(clone);
        }
        clone.clear(Flag.BEING_ASSIGNED);
        clone.set(Flag.ASSIGNED);
    }

    private void addDependents(Clone clone, Colocation colocation) {
        if (ColocatedScores.hasInfluence(colocation, colocation.primary())) {
            assigner.colocatedScores()
                    .add(colocation.dependent(), clone, NodeScores.of(clone.allowed()), colocation,
                            EnumSet.of(Option.KEEP_ACTIVE, Option.NO_NEGATIVE))
                    .into(clone.allowed(), ColocationScores.reason(colocation, colocation.dependent()));
        }
    }
}
