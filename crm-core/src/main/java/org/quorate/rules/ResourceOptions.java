package org.quorate.rules;

import java.time.Duration;
import java.util.Optional;
import java.util.SortedMap;
import org.quorate.model.Durations;
import org.quorate.model.MetaAttributes.Exclusivity;
import org.quorate.model.Role;
import org.quorate.model.Score;

/**
 * The meta-attributes of a resource as typed values, with Pacemaker's defaults except for
 * {@code resource-stickiness}, which is 1: nothing moves without a reason.
 *
 * @param critical whether it may pull along what it is colocated with
 */
public record ResourceOptions(Role targetRole, Control control, Score priority, Score stickiness,
        Recovery recovery, Exclusivity exclusivity, Isolation isolation, boolean critical) {

    /** Whether the cluster may touch the resource. */
    public enum Control {
        MANAGED, UNMANAGED, MAINTENANCE
    }

    /**
     * What failures lead to.
     *
     * @param migrationThreshold failures on a node that ban it; {@link #NO_THRESHOLD}: any number is fine
     * @param failureTimeout after which failures count no more; zero: they always count
     */
    public record Recovery(int migrationThreshold, Duration failureTimeout, MultipleActive multipleActive) {

        public static final int NO_THRESHOLD = 1_000_000;
    }

    /** What to do with a resource that runs on more nodes than it may. */
    public enum MultipleActive {
        STOP_START, STOP_ONLY, STOP_UNEXPECTED, BLOCK
    }

    /**
     * What makes the resource harmless on a node that is cut off: as its agent's table says, or as
     * configured.
     */
    public enum Isolation {
        BY_AGENT, KILL, FENCE
    }

    /** Reads the effective meta-attributes of a resource; what cannot be read has its default. */
    public static ResourceOptions of(SortedMap<String, String> meta, Exclusivity exclusivity) {
        var multipleActive = multipleActive(meta, exclusivity);
        return new ResourceOptions(
                word(meta, "target-role").flatMap(Role::parse).orElse(Role.STARTED), control(meta),
                word(meta, "priority").flatMap(Score::parse).orElse(Score.ZERO),
                word(meta, "resource-stickiness").flatMap(Score::parse).orElse(new Score(1)),
                new Recovery(threshold(meta), failureTimeout(meta), multipleActive), exclusivity,
                switch (meta.getOrDefault("isolation", "")) {
                    case "kill" -> Isolation.KILL;
                    case "fence" -> Isolation.FENCE;
                    default -> Isolation.BY_AGENT;
                },
                word(meta, "critical").map(Words::isTrue).orElse(true));
    }

    private static Control control(SortedMap<String, String> meta) {
        if (word(meta, "maintenance").map(Words::isTrue).orElse(false)) {
            return Control.MAINTENANCE;
        }
        return word(meta, "is-managed").map(Words::isTrue).orElse(true) ? Control.MANAGED : Control.UNMANAGED;
    }

    /** 0 is read as never, as in Pacemaker. */
    private static int threshold(SortedMap<String, String> meta) {
        return word(meta, "migration-threshold").flatMap(Score::parse).map(Score::value).filter(n -> n > 0)
                .orElse(Recovery.NO_THRESHOLD);
    }

    private static Duration failureTimeout(SortedMap<String, String> meta) {
        return word(meta, "failure-timeout").flatMap(Durations::parse).orElse(Duration.ZERO);
    }

    /** Two instances of an at-least-one resource harm nobody: only the surplus is stopped by default. */
    private static MultipleActive multipleActive(SortedMap<String, String> meta, Exclusivity exclusivity) {
        return switch (meta.getOrDefault("multiple-active", "")) {
            case "stop_start" -> MultipleActive.STOP_START;
            case "stop_only" -> MultipleActive.STOP_ONLY;
            case "stop_unexpected" -> MultipleActive.STOP_UNEXPECTED;
            case "block" -> MultipleActive.BLOCK;
            default -> exclusivity == Exclusivity.AT_LEAST_ONE
                    ? MultipleActive.STOP_UNEXPECTED
                    : MultipleActive.STOP_START;
        };
    }

    private static Optional<String> word(SortedMap<String, String> meta, String name) {
        return Optional.ofNullable(meta.get(name));
    }
}
