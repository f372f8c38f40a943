package org.quorate.policy.status;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.quorate.model.Role;
import org.quorate.policy.cluster.HistoryEntry;
import org.quorate.policy.cluster.Node;
import org.quorate.policy.cluster.Primitive;
import org.quorate.policy.cluster.Resource;

/** What the record of one resource on one node has told so far, operation by operation. */
final class Findings {

    private final Primitive resource;
    private final Node node;
    private @Nullable Role role;
    private OnFail onFail = OnFail.IGNORE;
    private @Nullable HistoryEntry lastFailure;

    Findings(Primitive resource, Node node) {
        this.resource = resource;
        this.node = node;
    }

    Primitive resource() {
        return resource;
    }

    Node node() {
        return node;
    }

    Optional<Role> role() {
        return Optional.ofNullable(role);
    }

    void role(Role changed) {
        role = changed;
    }

    boolean isActive() {
        return role != null && role != Role.STOPPED;
    }

    /** It is known not to run. */
    boolean isStopped() {
        return role == Role.STOPPED;
    }

    /** It runs, in the lowest role that running can mean, unless it is known to have a higher one. */
    void atLeastActive() {
        if (!isActive()) {
            activate();
        }
    }

    void activate() {
        role = isPromotable(resource) ? Role.UNPROMOTED : Role.STARTED;
    }

    private static boolean isPromotable(Resource resource) {
        return resource.is(Resource.Flag.PROMOTABLE)
                || resource.parent().filter(Findings::isPromotable).isPresent();
    }

    OnFail onFail() {
        return onFail;
    }

    void onFail(OnFail changed) {
        onFail = changed;
    }

    Optional<HistoryEntry> lastFailure() {
        return Optional.ofNullable(lastFailure);
    }

    void lastFailure(HistoryEntry failure) {
        lastFailure = failure;
    }

    /** Later operations put right what failed before. */
    void forgive() {
        onFail = OnFail.IGNORE;
        resource.forgetNextRole();
    }
}
