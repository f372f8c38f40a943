package org.quorate.node;

import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.quorate.node.HandsState.Phase;

/** When the hands must be woken though nothing happens. */
final class WakeUps {

    private WakeUps() {}

    static Optional<HandsEffect> next(HandsState state, Now now) {
        var times = Stream.of(retries(state), joining(state), leaseEnd(state))
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

    private static LongStream leaseEnd(HandsState state) {
        return state.phase() instanceof Phase.In(var mine, _) && state.lease().mine().equals(mine)
                && Holdings.endsWithTheLease(state)
                        ? LongStream.of(state.lease().untilBootNanos())
                        : LongStream.empty();
    }
}
