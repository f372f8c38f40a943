package org.quorate.policy.status;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.quorate.cib.Element;
import org.quorate.policy.cluster.Group;
import org.quorate.policy.cluster.HistoryEntry;
import org.quorate.policy.cluster.Node;
import org.quorate.policy.cluster.Primitive;
import org.quorate.policy.cluster.Recorded;
import org.quorate.policy.cluster.Resource;
import org.quorate.policy.cluster.Resource.Flag;
import org.quorate.policy.cluster.Task;

/**
 * What several nodes record, in the order in which it is to be judged. What went wrong is judged in the order
 * of the status section, since a node that must be fenced for one resource forgives the others their failures.
 * Most records only say that a resource does not run there. Those tell nothing of other resources, so they
 * are judged resource by resource: a big cluster has as many of them as resources times nodes, and node by
 * node each resource would have left the processor's cache before the next node tells of it.
 */
final class Families {

    /**
     * @param number its place in the status section
     * @param about what is configured under that name when all are read
     */
    record Told(int number, Recorded recorded, Element xml, @Nullable Resource about) {

        String name() {
            return recorded.name();
        }

        Node node() {
            return recorded.node();
        }
    }

    /** The records of one outermost resource. */
    private static final class Family {

        private final List<Told> members;
        private boolean isPlain = true;

        Family(int nodes) {
            members = new ArrayList<>(nodes);
        }

        void add(Told told) {
            members.add(told);
            isPlain = isPlain && isPlain(told);
        }
    }

    private static final String REMOVED = "";

    private final InstanceFinder finder;
    private final int nodes;
    private final Map<String, Family> families = new LinkedHashMap<>();
    private int count;

    /** @param nodes of how many there will be records, so that there is room for them at once */
    Families(InstanceFinder finder, int nodes) {
        this.finder = finder;
        this.nodes = nodes;
    }

    /** @param isLock whether a record without operations counts, too: it may hold the resource there */
    void add(Node node, Element entry, boolean isLock) {
        var about = finder.configured(entry.id()).orElse(null);
        var recorded = RecordReader.read(node, entry, about);
        if (isLock || !recorded.entries().isEmpty()) {
            families.computeIfAbsent(about == null ? REMOVED : outermost(about).id(), _ -> new Family(nodes))
                    .add(new Told(count++, recorded, entry, about));
        }
    }

    private static Resource outermost(Resource resource) {
        var outer = resource;
        for (var parent = outer.parent(); parent.isPresent(); parent = outer.parent()) {
            outer = parent.get();
        }
        return outer;
    }

    void forEach(Consumer<Told> action) {
        families.values().stream().filter(family -> !family.isPlain).flatMap(family -> family.members.stream())
                .sorted(Comparator.comparingInt(Told::number)).forEach(action);
        for (var family : families.values()) {
            if (family.isPlain) {
                family.members.forEach(action);
            }
        }
    }

    /** Whether it tells of no other resource and of no failure; instances of clones depend on each other. */
    private static boolean isPlain(Told told) {
        if (!(told.about instanceof Primitive resource) || resource.is(Flag.REMOTE_CONNECTION)
                || resource.container().isPresent() || !resource.contained().isEmpty()
                || !isOutsideOfClones(resource)) {
            return false;
        }
        for (var entry : told.recorded.entries()) {
            if (!isPlain(entry)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isOutsideOfClones(Resource resource) {
        for (var outer = resource.parent(); outer.isPresent(); outer = outer.get().parent()) {
            if (!(outer.get() instanceof Group)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isPlain(HistoryEntry entry) {
        if (entry.status() != ExecutionStatus.DONE) {
            return false;
        }
        if (ResourceHistory.isProbe(entry) && entry.exit() == Exit.NOT_RUNNING) {
            return true;
        }
        return switch (entry.task()) {
            case Task.MONITOR, Task.START, Task.STOP -> entry.exit() == Exit.OK
                    && entry.node().is(Node.Flag.ONLINE);
            default -> false;
        };
    }
}
