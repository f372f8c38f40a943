package org.quorate.policy.cluster;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A wanted order between two actions; each end is an action that exists, or a resource with the name of a
 * task
 * whose actions are looked up when orderings are applied.
 *
 * @param constraint the id of the constraint it comes from, empty for one that the cluster makes itself
 */
public record Ordering(End first, End then, Set<Relation> relations, String constraint) {

    public Ordering {
        relations = Relations.of(relations);
    }

    /** One that the cluster makes itself. */
    public static Ordering of(End first, End then, Relation... relations) {
        return new Ordering(first, then, Set.of(relations), "");
    }

    /**
     * One end.
     *
     * @param resource null where only an action is meant
     * @param task of that resource, or of the action
     * @param key {@code resource_task_interval}, as in {@link Action#key}
     * @param action null until it is looked up
     */
    public record End(@Nullable Resource resource, String task, String key, @Nullable Action action) {

        public static End of(Action action) {
            return new End(action.resource().orElse(null), action.task(), action.key(), action);
        }

        /** A task that does not recur. */
        public static End of(Resource resource, String task) {
            return new End(resource, task, resource.key(task), null);
        }
    }
}
