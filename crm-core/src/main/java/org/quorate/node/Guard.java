package org.quorate.node;

import java.time.Duration;
import java.util.List;
import org.quorate.node.HandsState.Phase;
import org.quorate.state.Owners;

/** The deadline that the guardian enforces should this daemon not be able to act. */
final class Guard {

    private Guard() {}

    /**
     * Adds the change of the deadline, if any: before the other effects when it begins or grows, after them
     * when it ends.
     */
    static void extend(HandsState before, HandsState after, List<HandsEffect> effects) {
        if (isUntouchable(after)) {
            shorten(before, after, effects);
            return;
        }
        var was = isUntouchable(before) ? Long.MAX_VALUE : until(before);
        var is = until(after);
        if (was == is) {
            return;
        }
        var effect = new HandsEffect.GuardUntil(is);
        if (is == HandsEffect.GuardUntil.NOTHING) {
            effects.addLast(effect);
        } else {
            effects.addFirst(effect);
        }
    }

    /**
     * While it looks at what an earlier life left, a node lets the deadline of that life stand: it may be
     * much later than its own lease allows, after a planned restart. What it has found, and is given, it
     * guards by its own lease; never longer than the earlier life did.
     */
    private static void shorten(HandsState before, HandsState after, List<HandsEffect> effects) {
        long is = inherited(after);
        if (is != inherited(before)) {
            effects.addFirst(new HandsEffect.GuardUntil(is));
        }
    }

    private static long inherited(HandsState state) {
        long until = isUntouchable(state) ? until(state) : HandsEffect.GuardUntil.NOTHING;
        return until == HandsEffect.GuardUntil.NOTHING
                ? state.self().guardedUntil()
                : Math.min(until, state.self().guardedUntil());
    }

    /** While it isolates itself, or still looks at what an earlier life left, a node extends nothing. */
    private static boolean isUntouchable(HandsState state) {
        return switch (state.phase()) {
            case Phase.Isolating _,Phase.Away _ -> true;
            case Phase.Joining _,Phase.In _ -> Survey.goesOn(state);
            case Phase.Gone _ -> false;
        };
    }

    /** From the end of the lease; what is left of the budget then is for the killing. */
    static Duration untilKilling(HandsState state) {
        return Owners.timings(state.cluster().configuration()).guarding();
    }

    private static long until(HandsState state) {
        if (!(state.phase() instanceof Phase.In(var mine, _)) || !Holdings.endsWithTheLease(state)
                || !state.lease().mine().equals(mine)) {
            return HandsEffect.GuardUntil.NOTHING;
        }
        return state.lease().untilBootNanos() + untilKilling(state).toNanos();
    }
}
