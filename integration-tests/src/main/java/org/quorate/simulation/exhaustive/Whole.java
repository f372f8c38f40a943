package org.quorate.simulation.exhaustive;

import java.util.ArrayList;
import java.util.List;

/**
 * The cluster at one moment.
 *
 * @param time steps of time since the beginning
 * @param newest of the agreed log
 * @param hosts in the order of their names
 */
record Whole(int time, Agreed newest, List<Host> hosts, Spent spent) {

    /** What has happened of that which may happen so often only. */
    record Spent(int losses, int restarts, int late, int moves) {

        static final Spent NOTHING = new Spent(0, 0, 0, 0);

        /** What is counted. */
        enum Kind {
            LOSS, RESTART, LATE, MOVE
        }

        private static final int BITS = 3;

        Spent oneMore(Kind kind) {
            return switch (kind) {
                case LOSS -> new Spent(losses + 1, restarts, late, moves);
                case RESTART -> new Spent(losses, restarts + 1, late, moves);
                case LATE -> new Spent(losses, restarts, late + 1, moves);
                case MOVE -> new Spent(losses, restarts, late, moves + 1);
            };
        }

        long packed() {
            return (((long) losses << BITS | restarts) << BITS | late) << BITS | moves;
        }
    }

    Whole {
        hosts = List.copyOf(hosts);
    }

    Whole with(Host changed) {
        var others = new ArrayList<>(hosts);
        for (int i = 0; i < others.size(); i++) {
            if (others.get(i).name.equals(changed.name)) {
                others.set(i, changed);
            }
        }
        return new Whole(time, newest, others, spent);
    }

    Whole with(Agreed entry) {
        return new Whole(time, entry, hosts, spent);
    }

    Whole with(Spent more) {
        return new Whole(time, newest, hosts, more);
    }

    Whole later(List<Host> then) {
        return new Whole(time + 1, newest, then, spent);
    }

    /** How many machines run the resource that must run on one at most. */
    long active() {
        return hosts.stream().filter(Host::isActive).count();
    }
}
