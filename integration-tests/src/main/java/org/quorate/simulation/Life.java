package org.quorate.simulation;

import java.util.ArrayDeque;

/**
 * The process of a daemon: what is to happen in it happens while it lives, and waits while it is stopped
 * (SIGSTOP).
 */
final class Life {

    private final Agenda agenda;
    private final int number;
    private final ArrayDeque<Runnable> held = new ArrayDeque<>();
    private boolean alive = true;
    private boolean stopped;

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

    /** Now, or when it goes on, or never. */
    void run(Runnable what) {
        if (!alive) {
            return;
        }
        if (stopped) {
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

    /** Everything that waited happens now, in its order. */
    void goOn() {
        stopped = false;
        while (!held.isEmpty() && !stopped && alive) {
            held.remove().run();
        }
    }
}
