package org.quorate.policy.actions;

import java.util.List;
import org.quorate.policy.cluster.HistoryEntry;
import org.quorate.policy.cluster.Task;

/**
 * What the history of a resource on one node tells of the time since it was last started there.
 *
 * @param entries since the start; where no start is recorded, since what implies one
 * @param isOver whether it was stopped since
 * @param recurring the operations that have not ended
 */
record ActivePeriod(List<HistoryEntry> entries, boolean isOver, List<HistoryEntry> recurring) {

    /** @param sorted the entries of one node, the oldest first */
    static ActivePeriod of(List<HistoryEntry> sorted) {
        var start = -1;
        var stop = -1;
        var role = -1;
        var monitor = -1;
        for (var i = 0; i < sorted.size(); i++) {
            var entry = sorted.get(i);
            switch (entry.task()) {
                case Task.STOP -> stop = entry.status() == 0 ? i : stop;
                case Task.START, Task.MIGRATE_FROM -> start = i;
                case Task.PROMOTE, Task.DEMOTE -> role = i;
                case Task.MONITOR -> monitor = monitor <= stop && sawItRun(entry) ? i : monitor;
                default -> {
                    // Says nothing of a start or stop.
                }
            }
        }
        if (start == -1) {
            start = role != -1 ? role : monitor;
        }
        var isOver = start < stop;
        var since = sorted.subList(Math.max(start, 0), sorted.size());
        var begin = isOver ? stop + 1 : Math.max(start, 0);
        var recurring = sorted.subList(begin, sorted.size()).stream()
                .filter(entry -> entry.intervalMs() > 0 && !entry.isPending()).toList();
        return new ActivePeriod(List.copyOf(since), isOver, recurring);
    }

    private static boolean sawItRun(HistoryEntry entry) {
        return entry.exit() == 0 || entry.exit() == 8;
    }
}
