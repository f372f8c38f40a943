package org.quorate.policy.actions;

import org.quorate.policy.cluster.Bundle;
import org.quorate.policy.cluster.Clone;
import org.quorate.policy.cluster.Cluster;
import org.quorate.policy.cluster.Group;
import org.quorate.policy.cluster.Primitive;
import org.quorate.policy.cluster.Resource;
import org.quorate.policy.cluster.Task;

/**
 * The actions of every resource, from where it is to where it was assigned, and the points that its
 * containers put
 * in the order: a clone is started when its instances are.
 */
public final class Actions {

    private Actions() {}

    public static void add(Cluster cluster) {
        CleanUps.clearFailuresOfRemoved(cluster);
        cluster.resources().forEach(resource -> add(cluster, resource));
    }

    private static void add(Cluster cluster, Resource resource) {
        switch (resource) {
            case Primitive primitive -> RoleChanges.add(cluster, primitive);
            case Group group -> addGroup(cluster, group);
            case Clone clone -> addClone(cluster, clone);
            case Bundle bundle -> addBundle(cluster, bundle);
        }
    }

    private static void addGroup(Cluster cluster, Group group) {
        group.children().forEach(member -> add(cluster, member));
        ResourceActions.point(cluster, group, Task.START);
        ResourceActions.point(cluster, group, Task.RUNNING);
        ResourceActions.point(cluster, group, Task.STOP);
        ResourceActions.point(cluster, group, Task.STOPPED);
        if (group.top().is(Resource.Flag.PROMOTABLE)) {
            addPromotionPoints(cluster, group);
        }
    }

    private static void addPromotionPoints(Cluster cluster, Resource container) {
        ResourceActions.point(cluster, container, Task.DEMOTE);
        ResourceActions.point(cluster, container, Task.DEMOTED);
        ResourceActions.point(cluster, container, Task.PROMOTE);
        ResourceActions.point(cluster, container, Task.PROMOTED);
    }

    private static void addClone(Cluster cluster, Clone clone) {
        clone.children().forEach(instance -> add(cluster, instance));
        InstancePoints.add(cluster, clone, clone.children());
        if (clone.isPromotable()) {
            InstancePoints.addPromotions(cluster, clone);
        }
        NotificationPoints.add(cluster, clone);
    }

    private static void addBundle(Cluster cluster, Bundle bundle) {
        for (var replica : bundle.replicas()) {
            if (replica.address() != null) {
                add(cluster, replica.address());
            }
            add(cluster, replica.container());
            if (replica.connection() != null) {
                add(cluster, replica.connection());
            }
        }
        var containers = bundle.replicas().stream().map(Bundle.Replica::container).toList();
        InstancePoints.add(cluster, bundle, containers);
        bundle.inside().ifPresent(inside -> {
            add(cluster, inside);
            if (inside.isPromotable()) {
                addPromotionPoints(cluster, bundle);
            }
        });
    }
}
