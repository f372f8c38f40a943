package org.quorate.crmsh.language;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.quorate.model.Configuration;
import org.quorate.model.FencingLevel;
import org.quorate.model.FencingLevel.Target;

/** Prints the fencing topology. */
final class FencingPrinter {

    private FencingPrinter() {}

    /** Where all nodes have the same levels, these alone; else each target on a line of its own. */
    static String print(Configuration configuration) {
        Map<Target, List<FencingLevel>> byTarget = new LinkedHashMap<>();
        configuration.fencing().stream().sorted(Comparator.comparingInt(FencingLevel::index)).forEach(
                level -> byTarget.computeIfAbsent(level.target(), _ -> new ArrayList<>()).add(level));
        var text = new StringBuilder("fencing_topology");
        if (isForAll(configuration, byTarget)) {
            return text.append(devices(byTarget.values().iterator().next())).toString();
        }
        byTarget.forEach((target, levels) -> text.append(" \\\n\t").append(word(target))
                .append(devices(levels)));
        return text.toString();
    }

    private static boolean isForAll(Configuration configuration, Map<Target, List<FencingLevel>> byTarget) {
        var nodes = configuration.nodes().stream()
                .map(node -> (Target) new Target.OfNode(node.name().value()))
                .collect(Collectors.toSet());
        return !nodes.isEmpty() && byTarget.keySet().equals(nodes)
                && Set.copyOf(byTarget.values().stream().map(FencingPrinter::devices).toList()).size() == 1;
    }

    private static String word(Target target) {
        return switch (target) {
            case Target.OfNode(var node) -> node + ":";
            case Target.Pattern(var regex) -> Words.raw("pattern:" + regex);
            case Target.Attribute(var name, var value) -> Words.raw("attr:" + name + "=" + value);
        };
    }

    private static String devices(List<FencingLevel> levels) {
        return levels.stream().map(level -> " " + String.join(",", level.devices()))
                .collect(Collectors.joining());
    }
}
