package org.quorate.policy.status;

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

    /** Degraded is well enough. */
    static int effective(int exit) {
        return switch (exit) {
            case DEGRADED -> OK;
            case DEGRADED_PROMOTED -> PROMOTED;
            default -> exit;
        };
    }
}
