package org.quorate.node;

import java.time.Duration;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.quorate.node.HandsState.Intent;
import org.quorate.node.HandsState.Phase;
import org.quorate.state.NodeStatus.Presence;

/** When the hands must be woken though nothing happens. */
final class WakeUps {

    private WakeUps() {}

    static Optional<HandsEffect> next(HandsState state, Now now) {
        var times = Stream.of(retries(state), joining(state), leaseEnd(state), leaving(state, now),
                survey(state, now))
                .flatMapToLong(stream -> stream);
        var first = times.min();
        return first.isPresent()
                ? Optional.of(new HandsEffect.WakeAt(Math.max(first.getAsLong(), now.bootNanos())))
                : Optional.empty();
    }

    private static LongStream retries(HandsState state) {
        return state.outbox().retryAt().values().stream().mapToLong(Long::longValue);
    }

    private static LongStream joining(HandsState state) {
        return state.phase() instanceof Phase.Joining(_, var notBefore)
                ? LongStream.of(notBefore)
                : LongStream.empty();
    }

    private static LongStream leaving(HandsState state, Now now) {
        var known = state.cluster().nodes().get(state.self().name());
        if (!(state.phase() instanceof Phase.In(_, var intent)) || intent != Intent.LEAVE || known == null
                || known.presence() != Presence.LEAVING) {
            return LongStream.empty();
        }
        return LongStream.of(now.plus(Duration.between(now.wall(), Leaving.escalation(state, known))));
    }

    private static LongStream survey(HandsState state, Now now) {
        var limit = Survey.limit(state);
        return limit.isPresent() && limit.getAsLong() > now.bootNanos()
                ? LongStream.of(limit.getAsLong())
                : LongStream.empty();
    }

    private static LongStream leaseEnd(HandsState state) {
        return state.phase() instanceof Phase.In(var mine, _) && state.lease().mine().equals(mine)
                && Holdings.endsWithTheLease(state)
                        ? LongStream.of(state.lease().untilBootNanos())
                        : LongStream.empty();
    }
}
