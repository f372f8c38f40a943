package org.quorate.policy.status;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.quorate.cib.Element;
import org.quorate.policy.cluster.Agent;
import org.quorate.policy.cluster.Clone;
import org.quorate.policy.cluster.HistoryEntry;
import org.quorate.policy.cluster.Node;
import org.quorate.policy.cluster.Primitive;
import org.quorate.policy.cluster.Recorded;
import org.quorate.policy.cluster.Resource;
import org.quorate.policy.cluster.Resource.Flag;
import org.quorate.policy.cluster.Task;

/**
 * What several nodes record, in the order in which it is to be judged. What went wrong is judged in the order
 * of the status section, since on a node that must be fenced for one resource later failures are forgiven.
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

    /** The records of one resource, or of all in one group or clone. */
    private static final class Family {

        private final List<Told> members;
        private boolean isPlain = true;

        Family(int nodes) {
            members = new ArrayList<>(nodes);
        }
    }

    /**
     * What a name in the status section means; looked up once, and at hand for all nodes.
     *
     * @param place among the names
     * @param isAlone whether it depends on no other resource
     */
    private record Meaning(int place, String name, @Nullable Resource about, Agent agent, Family family,
            boolean isAlone) {}

    private static final String REMOVED = "";

    private final InstanceFinder finder;
    private final int nodes;
    private final Map<String, Family> families = new LinkedHashMap<>();
    private final Map<String, Meaning> byName = new HashMap<>();
    private final List<Meaning> meanings = new ArrayList<>();
    /** One for all that are the same: it is compared with every record. */
    private final Map<Agent, Agent> agents = new HashMap<>();
    private int next;
    private int count;

    /** @param nodes of how many there will be records, so that there is room for them at once */
    Families(InstanceFinder finder, int nodes) {
        this.finder = finder;
        this.nodes = nodes;
    }

    /** @param isLock whether a record without operations counts, too: it may hold the resource there */
    void add(Node node, Element entry, boolean isLock) {
        var meaning = meaning(entry);
        var recorded = new Recorded(node, meaning.name, meaning.agent.named(entry),
                RecordReader.entries(node, entry));
        if (isLock || !recorded.entries().isEmpty()) {
            var family = meaning.family;
            family.members.add(new Told(count++, recorded, entry, meaning.about));
            family.isPlain = family.isPlain && meaning.isAlone && isPlain(recorded);
        }
    }

    /** Nodes mostly record the same resources in the same order, so it is mostly the next one. */
    private Meaning meaning(Element entry) {
        var name = entry.id();
        var meaning = next < meanings.size() ? meanings.get(next) : null;
        if (meaning == null || !meaning.name.equals(name)) {
            meaning = byName.get(name);
            if (meaning == null) {
                meaning = lookUp(name, entry);
                byName.put(name, meaning);
                meanings.add(meaning);
            }
        }
        next = meaning.place + 1;
        return meaning;
    }

    private Meaning lookUp(String name, Element entry) {
        var about = finder.configured(name).orElse(null);
        var agent = about instanceof Primitive primitive ? primitive.agent() : Agent.of(entry);
        var family = families.computeIfAbsent(about == null ? REMOVED : about.top().id(),
                _ -> new Family(nodes));
        return new Meaning(meanings.size(), name, about, agents.computeIfAbsent(agent, same -> same), family,
                isAlone(about));
    }

    void forEach(Consumer<Told> action) {
        families.values().stream().filter(family -> !family.isPlain)
                .flatMap(family -> family.members.stream())
                .sorted(Comparator.comparingInt(Told::number)).forEach(action);
        for (var family : families.values()) {
            if (family.isPlain) {
                family.members.forEach(action);
            }
        }
    }

    /** Instances of clones depend on each other, and what is in a container or a bundle on that. */
    private static boolean isAlone(@Nullable Resource about) {
        return about instanceof Primitive resource && !resource.is(Flag.REMOTE_CONNECTION)
                && resource.container().isEmpty() && resource.contained().isEmpty()
                && !(resource.top() instanceof Clone) && resource.top().parent().isEmpty();
    }

    /** Whether it tells of no failure and of nothing that runs where nobody is. */
    private static boolean isPlain(Recorded recorded) {
        for (var entry : recorded.entries()) {
            if (!isPlain(entry)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isPlain(HistoryEntry entry) {
        return ResourceHistory.isAbsent(entry) || switch (entry.task()) {
            case Task.MONITOR, Task.START, Task.STOP -> entry.status() == ExecutionStatus.DONE
                    && entry.exit() == Exit.OK && entry.node().is(Node.Flag.ONLINE);
            default -> false;
        };
    }
}
