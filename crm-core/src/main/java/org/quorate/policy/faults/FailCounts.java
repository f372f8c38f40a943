package org.quorate.policy.faults;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.quorate.model.Durations;
import org.quorate.model.Score;
import org.quorate.policy.cluster.Bundle;
import org.quorate.policy.cluster.Cluster;
import org.quorate.policy.cluster.HistoryEntry;
import org.quorate.policy.cluster.Node;
import org.quorate.policy.cluster.OperationSpec;
import org.quorate.policy.cluster.Primitive;
import org.quorate.policy.cluster.Resource;
import org.quorate.policy.cluster.Resource.Flag;

/**
 * How often resources have failed on nodes, by the attributes {@code fail-count-RSC#OP_INTERVAL} and
 * {@code last-failure-RSC#OP_INTERVAL}.
 */
public final class FailCounts {

    private static final Pattern NAME = Pattern.compile("(fail-count|last-failure)-(.+)#.+_\\d+");

    private final Cluster cluster;
    private final Map<Node, Map<String, Tally>> tallies = new HashMap<>();

    /** @param count failures of all operations, added as scores are */
    private record Tally(Score count, Instant last) {

        static final Tally NONE = new Tally(Score.ZERO, Instant.EPOCH);

        Tally plus(Tally other) {
            return new Tally(count.plus(other.count), last.isAfter(other.last) ? last : other.last);
        }
    }

    public FailCounts(Cluster cluster) {
        this.cluster = cluster;
    }

    /** Failures on a node that still count, those of resources inside it included. */
    public Score effective(Primitive resource, Node node) {
        var tally = current(resource, node, Optional.empty());
        if (!isPartOfBundle(resource)) {
            for (var inner : resource.contained()) {
                if (inner instanceof Primitive primitive) {
                    tally = tally.plus(current(primitive, node, Optional.empty()));
                }
            }
        }
        return tally.count;
    }

    /** Failures on a node that still count, of that resource alone. */
    public Score ofItself(Primitive resource, Node node) {
        return current(resource, node, Optional.empty()).count;
    }

    /**
     * Failures on a node that still count, of that resource alone, as an operation's history makes one ask.
     */
    public Score own(Primitive resource, Node node, HistoryEntry cause) {
        return current(resource, node, Optional.of(cause)).count;
    }

    /** All failures recorded on a node, be they expired. */
    public Score recorded(Primitive resource, Node node) {
        return tally(resource, node).count;
    }

    private static boolean isPartOfBundle(Resource resource) {
        return resource.parent().filter(parent -> parent instanceof Bundle).isPresent();
    }

    @SuppressWarnings("OptionalUsedAsFieldOrParameterType")
    private Tally current(Primitive resource, Node node, Optional<HistoryEntry> cause) {
        var tally = tally(resource, node);
        if (tally.count.value() == 0) {
            return tally;
        }
        var timeout = timeout(resource);
        if (timeout.isPositive() && isBlockedByFailure(resource, cause)) {
            resource.meta().put("failure-timeout", "0");
            timeout = Duration.ZERO;
        }
        var isExpired = timeout.isPositive() && tally.last.isAfter(Instant.EPOCH)
                && cluster.now().isAfter(tally.last.plus(timeout));
        return isExpired ? new Tally(Score.ZERO, tally.last) : tally;
    }

    private Tally tally(Primitive resource, Node node) {
        var byName = tallies.computeIfAbsent(node, FailCounts::read);
        var exact = byName.getOrDefault(failName(resource), Tally.NONE);
        if (resource.is(Flag.UNIQUE)) {
            return exact;
        }
        var sum = exact;
        for (var entry : byName.entrySet()) {
            var name = entry.getKey();
            if (isInstanceOf(name, failName(resource))) {
                sum = sum.plus(entry.getValue());
            }
        }
        return sum;
    }

    private static boolean isInstanceOf(String name, String base) {
        return name.length() > base.length() + 1 && name.startsWith(base) && name.charAt(base.length()) == ':'
                && name.substring(base.length() + 1).chars().allMatch(Character::isDigit);
    }

    private static String failName(Primitive resource) {
        return resource.is(Flag.UNIQUE)
                ? resource.historyName()
                : Resource.withoutNumber(resource.historyName());
    }

    private static Map<String, Tally> read(Node node) {
        var byName = new java.util.TreeMap<String, Tally>();
        node.attributes().forEach((attribute, value) -> {
            var match = NAME.matcher(attribute);
            if (match.matches()) {
                var part = match.group(1).equals("fail-count")
                        ? new Tally(Score.parseLeading(value).orElse(Score.ZERO), Instant.EPOCH)
                        : new Tally(Score.ZERO, instant(value));
                byName.merge(match.group(2), part, Tally::plus);
            }
        });
        return byName;
    }

    private static Instant instant(String seconds) {
        return seconds.matches("\\d{1,12}") ? Instant.ofEpochSecond(Long.parseLong(seconds)) : Instant.EPOCH;
    }

    /** How long failures count; zero for ever. */
    public static Duration timeout(Primitive resource) {
        return resource.meta("failure-timeout").flatMap(Durations::parse).orElse(Duration.ZERO);
    }

    /** A resource that a failure blocks stays so: its failures do not expire. */
    @SuppressWarnings("OptionalUsedAsFieldOrParameterType")
    private static boolean isBlockedByFailure(Primitive resource, Optional<HistoryEntry> cause) {
        return resource.operations().stream()
                .filter(spec -> spec.isEnabled() && spec.xml().attribute("on-fail", "").equals("block"))
                .anyMatch(spec -> cause.map(entry -> isFailureOf(resource, spec, entry)).orElse(true));
    }

    private static boolean isFailureOf(Primitive resource, OperationSpec spec, HistoryEntry entry) {
        if (!spec.name().equals(entry.task()) || spec.intervalMs() != entry.intervalMs()) {
            return false;
        }
        var id = entry.detail().xml().id();
        if (id.equals(resource.historyName() + "_last_failure_0")) {
            return true;
        }
        return entry.exit() != entry.expectedExit();
    }
}
