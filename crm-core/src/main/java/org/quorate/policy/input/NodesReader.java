package org.quorate.policy.input;

import org.quorate.cib.Element;
import org.quorate.policy.cluster.Cluster;
import org.quorate.model.Score;
import org.quorate.policy.cluster.Node;
import org.quorate.policy.cluster.Options;

/** Reads the configured nodes, with those that resources make. */
record NodesReader(Cluster cluster, NvSets sets, GuestNodes guests) {

    void read() {
        cluster.cib().section("nodes").children("node").forEach(this::add);
        guests.remotes().forEach(name -> add(name, Node.Kind.REMOTE));
        guests.guests().forEach(name -> add(name, Node.Kind.GUEST));
    }

    private void add(Element xml) {
        var name = xml.attribute("uname", "");
        if (name.isEmpty() || xml.attribute("type", "member").equals("ping")) {
            return;
        }
        var node = new Node(xml.id(), name, kind(xml, name));
        xml.attribute("score").flatMap(Score::parseLeading).ifPresent(node::score);
        introduce(node, cluster.options());
        node.attributes().putAll(sets.values(xml, "instance_attributes", ResourceFacts.of(node)));
        node.attribute("site-name").ifPresent(site -> node.attributes().put("#site-name", site));
        sets.values(xml, "utilization", ResourceFacts.of(node))
                .forEach((key, value) -> node.capacity().put(key, Utilization.amount(value)));
        cluster.add(node);
    }

    private Node.Kind kind(Element xml, String name) {
        if (guests.isGuest(name)) {
            return Node.Kind.GUEST;
        }
        return xml.attribute("type", "").equals("remote") || guests.remotes().contains(name)
                ? Node.Kind.REMOTE
                : Node.Kind.CLUSTER;
    }

    private void add(String name, Node.Kind kind) {
        if (cluster.node(name).isEmpty()) {
            var node = new Node(name, name, kind);
            introduce(node, cluster.options());
            cluster.add(node);
        }
    }

    /** Gives a node the attributes that every node has. */
    static void introduce(Node node, Options options) {
        var attributes = node.attributes();
        attributes.put("#uname", node.name());
        attributes.put("#id", node.id());
        attributes.put("#kind", switch (node.kind()) {
            case CLUSTER -> "cluster";
            case REMOTE -> "remote";
            case GUEST -> "container";
        });
        var cluster = options.value("cluster-name");
        if (!cluster.isEmpty()) {
            attributes.put("#cluster-name", cluster);
            attributes.put("#site-name", cluster);
        }
    }
}
