package org.quorate.daemon;

/** Where events for the loop go in; from any thread, never blocks. */
@FunctionalInterface
interface Inbox {

    void accept(Event event);
}
