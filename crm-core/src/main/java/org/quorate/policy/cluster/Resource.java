package org.quorate.policy.cluster;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.quorate.cib.Element;
import org.quorate.model.Numbers;
import org.quorate.model.Role;
import org.quorate.model.Score;

/** A resource in the working set: a primitive, or a container of others. Resources are equal by identity. */
public abstract sealed class Resource permits Primitive, Group, Clone, Bundle {

    /** Facts about a resource that hold or do not. */
    public enum Flag {

        /** The cluster may start and stop it. */
        MANAGED,
        /**
         * Nothing may be done to it until somebody cleans up (on-fail=block, failed stop, multiple-active).
         */
        BLOCKED,
        /** Its last known operation failed. */
        FAILED,
        /** An operation failed and its on-fail says to take it for a success. */
        FAILURE_IGNORED,
        /** It stands in no configuration any more. */
        REMOVED,
        /** It was the connection into a resource that stands in no configuration any more either. */
        REMOVED_GUEST,
        /** It is an instance beyond clone-max. */
        SURPLUS, MAINTENANCE,
        /** Its instances are told apart. */
        UNIQUE, NOTIFY, PROMOTABLE, ALLOW_MIGRATE, CRITICAL,
        /** Only nodes with resource-discovery=exclusive come into question. */
        EXCLUSIVE_DISCOVERY, NEEDS_QUORUM, NEEDS_FENCING, NEEDS_UNFENCING, FENCE_DEVICE,
        /** It restarts because its definition changed, and can be reloaded instead. */
        RELOADABLE, RESTART_PENDING,
        /**
         * A start of it is recorded as under way, or it must be started anew as another agent runs it now.
         */
        START_PENDING,
        /** A stop was seen to fail; a start failed; to be stopped because of a failure. */
        STOP_FAILED, START_FAILED, TO_BE_STOPPED_BY_FAILURE,
        /** It stops at all costs, or runs on nodes where it was not started. */
        STOP_EVERYWHERE, UNEXPECTEDLY_ACTIVE,
        /** Assignment and recovery bookkeeping. */
        ASSIGNED, BEING_ASSIGNED, CHOOSING_ROLES, COUNTED, TO_BE_DETACHED,
        /** What it is to others. */
        REMOTE_CONNECTION, HAS_ORDERED_CHILDREN, IN_BUNDLE, DETECTED_LOOP, MIGRATING;

        /** Flags are asked for all the time, so those that hold are bits of a number and not a set. */
        @SuppressWarnings("EnumOrdinal")
        private final long bit = 1L << ordinal();
    }

    /** What to do when it is active more than once (multiple-active). */
    public enum MultipleActive {
        STOP_START, STOP_ONLY, BLOCK, STOP_UNEXPECTED
    }

    /** There are few tasks, so they are looked through faster than a table. */
    private record TaskActions(String task, String key, List<Action> made, List<Action> view) {

        TaskActions(String task, String key) {
            var made = new ArrayList<Action>(2);
            this(task, key, made, Collections.unmodifiableList(made));
        }
    }

    private final String id;
    private String historyName;
    private final Element xml;
    private long flags = Flag.MANAGED.bit;
    private final SortedMap<String, String> meta = new TreeMap<>();
    private final SortedMap<String, Integer> utilization = new TreeMap<>();
    private final List<Resource> children = new ArrayList<>();
    private final NodeWeights allowed = new NodeWeights();
    /** Never changed, but replaced: it is asked for far more often. */
    private List<Node> active = List.of();
    /** Nodes by their numbers: there are as many as resources times nodes. */
    private final BitSet known = new BitSet();
    private final List<Colocation> colocations = new ArrayList<>();
    private final List<Colocation> colocatedWithIt = new ArrayList<>();
    private final List<Location> locations = new ArrayList<>();
    private final List<TicketConstraint> tickets = new ArrayList<>();
    private final List<Action> actions = new ArrayList<>();
    private final List<TaskActions> actionsByTask = new ArrayList<>(4);
    private final List<Resource> contained = new ArrayList<>();
    private final List<Node> danglingMigrations = new ArrayList<>();
    private @Nullable Resource parent;
    private @Nullable Resource container;
    private @Nullable Node assignedTo;
    private @Nullable Score promotionScore;
    private @Nullable Node lock;
    private @Nullable Node migrationSource;
    private @Nullable Node migrationTarget;
    private String pendingTask = "";
    private @Nullable Node pendingNode;
    private Role role = Role.STOPPED;
    private Role nextRole = Role.STOPPED;
    private boolean isRoleKnown;
    private boolean isNextRoleKnown;
    private int priority;
    private Score stickiness = Score.ZERO;
    private int migrationThreshold;
    private MultipleActive multipleActive = MultipleActive.STOP_START;

