package org.quorate.policy.status;

import org.quorate.policy.cluster.Bundle;
import org.quorate.policy.cluster.Cluster;
import org.quorate.policy.cluster.Group;
import org.quorate.policy.cluster.Node;
import org.quorate.policy.cluster.Primitive;
import org.quorate.policy.cluster.Resource;
import org.quorate.policy.cluster.Resource.Flag;
import org.quorate.policy.cluster.Resource.MultipleActive;
import org.quorate.state.Reason;

/**
 * Notes that a resource is active on a node, in its containers too, and what follows if it is so on several.
 */
final class RunningOn {

    private RunningOn() {}

    static void add(Cluster cluster, Resource resource, Node node) {
        if (resource.isActiveOn(node)) {
            return;
        }
        resource.activeOn(node);
        if (resource instanceof Primitive) {
            node.running().add(resource);
            if (node.is(Node.Flag.MAINTENANCE)) {
                resource.clear(Flag.MANAGED);
                resource.set(Flag.MAINTENANCE);
            }
        }
        if (!resource.is(Flag.MANAGED)) {
            Weights.hold(resource, node, Reason.of(Reason.Kind.UNMANAGED, "resource", resource.id()));
            for (var outer = resource.parent(); outer.isPresent()
                    && node.is(Node.Flag.ONLINE); outer = outer.get()
                            .parent()) {
                outer.get().activeOn(node);
            }
            return;
        }
        if (resource instanceof Primitive && resource.active().size() > 1) {
            judgeMultiple(cluster, resource);
        }
        resource.parent().ifPresent(parent -> add(cluster, parent, node));
    }

    private static void judgeMultiple(Cluster cluster, Resource resource) {
        switch (resource.multipleActive()) {
            case STOP_ONLY -> Weights.banEverywhere(cluster, resource,
                    Reason.of(Reason.Kind.TOO_MANY, "resource", resource.id()));
            case BLOCK -> blockWithSiblings(resource);
            case STOP_START, STOP_UNEXPECTED -> {
                // Actions follow from its being active on several nodes.
            }
        }
    }

    private static void blockWithSiblings(Resource resource) {
        block(resource);
        resource.parent().filter(parent -> parent instanceof Group || parent instanceof Bundle)
                .filter(parent -> parent.multipleActive() == MultipleActive.BLOCK)
                .ifPresent(parent -> parent.children().forEach(RunningOn::block));
    }

    static void block(Resource resource) {
        resource.clear(Flag.MANAGED);
        resource.set(Flag.BLOCKED);
    }
}
