package org.quorate.membership.heartbeat;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;
import org.quorate.membership.lease.HeartbeatEvent;

/**
 * What other threads have to tell the heartbeat thread. Of what is a level, not an edge, only the newest is
 * kept; the rest are questions, at most {@link #MOST_QUESTIONS}.
 */
final class Mailbox {

    static final int MOST_QUESTIONS = 4096;

    private static final int LEVELS = 7;
    private static final int QUESTION = -1;

    private final AtomicReferenceArray<@Nullable HeartbeatEvent> levels = new AtomicReferenceArray<>(LEVELS);
    private final Queue<HeartbeatEvent> questions = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();

    /** Whether there was room for it. */
    boolean offer(HeartbeatEvent event) {
        int slot = slot(event);
        if (slot != QUESTION) {
            levels.accumulateAndGet(slot, event, Mailbox::newer);
            return true;
        }
        if (waiting.incrementAndGet() > MOST_QUESTIONS) {
            waiting.decrementAndGet();
            return false;
        }
        return questions.add(event);
    }

    /** Everything that waits, in the order in which it is to be taken. */
    List<HeartbeatEvent> drain() {
        var events = new ArrayList<HeartbeatEvent>();
        for (int slot = 0; slot < LEVELS; slot++) {
            if (levels.get(slot) != null) {
                var event = levels.getAndSet(slot, null);
                if (event != null) {
                    events.add(event);
                }
            }
        }
        for (var question = questions.poll(); question != null; question = questions.poll()) {
            waiting.decrementAndGet();
            events.add(question);
        }
        return events;
    }

    /** Two threads may tell the standings; the one that was slower must not make them older. */
    private static @Nullable HeartbeatEvent newer(@Nullable HeartbeatEvent waiting,
            @Nullable HeartbeatEvent told) {
        return waiting instanceof HeartbeatEvent.StandingsApplied(var known)
                && told instanceof HeartbeatEvent.StandingsApplied(var late)
                && late.appliedIndex() < known.appliedIndex() ? waiting : told;
    }

    private static int slot(HeartbeatEvent event) {
        return switch (event) {
            case HeartbeatEvent.IncarnationTaken _ -> 0;
            case HeartbeatEvent.StandingsApplied _ -> 1;
            case HeartbeatEvent.TokenApplied _ -> 2;
            case HeartbeatEvent.LogApplied _ -> 3;
            case HeartbeatEvent.LeadershipKnown _ -> 4;
            case HeartbeatEvent.LogGrew _ -> 5;
            case HeartbeatEvent.Watch _ -> 6;
            case HeartbeatEvent.HandOverAsked _,HeartbeatEvent.Asked _,HeartbeatEvent.Withdrawn _ -> QUESTION;
            case HeartbeatEvent.Tick _,HeartbeatEvent.Received _ -> QUESTION;
        };
    }
}
