package org.quorate.policy.status;

import org.quorate.policy.cluster.Task;

/** Exit codes of agents (OCF 1.1, "Exit status codes"; 190 and 191 as Pacemaker extends them). */
final class Exit {

    static final int OK = 0;
    static final int INVALID_PARAMETERS = 2;
    static final int NOT_IMPLEMENTED = 3;
    static final int NO_PERMISSION = 4;
    static final int NOT_INSTALLED = 5;
    static final int NOT_CONFIGURED = 6;
    static final int NOT_RUNNING = 7;
    static final int PROMOTED = 8;
    static final int FAILED_PROMOTED = 9;
    static final int DEGRADED = 190;
    static final int DEGRADED_PROMOTED = 191;

    private Exit() {}

    /** For a monitor degraded is well enough; any other operation that ends so has failed. */
    static int effective(String task, int exit) {
        return switch (exit) {
            case DEGRADED -> task.equals(Task.MONITOR) ? OK : exit;
            case DEGRADED_PROMOTED -> PROMOTED;
            default -> exit;
        };
    }
}
