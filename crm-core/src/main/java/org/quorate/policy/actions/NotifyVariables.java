package org.quorate.policy.actions;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.quorate.model.Role;
import org.quorate.model.TextMap;
import org.quorate.policy.cluster.Action;
import org.quorate.policy.cluster.Cluster;
import org.quorate.policy.cluster.Node;
import org.quorate.policy.cluster.Primitive;
import org.quorate.policy.cluster.Resource;
import org.quorate.policy.cluster.Task;

/**
 * What notified agents get to know of the instances: who runs in which role, who starts, stops, is promoted
 * or demoted, and where ({@code OCF_RESKEY_CRM_meta_notify_*}; Pacemaker Explained, "Clone Notifications").
 */
record NotifyVariables(TextMap values) {

    private static final String NOBODY = " ";

    private record Entry(String resource, String node) {

        int compare(Entry other) {
            var byResource = resource.compareTo(other.resource);
            return byResource != 0 ? byResource : node.compareTo(other.node);
        }
    }

    /** Instances and what is done with them, by the word that the agents know. */
    private static final class Lists {

        private final SortedMap<String, List<Entry>> byWord = new TreeMap<>();

        void add(String word, Resource resource, String node) {
            byWord.computeIfAbsent(word, _ -> new ArrayList<>()).add(new Entry(resource.id(), node));
        }

        SortedMap<String, String> variables(List<String> words) {
            var result = new TreeMap<String, String>();
            for (var word : words) {
                var entries = new ArrayList<>(byWord.getOrDefault(word, List.of()));
                entries.sort(Entry::compare);
                var resources = new ArrayList<String>(entries.size());
                var nodes = new ArrayList<String>(entries.size());
                for (var entry : entries) {
                    resources.add(entry.resource);
                    if (!entry.node.isEmpty()) {
                        nodes.add(entry.node);
                    }
                }
                result.put("notify_" + word + "_resource", join(resources));
                result.put("notify_" + word + "_uname", join(nodes));
            }
            return result;
        }
    }

    /** Roles by their present and by their old names. */
    private static final List<String> ROLES = List.of("active", "inactive", "promoted", "master",
            "unpromoted", "slave");

    private static final List<String> CHANGES = List.of(Task.START, Task.STOP, Task.PROMOTE, Task.DEMOTE);

    static NotifyVariables of(Cluster cluster, Resource clone) {
        var lists = new Lists();
        for (var instance : clone.primitives()) {
            addRole(lists, instance);
            addChanges(lists, instance);
        }
        var values = lists.variables(ROLES);
        values.putAll(lists.variables(CHANGES));
        values.remove("notify_inactive_uname");
        addNodes(values, cluster, clone);
        return new NotifyVariables(TextMap.sorted(values));
    }

    /** One stop alone, which the fencing of a node implies. */
    static NotifyVariables ofStop(Cluster cluster, Primitive stopped, String node) {
        var lists = new Lists();
        addRole(lists, stopped);
        lists.add(Task.STOP, stopped, node);
        var values = lists.variables(ROLES);
        values.putAll(lists.variables(List.of(Task.STOP)));
        values.remove("notify_inactive_uname");
        addNodes(values, cluster, stopped);
        return new NotifyVariables(TextMap.sorted(values));
    }

    /** Whether any instance does that. */
    boolean tells(String task) {
        return !values.getOrDefault("notify_" + task + "_resource", NOBODY).equals(NOBODY);
    }

    private static void addRole(Lists lists, Primitive instance) {
        var node = instance.active().stream().findFirst().map(Node::name).orElse("");
        switch (instance.role()) {
            case STOPPED -> lists.add("inactive", instance, "");
            case STARTED -> lists.add("active", instance, node);
            case UNPROMOTED, PROMOTED -> {
                lists.add("active", instance, node);
                lists.add(instance.role() == Role.PROMOTED ? "promoted" : "unpromoted", instance, node);
                lists.add(instance.role() == Role.PROMOTED ? "master" : "slave", instance, node);
            }
        }
    }

    /** A stop on a node that is lost counts even if nobody carries it out. */
    private static void addChanges(Lists lists, Primitive instance) {
        for (var action : instance.actions()) {
            var node = action.node();
            if (node.isEmpty() || action.is(Action.Flag.OPTIONAL) || !CHANGES.contains(action.task())) {
                continue;
            }
            var isLost = action.task().equals(Task.STOP) && node.get().is(Node.Flag.UNCLEAN);
            if (isLost || action.is(Action.Flag.RUNNABLE)) {
                lists.add(action.task(), instance, node.get().name());
            }
        }
    }

    private static void addNodes(SortedMap<String, String> values, Cluster cluster, Resource resource) {
        values.put("notify_available_uname",
                join(resource.allowed().keySet().stream().map(Node::name).toList()));
        values.put("notify_all_uname", join(cluster.nodes().stream().map(Node::name).toList()));
    }

    private static String join(List<String> words) {
        return words.isEmpty() ? NOBODY : String.join(" ", words);
    }
}
