package org.quorate.node;

import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import org.quorate.model.MetaAttributes;
import org.quorate.model.MetaAttributes.Exclusivity;
import org.quorate.model.ResourceId;
import org.quorate.state.Activity;
import org.quorate.state.Work.Run;
import org.quorate.state.Work.Task;

/** What this node runs, or may run, as far as the log and its own hands know. */
final class Holdings {

    private Holdings() {}

    static SortedSet<ResourceId> here(HandsState state) {
        var held = new TreeSet<ResourceId>();
        state.cluster().resources().forEach((id, status) -> {
            var known = status.nodes().get(state.self().name());
            if (known != null && mayRun(known.activity())) {
                held.add(id);
            }
        });
        var progress = state.cluster().progress();
        for (var action : progress.transition().actions()) {
            if (action.work() instanceof Run run && run.task() == Task.START
                    && state.actions().hasSeen(action.id())
                    && !progress.hasEnded(action)) {
                held.add(run.resource());
            }
        }
        return Collections.unmodifiableSortedSet(held);
    }

    static SortedSet<ResourceId> atMostOne(HandsState state) {
        var held = new TreeSet<>(here(state));
        held.removeIf(id -> MetaAttributes.exclusivity(state.cluster().configuration(),
                id) == Exclusivity.AT_LEAST_ONE);
        return Collections.unmodifiableSortedSet(held);
    }

    static boolean hasAtMostOne(HandsState state) {
        return !atMostOne(state).isEmpty();
    }

    /** Whether the first look at everything that an earlier life may have left here is over. */
    static boolean isSurveyed(HandsState state) {
        return state.cluster().configuration().primitives().stream()
                .noneMatch(primitive -> state.cluster().resource(primitive.id()).on(state.self().name())
                        .activity() instanceof Activity.Unknown);
    }

    private static boolean mayRun(Activity activity) {
        return switch (activity) {
            case Activity.Active _,Activity.Failing _,Activity.StopFailed _ -> true;
            case Activity.Unknown _,Activity.Inactive _ -> false;
        };
    }
}
