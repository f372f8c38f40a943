package org.quorate.scheduler.situation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.quorate.state.Activity;
import org.quorate.state.Request;

/** What time alone does: failures that expire, moves that end. */
public final class Horizon {

    private Horizon() {}

    /** The next instant at which a decision may change with nothing else happening. */
    public static Instant next(Situation situation) {
        var next = Instant.MAX;
        for (var resource : situation.resources().values()) {
            for (var request : resource.requests()) {
                if (request instanceof Request.Move(_, _, var until)) {
                    next = earlier(next, until, situation.now());
                }
            }
            for (var observed : resource.history().on().values()) {
                var expiry = FailureHistory.expiry(observed.failures(), resource.options().recovery());
                if (expiry.isPresent()) {
                    next = earlier(next, expiry.get(), situation.now());
                }
            }
        }
        return next;
    }

    private static Instant earlier(Instant one, Instant other, Instant now) {
        return other.isAfter(now) && other.isBefore(one) ? other : one;
    }

    /** Where every failure has expired and nothing is wrong any more. */
    public static List<ExpiredFailures> expired(Situation situation) {
        var result = new ArrayList<ExpiredFailures>();
        for (var resource : situation.resources().values()) {
            resource.history().on().forEach((node, observed) -> {
                var all = observed.known().failures();
                if (!all.isEmpty() && observed.failures().isEmpty() && isWell(observed.known().activity())) {
                    all.values().stream().map(f -> f.at()).max(Instant::compareTo)
                            .ifPresent(last -> result.add(new ExpiredFailures(resource.id(), node, last)));
                }
            });
        }
        return result;
    }

    private static boolean isWell(Activity activity) {
        return activity instanceof Activity.Active || activity instanceof Activity.Inactive;
    }
}
