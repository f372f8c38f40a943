package org.quorate.policy;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.quorate.policy.Plan.Step;
import org.quorate.policy.Plan.What;

/** Which steps of a plan come before which, also by way of others. */
final class PlanOrder {

    private final Map<Integer, Step> steps = new HashMap<>();
    private final Map<Integer, Set<Integer>> before = new HashMap<>();

    PlanOrder(Plan plan) {
        for (var step : plan.steps()) {
            steps.put(step.id(), step);
            var all = new LinkedHashSet<Integer>();
            for (var first : step.after()) {
                all.add(first);
                all.addAll(before.getOrDefault(first, Set.of()));
            }
            before.put(step.id(), all);
        }
    }

    boolean isBefore(Predicate<What> first, Step then) {
        return before.getOrDefault(then.id(), Set.of()).stream().map(steps::get)
                .anyMatch(step -> step != null && first.test(step.what()));
    }
}
