package org.quorate.policy.status;

/** How the execution of an operation ended, by the numbers of the status section. */
final class ExecutionStatus {

    static final int UNKNOWN = -2;
    static final int PENDING = -1;
    static final int DONE = 0;
    static final int CANCELLED = 1;
    static final int TIMEOUT = 2;
    static final int NOT_SUPPORTED = 3;
    static final int ERROR = 4;
    /** The resource cannot run on that node. */
    static final int ERROR_HARD = 5;
    /** The resource cannot run anywhere. */
    static final int ERROR_FATAL = 6;
    static final int NOT_INSTALLED = 7;
    static final int NOT_CONNECTED = 8;
    static final int INVALID = 9;
    static final int NO_FENCE_DEVICE = 10;
    static final int NO_SECRETS = 11;

    private ExecutionStatus() {}
}
