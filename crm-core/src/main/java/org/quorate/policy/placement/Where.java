package org.quorate.policy.placement;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SequencedSet;
import org.jspecify.annotations.Nullable;
import org.quorate.model.Role;
import org.quorate.policy.cluster.Bundle;
import org.quorate.policy.cluster.Node;
import org.quorate.policy.cluster.Primitive;
import org.quorate.policy.cluster.Resource;
import org.quorate.policy.cluster.Resource.Flag;

/** Where a resource is and will be, and in which role; a container where anything inside is. */
final class Where {

    private static final Set<String> CONTAINER_HOST = Set.of("host");

    private Where() {}

    static SequencedSet<Node> next(Resource resource) {
        var nodes = new LinkedHashSet<Node>();
        collectNext(resource, nodes);
        return nodes;
    }

    private static void collectNext(Resource resource, SequencedSet<Node> nodes) {
        if (resource instanceof Primitive) {
            resource.assignedTo().ifPresent(nodes::add);
        }
        resource.children().forEach(child -> collectNext(child, nodes));
    }

    /** The one node it will be on; empty for none or several. */
    static Optional<Node> nextNode(Resource resource) {
        if (resource instanceof Primitive) {
            return resource.assignedTo();
        }
        var nodes = next(resource);
        return nodes.size() == 1 ? Optional.of(nodes.getFirst()) : Optional.empty();
    }

    static List<Node> now(Resource resource) {
        if (resource instanceof Primitive) {
            return resource.active();
        }
        var nodes = new LinkedHashSet<Node>();
        collectNow(resource, nodes);
        return List.copyOf(nodes);
    }

    private static void collectNow(Resource resource, SequencedSet<Node> nodes) {
        nodes.addAll(resource.active());
        resource.children().forEach(child -> collectNow(child, nodes));
    }

    static boolean isActive(Resource resource) {
        return !resource.active().isEmpty() || resource.children().stream().anyMatch(Where::isActive);
    }

    /**
     * The node that counts where it is active on several: the source of a migration; for what needs no
     * fencing one that is in order; else the first.
     */
    static Optional<Node> current(Resource resource) {
        var nodes = now(resource);
        var source = resource.migrationSource();
        if (source.isPresent() && nodes.contains(source.get())) {
            return source;
        }
        var first = nodes.stream().findFirst();
        if (source.isPresent() || resource.is(Flag.NEEDS_FENCING)) {
            return first;
        }
        return nodes.stream().filter(node -> node.is(Node.Flag.ONLINE) && !node.is(Node.Flag.UNCLEAN))
                .findFirst()
                .or(() -> first);
    }

    /** The highest role it has now. */
    static Role role(Resource resource) {
        return resource instanceof Primitive
                ? resource.role()
                : resource.children().stream().map(Where::role).reduce(Role.STOPPED, Where::higher);
    }

    /** The highest role it shall have; null where nothing has said yet. */
    static @Nullable Role nextRole(Resource resource) {
        if (resource instanceof Primitive) {
            return resource.isNextRoleKnown() ? resource.nextRole() : null;
        }
        Role highest = null;
        for (var child : resource.children()) {
            var role = nextRole(child);
            highest = highest == null ? role : role == null ? highest : higher(highest, role);
        }
        return highest;
    }

    private static Role higher(Role left, Role right) {
        return left.compareTo(right) >= 0 ? left : right;
    }

    /** The node on which the container of a bundle's node runs or is to run; empty for other nodes. */
    static Optional<Node> host(Node node) {
        return node.connection()
                .filter(connection -> connection.parent().filter(Bundle.class::isInstance).isPresent())
                .flatMap(Resource::container).flatMap(Resource::assignedTo);
    }

    /**
     * An attribute of a node as a resource sees it: what runs in a container may look at the container's
     * host.
     */
    static Optional<String> attribute(Node node, String name, Resource resource) {
        if (node.kind() != Node.Kind.GUEST || !looksAtHost(resource)) {
            return node.attribute(name);
        }
        var container = node.connection().flatMap(Resource::container);
        return container.isEmpty()
                ? node.attribute(name)
                : container.get().assignedTo().flatMap(host -> host.attribute(name));
    }

    /** Whether it sees the attributes of the host instead of those of the container it runs in. */
    static boolean looksAtHost(Resource resource) {
        return resource.meta("container-attribute-target").filter(CONTAINER_HOST::contains).isPresent()
                || resource.top().parent().filter(Bundle.class::isInstance).map(Bundle.class::cast)
                        .flatMap(Bundle::inside).filter(inside -> inside == resource.top()).isPresent();
    }
}
