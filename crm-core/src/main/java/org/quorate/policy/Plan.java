package org.quorate.policy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.quorate.model.TextMap;
import org.quorate.state.Reason;

/**
 * What the policy decided: the actions with their order, and the same in the words of an operator.
 *
 * @param steps in an order in which they can be carried out
 * @param changes what an operator sees: one line per resource or node that changes
 * @param warnings about the configuration and the status, in whole sentences
 */
public record Plan(List<Step> steps, List<Change> changes, List<String> warnings) {

    /** Of a step's {@code meta}: the number of the instance, where its name does not tell. */
    public static final String INSTANCE = "clone";

    public Plan {
        steps = List.copyOf(steps);
        changes = List.copyOf(changes);
        warnings = List.copyOf(warnings);
    }

    /**
     * One action.
     *
     * @param after the ids of the steps that come before it
     * @param meta what its agent is told ({@code CRM_meta_*}), and the variables of a notification; by name
     */
    public record Step(int id, What what, Optional<Reason> reason, List<Integer> after,
            Map<String, String> meta) {

        public Step {
            after = List.copyOf(after);
            meta = TextMap.sorted(meta);
        }
    }

    /**
     * What an action does, to what, where.
     *
     * @param resource without {@code :N} for instances of anonymous clones; empty for none
     * @param detail the kind of fencing, of notification, or the cancelled operation; empty for none
     */
    public record What(String task, String resource, String node, long intervalMs, String detail,
            boolean isPseudo) {}

    /**
     * A change as an operator sees it.
     *
     * @param verb {@code Start Stop Move Migrate Restart Recover Reload Promote Demote Re-promote Fence}
     * @param from node and role before, empty where there is none
     * @param isBlocked whether it is wanted and cannot be done
     */
    public record Change(String verb, String resource, Place from, Place to, boolean isBlocked,
            Optional<Reason> reason) {}

    /** A node, with the role there; both may be empty. */
    public record Place(String node, String role) {}
}
