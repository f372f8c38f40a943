package org.quorate.state;

import org.quorate.model.Role;

/** What is known of a resource on one node of one incarnation. */
public sealed interface Activity {

    /** Nothing; a probe must tell. */
    record Unknown() implements Activity {}

    /** It does not run there. */
    record Inactive() implements Activity {}

    /** It runs there in this role. */
    record Active(Role role) implements Activity {}

    /**
     * The operation {@code key} failed; the resource may run, in this role at most, and must be recovered.
     */
    record Failing(Role role, String key) implements Activity {}

    /** It could not be stopped; it may run, and only fencing, or an administrator who cleans up, can tell. */
    record StopFailed(Role role) implements Activity {}
}
