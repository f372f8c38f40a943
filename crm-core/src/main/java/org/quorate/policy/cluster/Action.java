package org.quorate.policy.cluster;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.quorate.state.Reason;

/**
 * Something that may be done: by an agent, to a node, or only as a point in the order ({@link Flag#PSEUDO}).
 */
public final class Action {

    /** Facts about an action that hold or do not. */
    public enum Flag {

        /** Nobody carries it out; order passes through it. */
        PSEUDO,
        /** It can be carried out. New actions are runnable. */
        RUNNABLE,
        /** It need not be carried out. New actions are optional until something requires them. */
        OPTIONAL,
        /** It stands in the graph even if optional. */
        ALWAYS_IN_GRAPH,
        /** It can be replaced by a migration. */
        MIGRATABLE,
        /** Enough of its firsts must run, {@link Action#requiredFirsts}. */
        MIN_RUNNABLE,
        /** A reschedule is wanted after it (a recurring monitor that is no longer valid). */
        RESCHEDULE,
        /** A notification that exists for a change that takes place. */
        NOTIFY_NEEDED,
        /** On a node that is gone: it is implied by its fencing and not carried out there. */
        IMPLIED_BY_FENCING,
        /** A stop that ends a migration that was left half done. */
        ENDS_MIGRATION, DETECTED_LOOP, DUMPED, HANDLED, RELOAD;

        /** Flags are asked for all the time, so those that hold are bits of a number and not a set. */
        @SuppressWarnings("EnumOrdinal")
        private final long bit = 1L << ordinal();
    }

    /** An ordering to another action; the list of a then-action names its firsts. */
    public static final class Link {

        private final Action other;
        private final EnumSet<Relation> relations;

        Link(Action other, EnumSet<Relation> relations) {
            this.other = other;
            this.relations = relations;
        }

        /** The other end of the same ordering. */
        Link to(Action then) {
            return new Link(then, relations);
        }

        public Action other() {
            return other;
        }

        /** Live, and the same for both ends: rules drop relations that turn out not to hold. */
        public EnumSet<Relation> relations() {
            return relations;
        }
    }

    private final int id;
    private final @Nullable Resource resource;
    private final String key;
    private final String task;
    private final long intervalMs;
    private long flags = Flag.RUNNABLE.bit | Flag.OPTIONAL.bit;
    private final SortedMap<String, String> meta = new TreeMap<>();
    private final List<Link> firsts = new ArrayList<>();
    private final List<Link> thens = new ArrayList<>();
    private @Nullable Node node;
    private @Nullable Reason reason;
    private int requiredFirsts;

    Action(int id, @Nullable Resource resource, String task, long intervalMs, String key) {
        this.id = id;
        this.resource = resource;
        this.task = task;
        this.intervalMs = intervalMs;
        this.key = key;
    }

    /** {@code resource_task_interval}. */
    public static String key(String resource, String task, long intervalMs) {
        return resource + "_" + task + "_" + intervalMs;
    }

    public int id() {
        return id;
    }

    public Optional<Resource> resource() {
        return Optional.ofNullable(resource);
    }

    public String task() {
        return task;
    }

    public long intervalMs() {
        return intervalMs;
    }

    public String key() {
        return key;
    }

    public Optional<Node> node() {
        return Optional.ofNullable(node);
    }

    public boolean isOn(Node other) {
        return node == other;
    }

    public void node(@Nullable Node changed) {
        node = changed;
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

    /** It must be carried out, for a reason; the first reason stays. */
    public void require(Reason why) {
        flags &= ~Flag.OPTIONAL.bit;
        explain(why);
    }

    public void explain(Reason why) {
        if (reason == null) {
            reason = why;
        }
    }

    public Optional<Reason> reason() {
        return Optional.ofNullable(reason);
    }

    /** What goes with it: {@code CRM_meta_*} values, the kind of fencing, notify variables, ... */
    public SortedMap<String, String> meta() {
        return meta;
    }

    /** The actions before this one, in the order in which they were linked. */
    public List<Link> firsts() {
        return Collections.unmodifiableList(firsts);
    }

    /** The actions after this one. */
    public List<Link> thens() {
        return Collections.unmodifiableList(thens);
    }

    void link(Link first) {
        firsts.add(first);
    }

    void linkThen(Link then) {
        thens.add(then);
    }

    /** How many of its firsts must be able to run, where {@link Flag#MIN_RUNNABLE} holds. */
    public int requiredFirsts() {
        return requiredFirsts;
    }

    public void requiredFirsts(int count) {
        requiredFirsts = count;
    }

    @Override
    public String toString() {
        return key + (node == null ? "" : " on " + node);
    }
}
