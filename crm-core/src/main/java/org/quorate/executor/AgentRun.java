package org.quorate.executor;

import org.jspecify.annotations.Nullable;

/** One run from its place in the queue to its end, to hold on to for cancelling it. Safe on any thread. */
final class AgentRun {

    private @Nullable AgentProcess process;
    private boolean cancelled;

    /** Kills the process if it runs, else keeps it from starting. */
    synchronized void cancel() {
        cancelled = true;
        if (process != null) {
            process.cancel();
        }
    }

    synchronized boolean isCancelled() {
        return cancelled;
    }

    synchronized void started(AgentProcess started) {
        process = started;
        if (cancelled) {
            started.cancel();
        }
    }
}
