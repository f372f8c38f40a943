package org.quorate.policy.play;

import java.time.Instant;
import java.util.List;
import org.quorate.cib.Cib;
import org.quorate.policy.Plan;
import org.quorate.policy.Policy;
import org.quorate.policy.cluster.Cluster;
import org.quorate.policy.play.Player.Failure;

/**
 * A decision and what comes of it.
 *
 * @param decided the working set after the decision, with all that led to it
 * @param before where everything is now
 * @param after where everything is once the plan is carried out
 * @param cib the CIB after it
 */
public record Simulation(Plan plan, Cluster decided, Situation before, Situation after, Cib cib) {

    /** Where each action succeeds. */
    public static Simulation of(Cib cib, Instant now) {
        return of(cib, now, List.of());
    }

    /** Where some operations fail. */
    public static Simulation of(Cib cib, Instant now, List<Failure> failures) {
        var cluster = Policy.read(cib, now);
        var before = Situation.of(cluster);
        var isPending = cluster.primitives().stream()
                .anyMatch(primitive -> !primitive.pendingTask().isEmpty());
        var plan = Policy.decide(cluster);
        if (!isPending && plan.steps().isEmpty()) {
            return new Simulation(plan, cluster, before, before, cib);
        }
        var played = new Player(cluster, failures).play(plan);
        return new Simulation(plan, cluster, before, Situation.settled(Policy.read(played, now)), played);
    }
}
