package org.quorate.node;

import java.util.Collections;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.quorate.model.MetaAttributes;
import org.quorate.model.MetaAttributes.Exclusivity;
import org.quorate.model.ResourceId;
import org.quorate.state.Activity;

/** What this node runs, or may run, as far as the log and its own hands know. */
final class Holdings {

    /**
     * Values of no-quorum-policy with which a node keeps its resources; only fencing makes them harmless
     * then.
     */
    private static final Set<String> KEEPING = Set.of("freeze", "ignore");

    private Holdings() {}

    static SortedSet<ResourceId> here(HandsState state) {
        var held = new TreeSet<ResourceId>();
        state.cluster().resources().forEach((id, status) -> {
            var known = status.nodes().get(state.self().name());
            if (known != null && mayRun(known.activity())) {
                held.add(id);
            }
        });
        held.addAll(state.actions().started().keySet());
        return Collections.unmodifiableSortedSet(held);
    }

    static SortedSet<ResourceId> atMostOne(HandsState state) {
        return atMostOne(state, here(state));
    }

    private static SortedSet<ResourceId> atMostOne(HandsState state, SortedSet<ResourceId> of) {
        var held = new TreeSet<>(of);
        held.removeIf(id -> !isAtMostOne(state, id));
        return Collections.unmodifiableSortedSet(held);
    }

    /** With what an earlier life may have left here. */
    static SortedSet<ResourceId> atMostOneOfAnyLife(HandsState state) {
        var held = new TreeSet<>(here(state));
        held.addAll(Survey.unseen(state));
        return atMostOne(state, held);
    }

    /** Whether something is held here that this node has to let go when its lease ends (no-quorum-policy). */
    static boolean endsWithTheLease(HandsState state) {
        if (KEEPING.contains(state.cluster().configuration().property("no-quorum-policy").orElse("stop"))) {
            return false;
        }
        for (var id : state.actions().started().keySet()) {
            if (isAtMostOne(state, id)) {
                return true;
            }
        }
        for (var entry : state.cluster().resources().entrySet()) {
            if (mayRun(entry.getValue().on(state.self().name()).activity())
                    && isAtMostOne(state, entry.getKey())) {
                return true;
            }
        }
        return false;
    }

    static boolean isAtMostOne(HandsState state, ResourceId id) {
        return MetaAttributes.exclusivity(state.cluster().configuration(), id) == Exclusivity.AT_MOST_ONE;
    }

    private static boolean mayRun(Activity activity) {
        return switch (activity) {
            case Activity.Active _,Activity.Failing _,Activity.StopFailed _ -> true;
            case Activity.Unknown _,Activity.Inactive _ -> false;
        };
    }
}
