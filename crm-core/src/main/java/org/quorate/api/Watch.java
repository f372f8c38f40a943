package org.quorate.api;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/** Waits for changes of what the status shows. */
final class Watch {

    private static final Duration SLACK = Duration.ofSeconds(2);

    /** However quiet it is, a condition is looked at again after this long: time alone may fulfil it. */
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

    private final ClusterControl control;

    Watch(ClusterControl control) {
        this.control = control;
    }

    /** Waits until the revision is another one, or for the limit. */
    void change(long revision, Duration limit) throws InterruptedException {
        try {
            control.changed(revision, limit).toCompletableFuture().get(limit.plus(SLACK).toMillis(),
                    TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            // The caller looks at the clock and at the state itself.
            return;
        }
    }

    /** Whether the condition came to hold within the limit. It is looked at after each change. */
    boolean until(BooleanSupplier condition, Duration limit) throws InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        while (true) {
            long revision = control.view().revision();
            if (condition.getAsBoolean()) {
                return true;
            }
            var left = Duration.ofNanos(deadline - System.nanoTime());
            if (!left.isPositive()) {
                return false;
            }
            change(revision, left.compareTo(LOOK_AGAIN) < 0 ? left : LOOK_AGAIN);
        }
    }
}
