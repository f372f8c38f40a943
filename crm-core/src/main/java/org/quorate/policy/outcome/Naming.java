package org.quorate.policy.outcome;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.quorate.model.TextMap;
import org.quorate.policy.Plan;
import org.quorate.policy.cluster.Action;
import org.quorate.policy.cluster.Resource;

/**
 * How the steps of a plan name resources. Many actions of one resource follow each other, its probes above
 * all, and to most of them the same is told: what was made for the last is kept for the next.
 */
final class Naming {

    private @Nullable Resource last;
    private String shown = "";
    private @Nullable String number;
    private @Nullable Map<String, String> told;
    private TextMap meta = TextMap.NONE;

    /** Empty for an action of no resource. */
    String shown(Action action) {
        look(action);
        return shown;
    }

    /** What its agent is told, with the number of the instance where its name does not tell. */
    @SuppressWarnings("ReferenceEquality")
    Map<String, String> meta(Action action) {
        look(action);
        if (number == null) {
            return action.meta();
        }
        if (action.meta() != told) {
            told = action.meta();
            meta = TextMap.copyOf(told).withAll(TextMap.of(Plan.INSTANCE, number));
        }
        return meta;
    }

    private void look(Action action) {
        var resource = action.resource().orElse(null);
        if (resource == last) {
            return;
        }
        last = resource;
        shown = resource == null ? "" : Names.shown(resource);
        number = resource == null ? null : Names.number(resource).orElse(null);
        told = null;
    }
}
