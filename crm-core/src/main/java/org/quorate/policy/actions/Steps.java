package org.quorate.policy.actions;

import org.quorate.model.Role;
import org.quorate.policy.cluster.Task;

/** The way from one role to another, a step at a time: what is promoted is demoted before it is stopped. */
final class Steps {

    /** Started and unpromoted are one state to an agent. */
    static final String NOTHING = "";

    private Steps() {}

    /** The role after the first step of the way. */
    static Role after(Role from, Role to) {
        return switch (task(from, to)) {
            case Task.START -> to == Role.STARTED ? Role.STARTED : Role.UNPROMOTED;
            case Task.PROMOTE -> Role.PROMOTED;
            case Task.DEMOTE, NOTHING -> Role.UNPROMOTED;
            default -> Role.STOPPED;
        };
    }

    /** The task that makes the first step; the roles differ. */
    static String task(Role from, Role to) {
        return switch (from) {
            case STOPPED -> Task.START;
            case STARTED -> switch (to) {
                case PROMOTED -> Task.PROMOTE;
                case UNPROMOTED -> NOTHING;
                case STOPPED, STARTED -> Task.STOP;
            };
            case UNPROMOTED -> to == Role.PROMOTED ? Task.PROMOTE : Task.STOP;
            case PROMOTED -> Task.DEMOTE;
        };
    }
}
