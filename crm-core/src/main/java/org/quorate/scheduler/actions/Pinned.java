package org.quorate.scheduler.actions;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.quorate.model.ResourceId;
import org.quorate.scheduler.situation.Sequence;
import org.quorate.state.Reason;

/** The resources that cannot be stopped, because one that must be stopped before runs and is left alone. */
final class Pinned {

    private final Map<ResourceId, Reason> reasons = new HashMap<>();

    static Pinned of(Outlook outlook) {
        var pinned = new Pinned();
        for (var resource : outlook.situation().resources().values()) {
            if (outlook.isUntouched(resource.id()) && !resource.history().activeNodes().isEmpty()) {
                pinned.spread(outlook, resource.id());
            }
        }
        return pinned;
    }

    private void spread(Outlook outlook, ResourceId untouched) {
        var open = new ArrayList<ResourceId>();
        open.add(untouched);
        while (!open.isEmpty()) {
            for (var sequence : outlook.sequences().requirementsOf(open.removeLast())) {
                var first = sequence.first().getLast();
                if (sequence.isSymmetrical() && !reasons.containsKey(first)) {
                    reasons.put(first, reason(sequence, untouched));
                    open.add(first);
                }
            }
        }
    }

    private static Reason reason(Sequence sequence, ResourceId untouched) {
        var facts = new java.util.TreeMap<>(sequence.reason().facts());
        facts.put("untouched", untouched.value());
        return new Reason(sequence.reason().kind(), facts);
    }

    Optional<Reason> reason(ResourceId resource) {
        return Optional.ofNullable(reasons.get(resource));
    }
}
