package org.quorate.simulation;

import java.util.ArrayDeque;

/**
 * The process of a daemon: what is to happen in it happens while it lives, and waits while it is stopped
 * (SIGSTOP).
 */
final class Life {

    /** What waits behind something else that waited comes so much later. */
    private static final long PACE = 30_000;

    private final Agenda agenda;
    private final int number;
    private final ArrayDeque<Runnable> held = new ArrayDeque<>();
    private boolean alive = true;
    private boolean stopped;
    private int stops;

    Life(Agenda agenda, int number) {
        this.agenda = agenda;
        this.number = number;
    }

    /** Grows with each life of a machine's daemon. */
    int number() {
        return number;
    }

    boolean isAlive() {
        return alive;
    }

    boolean isStopped() {
        return stopped;
    }

    void in(long nanos, Runnable what) {
        agenda.in(nanos, () -> run(what));
    }

    void at(long when, Runnable what) {
        agenda.at(when, () -> run(what));
    }

    /** Now, or when it goes on, after all that waits already, or never. */
    void run(Runnable what) {
        if (!alive) {
            return;
        }
        if (stopped || !held.isEmpty()) {
            held.add(what);
        } else {
            what.run();
        }
    }

    void end() {
        alive = false;
        held.clear();
    }

    void stop() {
        stopped = true;
    }

    /** Everything that waited happens in its order, and none of it in no time. */
    void goOn() {
        stopped = false;
        workOff(++stops);
    }

    private void workOff(int stop) {
        if (stopped || stop != stops || held.isEmpty()) {
            return;
        }
        var next = held.element();
        next.run();
        if (alive) {
            held.remove();
            agenda.in(PACE, () -> workOff(stop));
        }
    }
}
