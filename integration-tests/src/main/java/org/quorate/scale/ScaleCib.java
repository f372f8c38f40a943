package org.quorate.scale;

import java.time.Instant;
import java.util.List;
import org.quorate.cib.Cib;
import org.quorate.policy.play.Simulation;
import org.quorate.policy.play.WhatIf;

/** The CIB of a generated cluster. The same seed, size and variant give the same CIB. */
public final class ScaleCib {

    /** When its decisions are made. */
    public static final Instant NOW = Instant.parse("2026-07-01T12:00:00Z");

    /** After a cold start what shall be promoted is promoted by the second transition; the third is idle. */
    private static final int TRANSITIONS_UNTIL_SETTLED = 5;

    private ScaleCib() {}

    public static Cib of(long seed, Size size, Variant variant) {
        var cold = new ScaleConfiguration(seed, size).cib();
        return switch (variant) {
            case COLD_START -> cold;
            case SETTLED -> settled(cold);
            case NODE_LOST -> lost(settled(cold), "n1");
        };
    }

    /** The same a moment after a node was lost. */
    public static Cib lost(Cib settled, String node) {
        return WhatIf.apply(settled, List.of(new WhatIf.NodeLost(node)), NOW);
    }

    /** What becomes of a cluster that is left alone. */
    public static Cib settled(Cib cold) {
        var cib = cold;
        for (var i = 0; i < TRANSITIONS_UNTIL_SETTLED; i++) {
            var simulation = Simulation.of(cib, NOW);
            if (simulation.plan().steps().isEmpty()) {
                return cib;
            }
            cib = simulation.cib();
        }
        throw new IllegalStateException(
                "the cluster does not come to rest in " + TRANSITIONS_UNTIL_SETTLED + " transitions");
    }
}
