package org.quorate.policy.cluster;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All actions of a decision. An action that is asked for twice with the same resource, task, interval and
 * node
 * is one action.
 */
public final class ActionTable {

    private final List<Action> all = new ArrayList<>();
    private final List<Action> ofNodes = new ArrayList<>();
    private final ActionNames byName = new ActionNames();
    private final Set<String> singletons = new HashSet<>();

    /** The action of that name, made where it does not exist yet. */
    public Action get(@Nullable Resource resource, String task, long intervalMs, @Nullable Node node) {
        var key = resource != null && intervalMs == 0
                ? resource.key(task)
                : Action.key(resource == null ? "" : resource.id(), task, intervalMs);
        return named(resource, task, intervalMs, node, key);
    }

    /**
     * The same under a key of its own, for actions of the cluster ({@code all_stopped},
     * {@code stonith-n1-reboot}).
     */
    public Action named(@Nullable Resource resource, String task, long intervalMs, @Nullable Node node,
            String key) {
        var found = byName.get(key, node);
        if (found != null) {
            return found;
        }
        found = node == null ? anywhere(resource, key) : placeless(key, node);
        if (found == null) {
            found = add(resource, task, intervalMs, node, key);
        }
        byName.put(node, found);
        return found;
    }

    /** Whoever does not say where means the one that there is, wherever it is; of several the newest. */
    private static @Nullable Action anywhere(@Nullable Resource resource, String key) {
        if (resource != null) {
            for (var action : resource.actions().reversed()) {
                if (action.key().equals(key)) {
                    return action;
                }
            }
        }
        return null;
    }

    /**
     * An action that was asked for before it was known where: it takes place on the first node that is named.
     */
    private @Nullable Action placeless(String key, Node node) {
        var found = byName.get(key, null);
        if (found == null || found.is(Action.Flag.PSEUDO) || found.node().isPresent()) {
            return null;
        }
        found.node(node);
        return found;
    }

    /** A new action, whether or not there is one of that name. */
    public Action add(@Nullable Resource resource, String task, long intervalMs, @Nullable Node node,
            String key) {
        var action = new Action(all.size() + 1, resource, task, intervalMs, key);
        action.node(node);
        all.add(action);
        if (resource == null) {
            ofNodes.add(action);
        } else {
            resource.add(action);
        }
        return action;
    }

    public Optional<Action> find(String key, @Nullable Node node) {
        return Optional.ofNullable(byName.get(key, node));
    }

    /**
     * Puts first before then. Of several orderings of the same two actions that share a relation the first is
     * kept.
     *
     * @return whether that is news
     */
    public boolean order(Action first, Action then, Set<Relation> relations) {
        if (first == then || relations.isEmpty()) {
            return false;
        }
        int bits = Relations.bits(relations);
        if (isOrdered(first, then, bits)) {
            return false;
        }
        Action.link(new Action.Link(first, then, bits));
        return true;
    }

    /** Few actions have many links, and next to none of them are linked to each other. */
    private static boolean isOrdered(Action first, Action then, int relations) {
        var thens = first.thens();
        var firsts = then.firsts();
        var links = thens.size() < firsts.size() ? thens : firsts;
        for (int i = 0; i < links.size(); i++) {
            var link = links.get(i);
            if (link.then() == then && link.first() == first && link.hasAny(relations)) {
                return true;
            }
        }
        return false;
    }

    /** Those of no resource, such as fencings, in order of their making. */
    public List<Action> ofNodes() {
        return Collections.unmodifiableList(ofNodes);
    }

    /** In order of their making. */
    public List<Action> all() {
        return Collections.unmodifiableList(all);
    }

    /** Whether this is the first call with that word; for things to be done once in a decision. */
    public boolean isFirst(String word) {
        return singletons.add(word);
    }
}
