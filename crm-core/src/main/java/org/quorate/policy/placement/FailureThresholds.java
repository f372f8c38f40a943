package org.quorate.policy.placement;

import org.quorate.policy.cluster.Action;
import org.quorate.policy.cluster.Cluster;
import org.quorate.policy.cluster.Node;
import org.quorate.policy.cluster.Primitive;
import org.quorate.policy.cluster.Resource;
import org.quorate.policy.cluster.Resource.Flag;
import org.quorate.policy.cluster.Task;
import org.quorate.policy.faults.FailCounts;
import org.quorate.state.Reason;

/** A resource that failed migration-threshold times on a node is banned there, until its failures are forgotten. */
final class FailureThresholds {

    private final Cluster cluster;
    private final FailCounts counts;

    FailureThresholds(Cluster cluster) {
        this.cluster = cluster;
        counts = new FailCounts(cluster);
    }

    void apply() {
        var primitives = cluster.primitives();
        for (var node : cluster.nodes()) {
            if (hasFailures(node)) {
                primitives.forEach(primitive -> apply(primitive, node));
            }
        }
    }

    private static boolean hasFailures(Node node) {
        var after = node.attributes().tailMap("fail-count-");
        return !after.isEmpty() && after.firstKey().startsWith("fail-count-");
    }

    /** Of an anonymous clone no instance is better than another: all of it is banned. */
    private void apply(Primitive primitive, Node node) {
        if (!isToBeCleared(primitive, node) && isReached(primitive, node)) {
            var banned = primitive.is(Flag.UNIQUE) ? primitive : Where.outermost(primitive);
            Bans.on(banned, node,
                    Reason.of(Reason.Kind.THRESHOLD, "resource", primitive.id(), "node", node.name(),
                            "failures", counts.effective(primitive, node).toString()));
        }
    }

    private boolean isToBeCleared(Primitive primitive, Node node) {
        return cluster.actions().find(Action.key(primitive.id(), Task.CLEAR_FAILCOUNT, 0), node).isPresent();
    }

    /** Whether it failed there so often that it has to go. */
    boolean isReached(Resource resource, Node node) {
        if (!(resource instanceof Primitive primitive) || primitive.migrationThreshold() == 0
                || primitive.is(Flag.FAILURE_IGNORED)) {
            return false;
        }
<<<<<<< HEAD
        var count = count(resource, node).value();
        return count > 0 && count >= resource.migrationThreshold();
    }

    private boolean isToBeCleared(Primitive primitive, Node node) {
        return cluster.actions()
                .find(org.quorate.policy.cluster.Action.key(primitive.id(), Task.CLEAR_FAILCOUNT, 0),
                        node)
                .isPresent();
    }

    /** Its failures there that still count, with those of what it contains. */
    private Score count(Resource resource, Node node) {
        var own = ownCount(resource, node);
        if (resource.parent().filter(Bundle.class::isInstance).isPresent()) {
            return own;
        }
        return resource.contained().stream().map(filler -> ownCount(filler, node)).reduce(own, Score::plus);
    }

    private Score ownCount(Resource resource, Node node) {
        var failures = failures(node);
        var name = name(resource);
        var count = failures.counts().getOrDefault(name, Score.ZERO);
        return count.value() > 0 && isExpired(resource, failures.last().getOrDefault(name, 0L))
                ? Score.ZERO
                : count;
    }

    private boolean isExpired(Resource resource, long last) {
        var timeout = resource.meta("failure-timeout").flatMap(Durations::parse).orElse(Duration.ZERO);
        return last > 0 && timeout.toSeconds() > 0 && !resource.is(Flag.BLOCKED)
                && cluster.now().getEpochSecond() > last + timeout.toSeconds();
    }

    private static String name(Resource resource) {
        return resource.is(Flag.UNIQUE)
                ? resource.historyName()
                : NUMBER.matcher(resource.historyName()).replaceFirst("");
    }

    private Failures failures(Node node) {
        return byNode.computeIfAbsent(node, FailureThresholds::read);
    }

    /** Failures of one instance of an anonymous clone count for all of them. */
    private static Failures read(Node node) {
        var failures = new Failures(new HashMap<>(), new HashMap<>());
        node.attributes().tailMap("fail-count-").forEach((key, value) -> {
            var match = COUNT.matcher(key);
            if (match.matches()) {
                var score = Score.parse(value).orElse(Score.ZERO);
                names(match.group(1)).forEach(name -> failures.counts().merge(name, score, Score::plus));
            }
        });
        node.attributes().tailMap("last-failure-").forEach((key, value) -> {
            var match = LAST.matcher(key);
            if (match.matches() && value.matches("\\d{1,18}")) {
                names(match.group(1))
                        .forEach(name -> failures.last().merge(name, Long.valueOf(value), Math::max));
            }
        });
        return failures;
    }

    private static java.util.List<String> names(String name) {
        var plain = NUMBER.matcher(name).replaceFirst("");
        return plain.equals(name) ? java.util.List.of(name) : java.util.List.of(name, plain);
=======
        var count = counts.effective(primitive, node).value();
        return count > 0 && count >= primitive.migrationThreshold();
>>>>>>> sched
    }
}
