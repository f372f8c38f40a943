package org.quorate.scheduler.cib;

import java.util.List;
import java.util.TreeMap;
import org.quorate.cib.Element;
import org.quorate.scheduler.situation.Availability;
import org.quorate.scheduler.situation.NodeView;
import org.quorate.scheduler.situation.Situation;

/** The nodes that run resources. Attributes that last and those that do not are one here. */
final class NodesCib {

    /** The words for what a node is not to do are said by us, by whatever it came to that. */
    private static final List<String> OURS = List.of("standby", "maintenance", "shutdown", "terminate");

    private NodesCib() {}

    static Element element(Situation situation) {
        return Element.of("nodes")
                .withChildren(situation.nodes().values().stream().map(NodesCib::node).toList());
    }

    private static Element node(NodeView node) {
        var attributes = new TreeMap<>(node.facts().attributes());
        attributes.keySet().removeIf(name -> name.startsWith("#") && !name.startsWith("#health"));
        attributes.keySet().removeAll(OURS);
        if (node.availability() == Availability.STANDBY) {
            attributes.put("standby", "on");
        } else if (node.availability() == Availability.MAINTENANCE) {
            attributes.put("maintenance", "on");
        }
        var name = node.name().value();
        var pairs = attributes.entrySet().stream()
                .map(entry -> Element.of("nvpair", "name", entry.getKey(), "value", entry.getValue()))
                .toList();
        return Element.of("node", "id", name, "uname", name)
                .withChildren(List.of(Element.of("instance_attributes").withChildren(pairs)));
    }
}
