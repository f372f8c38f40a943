package org.quorate.rules;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.quorate.model.Configuration;
import org.quorate.model.Durations;
import org.quorate.model.Score;

/**
 * The cluster options that decide over placement and recovery, with Pacemaker's names, aliases and defaults.
 */
public record ClusterOptions(Membership membership, Fencing fencing, StartFailure startFailure,
        Removed removed) {

    private static final Set<String> KEEPING = Set.of("freeze", "ignore");

    /** Where resources may run by default, and whether anything is managed at all. */
    public record Membership(boolean symmetric, boolean maintenance, boolean stopAll) {}

    /**
     * Whether nodes are fenced.
     *
     * @param isOnlyWay whether a node without quorum keeps its resources (no-quorum-policy freeze or ignore),
     *        so that nothing but fencing makes them harmless
     * @param timeout how long one attempt may take
     * @param maxAttempts how many failed attempts on one target end the trying
     */
    public record Fencing(boolean enabled, Duration timeout, int maxAttempts, boolean isOnlyWay) {}

    /** Whether one failed start bans a resource from a node. */
    public enum StartFailure {
        FATAL, COUNTED
    }

    /** What happens to resources, and to recurring actions, that left the configuration. */
    public record Removed(boolean stopResources, boolean cancelActions) {}

    public static ClusterOptions of(Configuration configuration) {
        var read = new Reader(configuration);
        return new ClusterOptions(
                new Membership(read.flag("symmetric-cluster", true), read.flag("maintenance-mode", false),
                        read.flag("stop-all-resources", false)),
                new Fencing(read.flag("fencing-enabled", "stonith-enabled", true),
                        read.duration("fencing-timeout", "stonith-timeout", Duration.ofSeconds(60)),
                        read.count("fencing-max-attempts", "stonith-max-attempts", 10),
                        KEEPING.contains(configuration.property("no-quorum-policy").orElse("stop"))),
                read.flag("start-failure-is-fatal", true) ? StartFailure.FATAL : StartFailure.COUNTED,
                new Removed(read.flag("stop-removed-resources", "stop-orphan-resources", true),
                        read.flag("cancel-removed-actions", "stop-orphan-actions", true)));
    }

    private record Reader(Configuration configuration) {

        Optional<String> word(String name, String alias) {
            return configuration.property(name).or(() -> configuration.property(alias));
        }

        boolean flag(String name, boolean byDefault) {
            return flag(name, name, byDefault);
        }

        boolean flag(String name, String alias, boolean byDefault) {
            return word(name, alias).map(Words::isTrue).orElse(byDefault);
        }

        Duration duration(String name, String alias, Duration byDefault) {
            return word(name, alias).flatMap(Durations::parse).filter(d -> !d.isZero()).orElse(byDefault);
        }

        int count(String name, String alias, int byDefault) {
            return word(name, alias).flatMap(Score::parse)
                    .map(Score::value).filter(n -> n > 0).orElse(byDefault);
        }
    }
}
