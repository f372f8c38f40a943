package org.quorate.scheduler.situation;

/** Whether a node may be given resources, and if not, why. */
public enum Availability {

    AVAILABLE, STANDBY,
    /** What runs there is left alone. */
    MAINTENANCE,
    /** It shuts down in good order. */
    LEAVING,
    /** It is a member, and must be fenced to be sure of what it runs. */
    TO_BE_FENCED, LEFT, LOST, FENCED, NEVER_JOINED;

    /** Whether agents can be run there. */
    public boolean isMember() {
        return switch (this) {
            case AVAILABLE, STANDBY, MAINTENANCE, LEAVING, TO_BE_FENCED -> true;
            case LEFT, LOST, FENCED, NEVER_JOINED -> false;
        };
    }

    /** Whether actions other than probes may be ordered there. */
    public boolean isManaged() {
        return switch (this) {
            case AVAILABLE, STANDBY, LEAVING -> true;
            case MAINTENANCE, TO_BE_FENCED, LEFT, LOST, FENCED, NEVER_JOINED -> false;
        };
    }
}
