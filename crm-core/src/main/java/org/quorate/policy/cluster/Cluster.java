package org.quorate.policy.cluster;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.quorate.cib.Cib;

/**
 * All that one decision looks at and works on. Made for one call of {@code Policy.decide} and forgotten with
 * it;
 * only one thread sees it.
 */
public final class Cluster {

    private final Cib cib;
    private final Instant now;
    private final Options options;
    private final Options.NoQuorum noQuorum;
    private final boolean hasQuorum;
    /** In order of name. */
    private final List<Node> nodes = new ArrayList<>();
    private final Map<String, Node> nodesByName = new HashMap<>();
    private final LinkedHashSet<Resource> resources = new LinkedHashSet<>();
    private final Map<String, Resource> byId = new HashMap<>();
    private final SortedMap<String, Ticket> tickets = new TreeMap<>();
    private final SortedMap<String, List<String>> tags = new TreeMap<>();
    private final List<Colocation> colocations = new ArrayList<>();
    private final List<Location> locations = new ArrayList<>();
    private final List<Ordering> orderings = new ArrayList<>();
    private final ActionTable actions = new ActionTable();
    private final List<String> warnings = new ArrayList<>();
    private int numbered;
    private boolean isUnfencingUsed;

    public Cluster(Cib cib, Instant now, Options options, Options.NoQuorum noQuorum, boolean hasQuorum) {
        this.cib = cib;
        this.now = now;
        this.options = options;
        this.noQuorum = noQuorum;
        this.hasQuorum = hasQuorum;
    }

    public Cib cib() {
        return cib;
    }

    public Instant now() {
        return now;
    }

    public Options options() {
        return options;
    }

    public Options.NoQuorum noQuorum() {
        return noQuorum;
    }

    public boolean hasQuorum() {
        return hasQuorum;
    }

    /** In order of name, remote and guest nodes included. */
    public Collection<Node> nodes() {
        return Collections.unmodifiableList(nodes);
    }

    public Optional<Node> node(String name) {
        return Optional.ofNullable(nodesByName.get(name));
    }

    public void add(Node node) {
        node.number(numbered++);
        if (nodesByName.put(node.name(), node) != null) {
            nodes.removeIf(other -> other.name().equals(node.name()));
        }
        nodes.add(-1 - Collections.binarySearch(nodes, node), node);
    }

    /** Gives the nodes the numbers of their places, as long as no resource knows one by its number. */
    public void numberNodes() {
        numbered = 0;
        for (var node : nodes) {
            node.number(numbered++);
        }
    }

    /** The outermost resources in order of definition, then those found only in the status section. */
    public Collection<Resource> resources() {
        return Collections.unmodifiableCollection(resources);
    }

    /** Adds an outermost resource; everything inside is found by id from then on. */
    public void add(Resource resource) {
        resources.add(resource);
        index(resource);
    }

    /** Makes what was put into a container after the container was added known by id. */
    public void index(Resource resource) {
        byId.putIfAbsent(resource.id(), resource);
        resource.children().forEach(this::index);
    }

    /** Any resource, also inside others, also by an instance's id such as {@code db:0}. */
    public Optional<Resource> resource(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** Every primitive, depth first in order of definition. */
    public List<Primitive> primitives() {
        var all = new ArrayList<Primitive>();
        for (var resource : resources) {
            resource.collect(all);
        }
        return all;
    }

    /** Whether any primitive is so; what is found first decides, no list is made. */
    public boolean anyPrimitive(Predicate<Primitive> test) {
        return resources.stream().anyMatch(resource -> any(resource, test));
    }

    private static boolean any(Resource resource, Predicate<Primitive> test) {
        return (resource instanceof Primitive primitive && test.test(primitive))
                || resource.children().stream().anyMatch(child -> any(child, test));
    }

    public SortedMap<String, Ticket> tickets() {
        return tickets;
    }

    /** Ids of what each tag names. */
    public SortedMap<String, List<String>> tags() {
        return tags;
    }

    public List<Colocation> colocations() {
        return colocations;
    }

    public List<Location> locations() {
        return locations;
    }

    public List<Ordering> orderings() {
        return orderings;
    }

    public ActionTable actions() {
        return actions;
    }

    /** What an operator should know about the configuration, in whole sentences. */
    public List<String> warnings() {
        return warnings;
    }

    /** Whether any resource or fence device asks for unfencing. */
    public boolean isUnfencingUsed() {
        return isUnfencingUsed;
    }

    public void useUnfencing() {
        isUnfencingUsed = true;
    }
}
