package org.quorate.state;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.quorate.model.Configuration;
import org.quorate.model.Problem;
import org.quorate.model.Resource.Primitive;

/** What of the configuration must not be changed while something runs that depends on it. */
final class WhileRunning {

    /**
     * A lease is asked for every D / 5 and holds for 0.6 D. Under two fifths of D one that was asked for just
     * before still holds for a fifth of a period longer than until it is asked for again.
     */
    private static final int PARTS = 2;
    private static final int OF = 5;

    private WhileRunning() {}

    static List<Problem> problems(ClusterState state, Configuration after) {
        var problems = new ArrayList<Problem>();
        after.primitives().forEach(primitive -> exchanged(state, primitive).ifPresent(problems::add));
        tooShort(state, after).ifPresent(problems::add);
        return problems;
    }

    /**
     * Only the agent that started something can stop it: another one would find nothing, and say that it is
     * stopped. A fence device holds nothing.
     */
    private static Optional<Problem> exchanged(ClusterState state, Primitive after) {
        return state.definition(after.id()).filter(before -> !before.agent().equals(after.agent()))
                .filter(before -> !before.isFenceDevice() && mayRun(state.resource(after.id())))
                .map(before -> new Problem("resource " + after.id(), "may still run under the agent "
                        + before.agent() + ", and no other can stop it: stop it first (crm resource stop "
                        + after.id() + "), or give the new one another name"));
    }

    private static boolean mayRun(ResourceStatus status) {
        return !status.owners().isEmpty()
                || status.nodes().values().stream().anyMatch(known -> switch (known.activity()) {
                    case Activity.Active _,Activity.Failing _,Activity.StopFailed _ -> true;
                    case Activity.Inactive _,Activity.Unknown _ -> false;
                });
    }

    /** Leases that were asked for under a much longer D would be over the moment it is lowered. */
    private static Optional<Problem> tooShort(ClusterState state, Configuration after) {
        var least = Owners.timings(state.configuration()).deadAfter().multipliedBy(PARTS).dividedBy(OF);
        Duration wanted = Owners.timings(after).deadAfter();
        var held = state.resources().values().stream()
                .anyMatch(status -> status.owners().stream().anyMatch(owner -> !owner.isLost()));
        return held && wanted.compareTo(least) < 0
                ? Optional.of(new Problem("property failure-detection",
                        "no lower than " + least.toMillis() + " ms in one step while resources run, not "
                                + wanted.toMillis() + " ms: nodes would lose their leases, and stop them"))
                : Optional.empty();
    }
}
