package org.quorate.scheduler.situation;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.quorate.model.Resource.Primitive;
import org.quorate.model.ResourceId;
import org.quorate.rules.ResourceOptions;
import org.quorate.state.Activity;
import org.quorate.state.Request;

/**
 * A configured primitive with what is known of it.
 *
 * @param requests of the operator, on it or on its group, that are in force
 * @param onFail what each failure leads to, by operation key
 */
public record ResourceView(Primitive primitive, ResourceOptions options, History history,
        List<Request> requests, SortedMap<String, OnFail> onFail) {

    public ResourceView {
        requests = List.copyOf(requests);
        onFail = Collections.unmodifiableSortedMap(new TreeMap<>(onFail));
    }

    public ResourceId id() {
        return primitive.id();
    }

    public OnFail onFail(String key) {
        return onFail.getOrDefault(key, OnFail.RESTART);
    }

    /** Whether it must be stopped there before it can be well again. */
    public boolean isToRecover(Observed observed) {
        return switch (observed.activity()) {
            case Activity.Failing(_, var key) -> onFail(key) != OnFail.IGNORE;
            case Activity.StopFailed _ -> true;
            case Activity.Active _,Activity.Inactive _,Activity.Unknown _ -> false;
        };
    }
}