    /**
     * @param id unique in the working set; an instance of a clone has {@code :N} behind its name
     * @param historyName by which the status section knows it, as long as it has not told another
     * @param xml its definition, its template already merged in
     */
    protected Resource(String id, String historyName, Element xml) {
        this.id = id;
        this.historyName = historyName;
        this.xml = xml;
    }

    public String id() {
        return id;
    }

    /** Of its actions of that task that do not recur; the same text each time, as each node has such one. */
    public String key(String task) {
        return of(task).key;
    }

    public String historyName() {
        return historyName;
    }

    /**
     * Histories know an instance of an anonymous clone by its name without a number, or, where they are
     * older, by a number of their own.
     */
    public void historyName(String changed) {
        historyName = changed;
    }

    public Element xml() {
        return xml;
    }

    public boolean is(Flag flag) {
        return (flags & flag.bit) != 0;
    }

    public void set(Flag flag) {
        flags |= flag.bit;
    }

    public void clear(Flag flag) {
        flags &= ~flag.bit;
    }

    /** Sets it here and on everything inside. */
    public void setAll(Flag flag) {
        set(flag);
        for (var child : children) {
            child.setAll(flag);
        }
    }

    public void clearAll(Flag flag) {
        clear(flag);
        children.forEach(child -> child.clearAll(flag));
    }

    /** Meta-attributes by name, as inherited and evaluated now; names are the current ones, not aliases. */
    public SortedMap<String, String> meta() {
        return meta;
    }

    public Optional<String> meta(String key) {
        return Optional.ofNullable(meta.get(key));
    }

    public SortedMap<String, Integer> utilization() {
        return utilization;
    }

    public List<Resource> children() {
        return children;
    }

    /** The container it stands in: a group, a clone or a bundle. */
    public Optional<Resource> parent() {
        return Optional.ofNullable(parent);
    }

    public void adopt(Resource child) {
        child.parent = this;
        children.add(child);
    }

    /**
     * The outermost group or clone that it stands in, itself where there is none; a bundle's parts are their
     * own.
     */
    public Resource top() {
        Resource top = this;
        while (top.parent != null && !(top.parent instanceof Bundle)) {
            top = top.parent;
        }
        return top;
    }

    /** An id without the {@code :N} of an instance of a clone; any other as it is. */
    public static String withoutNumber(String id) {
        var colon = id.lastIndexOf(':');
        return colon > 0 && Numbers.isWhole(id.substring(colon + 1), id.length())
                ? id.substring(0, colon)
                : id;
    }

    /** The number of an instance of a clone, by its id; 0 for anything else. */
    public int instanceNumber() {
        var colon = id.lastIndexOf(':');
        var digits = id.substring(colon + 1);
        return colon >= 0 && Numbers.isWhole(digits, 9) ? Integer.parseInt(digits) : 0;
    }

    /** Orders instances of a clone by their numbers. */
    public static int compareNumbers(Resource one, Resource other) {
        return Integer.compare(one.instanceNumber(), other.instanceNumber());
    }

    /** All primitives inside, itself included, depth first. */
    public List<Primitive> primitives() {
        var result = new ArrayList<Primitive>();
        collect(result);
        return result;
    }

    void collect(List<Primitive> result) {
        if (this instanceof Primitive primitive) {
            result.add(primitive);
        }
        for (var child : children) {
            child.collect(result);
        }
    }

    /** The nodes that come into question, in order of name, each with its weight. */
    public NodeWeights allowed() {
        return allowed;
    }

    public Optional<Weight> weight(Node node) {
        return Optional.ofNullable(allowed.get(node));
    }

    /** The nodes on which it is active, in the order in which the status section told it. */
    public List<Node> active() {
        return active;
    }

    public boolean isActiveOn(Node node) {
        return active.contains(node);
    }

    public void activeOn(Node node) {
        if (!active.contains(node)) {
            var longer = new ArrayList<>(active);
            longer.add(node);
            active = List.copyOf(longer);
        }
    }

    public void notActiveOn(Node node) {
        active = active.stream().filter(other -> other != node).toList();
    }

    /** Whether its state on a node is known, so that no probe is needed there. */
    public boolean isKnownOn(Node node) {
        return known.get(node.number());
    }

    /** Whether its state is known on any node. */
    public boolean isKnown() {
        return !known.isEmpty();
    }

    /** Its state there is known. */
    public void known(Node node) {
        known.set(node.number());
    }

