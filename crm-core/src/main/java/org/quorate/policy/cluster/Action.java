package org.quorate.policy.cluster;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.quorate.model.TextMap;
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

    /** An ordering of two actions; both have it in their lists. */
    public static final class Link {

        private final Action first;
        private final Action then;
        /** A bit for each: there are more of these than of anything else. */
        private int relations;
        /** Told here: to ask all the firsts again and again takes time where there are as many as nodes. */
        private final boolean isFirstOfPrimitive;

        /** @param relations a bit for each */
        Link(Action first, Action then, int relations) {
            this.first = first;
            this.then = then;
            this.relations = relations;
            isFirstOfPrimitive = first.resource instanceof Primitive;
        }

        public Action first() {
            return first;
        }

        public Action then() {
            return then;
        }

        public boolean has(Relation relation) {
            return (relations & relation.bit()) != 0;
        }

        boolean hasAny(int bits) {
            return (relations & bits) != 0;
        }

        /** Whether it has that relation and no other. */
        public boolean isOnly(Relation relation) {
            return relations == relation.bit();
        }

        /** Whether first is an action of a primitive, and the order is all that there is to it. */
        public boolean isMereOrderBehindPrimitive() {
            return isFirstOfPrimitive && isOnly(Relation.ORDERED);
        }

        /** Whether it has no relation any more, so that the order does not matter. */
        public boolean isVoid() {
            return relations == 0;
        }

        public void add(Relation relation) {
            relations |= relation.bit();
        }

        /** A relation that turned out not to hold. */
        public void drop(Relation relation) {
            relations &= ~relation.bit();
        }

        public void dropAll() {
            relations = 0;
        }

        /** As they are now. */
        public Set<Relation> relations() {
            var all = EnumSet.allOf(Relation.class);
            all.removeIf(relation -> !has(relation));
            return all;
        }
    }

    private final int id;
    private final @Nullable Resource resource;
    private final String key;
    private final String task;
    private final long intervalMs;
    private long flags = Flag.RUNNABLE.bit | Flag.OPTIONAL.bit;
    private TextMap meta = TextMap.NONE;
    private Links firsts = Links.NONE;
    private Links thens = Links.NONE;
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
    public Map<String, String> meta() {
        return meta;
    }

    /** Something goes with it, unless that name was told before. */
    public void tellFirst(String name, String value) {
        if (!meta.containsKey(name)) {
            tell(name, value);
        }
    }

    /** Something more goes with it. */
    public void tell(String name, String value) {
        meta = meta.with(name, value);
    }

    /** The same for several; there are many probes, and those to which the same is told share it. */
    public void tell(Map<String, String> values) {
        meta = meta.isEmpty() ? TextMap.copyOf(values) : meta.withAll(values);
    }

    /** With the actions before this one, in the order in which they were linked. */
    public List<Link> firsts() {
        return firsts;
    }

    /** With the actions after this one. */
    public List<Link> thens() {
        return thens;
    }

    static void link(Link link) {
        link.then.firsts = link.then.firsts.with(link);
        link.first.thens = link.first.thens.with(link);
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
