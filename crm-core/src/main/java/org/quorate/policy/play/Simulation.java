package org.quorate.policy.play;

import java.time.Instant;
import org.quorate.cib.Cib;
import org.quorate.policy.Plan;
import org.quorate.policy.Policy;

/**
 * A decision and what comes of it.
 *
 * @param before where everything is now
 * @param after where everything is once each action has succeeded
 * @param cib the CIB after it
 */
public record Simulation(Plan plan, Situation before, Situation after, Cib cib) {

    public static Simulation of(Cib cib, Instant now) {
        var before = Policy.read(cib, now);
        var situation = Situation.of(before);
        var plan = Policy.decide(cib, now);
        var played = new Player(before).play(cib, plan);
        return new Simulation(plan, situation, Situation.settled(Policy.read(played, now)), played);
    }
}