    /** The colocations in which it is the dependent. */
    public List<Colocation> colocations() {
        return colocations;
    }

    /** The colocations in which it is the primary. */
    public List<Colocation> colocatedWithIt() {
        return colocatedWithIt;
    }

    public List<Location> locations() {
        return locations;
    }

    public List<TicketConstraint> tickets() {
        return tickets;
    }

    /** In order of their making. */
    public List<Action> actions() {
        return Collections.unmodifiableList(actions);
    }

    private TaskActions of(String task) {
        for (var each : actionsByTask) {
            if (each.task.equals(task)) {
                return each;
            }
        }
        var another = new TaskActions(task, Action.key(id, task, 0));
        actionsByTask.add(another);
        return another;
    }

    /** Those that do that, the latest made first. */
    public List<Action> actions(String task) {
        for (var each : actionsByTask) {
            if (each.task.equals(task)) {
                return each.view;
            }
        }
        return List.of();
    }

    void add(Action action) {
        actions.add(action);
        of(action.task()).made.addFirst(action);
    }

    /** The resources that live inside what this one runs (a guest's, a container's). */
    public List<Resource> contained() {
        return contained;
    }

    /** The resource whose machine or container it lives in. */
    public Optional<Resource> container() {
        return Optional.ofNullable(container);
    }

    public void containedIn(Resource outer) {
        container = outer;
        outer.contained.add(this);
    }

    public Optional<Node> assignedTo() {
        return Optional.ofNullable(assignedTo);
    }

    /** Only {@code placement} assigns, through its own class that keeps counts and capacity right. */
    public void assignTo(@Nullable Node node) {
        assignedTo = node;
    }

    /**
     * How much it was to be promoted, all wishes added; empty for what is no instance of a promotable clone.
     */
    public Optional<Score> promotionScore() {
        return Optional.ofNullable(promotionScore);
    }

    public void promotionScore(Score changed) {
        promotionScore = changed;
    }

    /** The node that a shutdown lock holds it to. */
    public Optional<Node> lock() {
        return Optional.ofNullable(lock);
    }

    public void lockTo(@Nullable Node node) {
        lock = node;
    }

    /** Source of a live migration that was under way. */
    public Optional<Node> migrationSource() {
        return Optional.ofNullable(migrationSource);
    }

    public Optional<Node> migrationTarget() {
        return Optional.ofNullable(migrationTarget);
    }

    public void migrating(@Nullable Node source, @Nullable Node target) {
        migrationSource = source;
        migrationTarget = target;
    }

    /** Nodes on which a live migration ended in the middle, so that it must be stopped there. */
    public List<Node> danglingMigrations() {
        return danglingMigrations;
    }

    /** The operation that is recorded as under way ({@code start}, ...); empty for none. */
    public String pendingTask() {
        return pendingTask;
    }

    public void pendingTask(String task) {
        pendingTask = task;
    }

    /** The node on which the operation is under way. */
    public Optional<Node> pendingNode() {
        return Optional.ofNullable(pendingNode);
    }

    public void pendingOn(Node node) {
        pendingNode = node;
    }

    /** Its highest role anywhere, by the status section. */
    public Role role() {
        return role;
    }

    public void role(Role changed) {
        role = changed;
        isRoleKnown = true;
    }

    /** Whether any history told its role. */
    public boolean isRoleKnown() {
        return isRoleKnown;
    }

    /** The role it shall have. */
    public Role nextRole() {
        return nextRole;
    }

    public void nextRole(Role changed) {
        nextRole = changed;
        isNextRoleKnown = true;
    }

    /** As if nothing had said which role it shall have. */
    public void forgetNextRole() {
        nextRole = Role.STOPPED;
        isNextRoleKnown = false;
    }

    /** Whether anything said which role it shall have; until then {@link #nextRole} is only a default. */
    public boolean isNextRoleKnown() {
        return isNextRoleKnown;
    }

    public int priority() {
        return priority;
    }

    public void priority(int changed) {
        priority = changed;
    }

    public Score stickiness() {
        return stickiness;
    }

    public void stickiness(Score changed) {
        stickiness = changed;
    }

    /** Failures on a node until it is banned there; 0 for never. */
    public int migrationThreshold() {
        return migrationThreshold;
    }

    public void migrationThreshold(int changed) {
        migrationThreshold = changed;
    }

    public MultipleActive multipleActive() {
        return multipleActive;
    }

    public void multipleActive(MultipleActive changed) {
        multipleActive = changed;
    }

    @Override
    public String toString() {
        return id;
    }
}
