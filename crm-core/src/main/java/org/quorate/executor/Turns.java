package org.quorate.executor;

import java.util.ArrayDeque;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Queue;
import java.util.Set;

/**
 * Who may run now: one job at a time for a resource, in the order given, and up to a limit of each kind for
 * the node, in the order given. Monitors have a limit of their own, so that monitors that hang delay no
 * start. Each job runs on a virtual thread. Safe on any thread.
 */
final class Turns {

    /** The most jobs that wait. */
    static final int LONGEST = 4096;

    enum Kind {
        OPERATION, MONITOR
    }

    private record Waiting(Kind kind, String resource, Runnable job) {}

    private final int parallel;
    private final Queue<Waiting> queue = new ArrayDeque<>();
    private final Set<String> busy = new HashSet<>();
    private final Map<Kind, Integer> running = new EnumMap<>(Kind.class);

    Turns(int parallel) {
        this.parallel = parallel;
    }

    /** Queues a job; false, and nothing done, when the queue is full. */
    synchronized boolean submit(Kind kind, String resource, Runnable job) {
        if (queue.size() >= LONGEST) {
            return false;
        }
        queue.add(new Waiting(kind, resource, job));
        startWhatMay();
        return true;
    }

    private synchronized void startWhatMay() {
        // A job that must wait also holds back the later jobs of its resource: they keep their order.
        var held = new HashSet<>(busy);
        for (var each = queue.iterator(); each.hasNext();) {
            var next = each.next();
            int now = running.getOrDefault(next.kind(), 0);
            if (!held.add(next.resource()) || now >= parallel) {
                continue;
            }
            each.remove();
            busy.add(next.resource());
            running.put(next.kind(), now + 1);
            Thread.ofVirtual().name("agent-" + next.resource()).start(() -> perform(next));
        }
    }

    private void perform(Waiting turn) {
        try {
            turn.job().run();
        } finally {
            end(turn);
        }
    }

    private synchronized void end(Waiting turn) {
        busy.remove(turn.resource());
        running.merge(turn.kind(), -1, Integer::sum);
        startWhatMay();
    }
}
