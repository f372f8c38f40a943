package org.quorate.policy.actions;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.quorate.policy.cluster.Cluster;
import org.quorate.policy.cluster.Primitive;
import org.quorate.policy.cluster.Recorded;

/** The history of each resource on each node, with those that it may stand for. */
final class RecordedHistories {

    private RecordedHistories() {}

    /** A record without a number, of an anonymous clone, stands for every instance. */
    static void forEach(Cluster cluster, BiConsumer<Recorded, Primitive> action) {
        var primitives = cluster.primitives();
        var named = named(primitives);
        for (var primitive : primitives) {
            var own = named.getOrDefault(primitive.id(), List.of());
            for (var recorded : primitive.history()) {
                var meant = recorded.name().equals(primitive.id())
                        ? own
                        : named.getOrDefault(recorded.name(), List.of());
                meant.forEach(resource -> action.accept(recorded, resource));
            }
        }
    }

    /** By the names under which the status section knows them. */
    private static Map<String, List<Primitive>> named(List<Primitive> primitives) {
        var named = new HashMap<String, List<Primitive>>();
        for (var primitive : primitives) {
            name(named, primitive.id(), primitive);
            if (!primitive.historyName().equals(primitive.id())) {
                name(named, primitive.historyName(), primitive);
            }
        }
        return named;
    }

    private static void name(Map<String, List<Primitive>> named, String name, Primitive primitive) {
        named.computeIfAbsent(name, _ -> new ArrayList<>(1)).add(primitive);
    }
}
