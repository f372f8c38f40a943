package org.quorate.membership.heartbeat;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.quorate.membership.MembershipEvent;

/** Lines for the operator, each subject at most once in {@link #EVERY_NANOS}. Not for two threads. */
final class Notices {

    static final long EVERY_NANOS = 30_000_000_000L;
    private static final int MOST_SUBJECTS = 256;

    private final Map<String, Long> lastTold = new HashMap<>();
    private final Consumer<MembershipEvent> listener;

    Notices(Consumer<MembershipEvent> listener) {
        this.listener = listener;
    }

    void tell(String subject, String text, long now) {
        var last = lastTold.get(subject);
        if (last != null && now - last < EVERY_NANOS) {
            return;
        }
        if (lastTold.size() >= MOST_SUBJECTS) {
            lastTold.clear();
        }
        lastTold.put(subject, now);
        listener.accept(new MembershipEvent.Notice(text));
    }
}
