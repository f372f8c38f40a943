package org.quorate.node;

import java.util.Collections;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.quorate.model.MetaAttributes;
import org.quorate.model.MetaAttributes.Exclusivity;
import org.quorate.model.ResourceId;
import org.quorate.state.Activity;
import org.quorate.state.Work;

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
        var held = new TreeSet<>(here(state));
        held.removeIf(id -> !isAtMostOne(state, id));
        return Collections.unmodifiableSortedSet(held);
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

    private static boolean isAtMostOne(HandsState state, ResourceId id) {
        return MetaAttributes.exclusivity(state.cluster().configuration(), id) == Exclusivity.AT_MOST_ONE;
    }

    /**
     * Whether the first look at everything that an earlier life may have left here is over. Where a start was
     * adopted there was one, and another would wait for that start. What was found running, but given to
     * another node meanwhile, is to be stopped here: until it has, its old deadline stands, for the other
     * node waits no longer than that.
     */
    static boolean isSurveyed(HandsState state) {
        var self = state.self().name();
        return state.cluster().configuration().primitives().stream().map(primitive -> primitive.id())
                .noneMatch(id -> switch (state.cluster().resource(id).on(self).activity()) {
                    case Activity.Unknown() -> !isToBeStarted(state, id);
                    case Activity.Active _,Activity.Failing _,Activity.StopFailed _ ->
                        isAtMostOne(state, id) && state.cluster().resource(id).owners().stream()
                                .anyMatch(owner -> !owner.node().equals(self));
                    case Activity.Inactive() -> false;
                });
    }

    private static boolean isToBeStarted(HandsState state, ResourceId id) {
        return state.cluster().progress().transition().actions().stream()
                .anyMatch(action -> action.work() instanceof Work.Run run && run.task() == Work.Task.START
                        && run.resource().equals(id)
                        && Carrying.isFor(run, state.self().name(), state.mine()));
    }

    private static boolean mayRun(Activity activity) {
        return switch (activity) {
            case Activity.Active _,Activity.Failing _,Activity.StopFailed _ -> true;
            case Activity.Unknown _,Activity.Inactive _ -> false;
        };
    }
}
