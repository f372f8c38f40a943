package org.quorate.policy.placement;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.quorate.model.Score;
import org.quorate.policy.cluster.Cluster;
import org.quorate.policy.cluster.Location;
import org.quorate.policy.cluster.Node;
import org.quorate.policy.cluster.Resource;
import org.quorate.policy.cluster.Weight.Discovery;
import org.quorate.rules.Words;

/**
 * Node health: the sum of a node's {@code #health...} attributes is a location for every resource (Pacemaker
 * Explained, "Tracking Node Health").
 */
public final class Health {

    /** The id of the locations that node health makes. */
    static final String ID = "#node-health";

    private enum Strategy {
        MIGRATE_ON_RED, ONLY_GREEN, PROGRESSIVE
    }

    private Health() {}

    public static void apply(Cluster cluster) {
        switch (cluster.options().value("node-health-strategy").toLowerCase(Locale.ROOT)) {
            case "migrate-on-red" -> apply(cluster, Strategy.MIGRATE_ON_RED);
            case "only-green" -> apply(cluster, Strategy.ONLY_GREEN);
            case "progressive" -> apply(cluster, Strategy.PROGRESSIVE);
            default -> {
                // none; or custom, which leaves everything to locations with rules
            }
        }
    }

    private static void apply(Cluster cluster, Strategy strategy) {
        var words = words(cluster, strategy);
        var base = strategy == Strategy.PROGRESSIVE ? option(cluster, "node-health-base") : Score.ZERO;
        var health = new LinkedHashMap<Node, Score>();
        for (var node : cluster.nodes()) {
            var sum = node.attributes().entrySet().stream()
                    .filter(entry -> entry.getKey().startsWith("#health"))
                    .map(entry -> score(entry.getValue(), words)).reduce(base, Score::plus);
            if (sum.value() != 0) {
                health.put(node, sum);
            }
        }
        if (!health.isEmpty()) {
            cluster.resources().forEach(resource -> locate(cluster, resource, health));
        }
    }

    private static void locate(Cluster cluster, Resource resource, Map<Node, Score> health) {
        var isTough = resource.meta("allow-unhealthy-nodes").filter(Words::isTrue).isPresent();
        var scores = new LinkedHashMap<>(health);
        scores.values().removeIf(score -> isTough && score.value() < 0);
        var location = new Location(ID, resource, null, Discovery.ALWAYS, scores);
        cluster.locations().add(location);
        resource.locations().add(location);
    }

    private static Map<String, Score> words(Cluster cluster, Strategy strategy) {
        return switch (strategy) {
            case MIGRATE_ON_RED ->
                Map.of("red", Score.MINUS_INFINITY, "yellow", Score.ZERO, "green", Score.ZERO);
            case ONLY_GREEN -> Map.of("red", Score.MINUS_INFINITY, "yellow", Score.MINUS_INFINITY, "green",
                    Score.ZERO);
            case PROGRESSIVE -> Map.of("red", option(cluster, "node-health-red"), "yellow",
                    option(cluster, "node-health-yellow"), "green", option(cluster, "node-health-green"));
        };
    }

    private static Score option(Cluster cluster, String name) {
        return Score.parseLeading(cluster.options().value(name)).orElse(Score.ZERO);
    }

    private static Score score(String value, Map<String, Score> words) {
        var word = words.get(value.toLowerCase(Locale.ROOT));
        return word != null ? word : Score.parseLeading(value).orElse(Score.ZERO);
    }
}
