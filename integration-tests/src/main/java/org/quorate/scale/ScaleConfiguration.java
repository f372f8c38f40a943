package org.quorate.scale;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.quorate.cib.Cib;
import org.quorate.cib.Element;

/**
 * A configuration of ordinary things in ordinary shares. Of each ten primitives five are a group, three
 * follow it by colocation and order, one is a promotable clone of three instances, and one prefers a node and
 * is kept off another. Every node has a fence device.
 */
final class ScaleConfiguration {

    private static final int BLOCK = 10;
    private static final int GROUP = 5;
    private static final int FOLLOWERS = 3;

    private final SplittableRandom dice;
    private final Size size;
    private final List<Element> resources = new ArrayList<>();
    private final List<Element> constraints = new ArrayList<>();
    private final List<String> promotables = new ArrayList<>();

    ScaleConfiguration(long seed, Size size) {
        dice = new SplittableRandom(seed);
        this.size = size;
    }

    /** With a status in which all nodes are members and nothing is known of resources. */
    Cib cib() {
        for (var i = 0; i < size.resources() / BLOCK; i++) {
            addBlock(i);
        }
        for (var i = 1; i <= size.nodes(); i++) {
            addFenceDevice(i);
        }
        var configuration = Element.of("configuration").withChildren(List.of(options(), nodes(),
                Element.of("resources").withChildren(resources),
                Element.of("constraints").withChildren(constraints)));
        var root = Element.of("cib", "validate-with", "pacemaker-3.0", "epoch", "1", "num_updates", "0",
                "admin_epoch", "0", "have-quorum", "1", "dc-uuid", "1", "execution-date",
                Long.toString(ScaleCib.NOW.getEpochSecond()));
        return new Cib(root.withChildren(List.of(configuration, status())));
    }

    private static Element options() {
        return Element.of("crm_config").withChild(nameValues("cluster_property_set", "options",
                "stonith-enabled", "true", "symmetric-cluster", "true", "no-quorum-policy", "stop"));
    }

    /** A set of names and values: name, value, name, value, ... */
    private static Element nameValues(String kind, String id, String... namesAndValues) {
        var pairs = new ArrayList<Element>();
        for (var i = 0; i < namesAndValues.length; i += 2) {
            pairs.add(Element.of("nvpair", "id", id + "-" + namesAndValues[i], "name", namesAndValues[i],
                    "value", namesAndValues[i + 1]));
        }
        return Element.of(kind, "id", id).withChildren(pairs);
    }

    private Element nodes() {
        var nodes = new ArrayList<Element>();
        for (var i = 1; i <= size.nodes(); i++) {
            nodes.add(Element.of("node", "id", Integer.toString(i), "uname", "n" + i));
        }
        return Element.of("nodes").withChildren(nodes);
    }

    private void addBlock(int block) {
        var group = "g" + block;
        var members = new ArrayList<Element>();
        members.add(meta(group, "resource-stickiness", Integer.toString(dice.nextInt(1, 100))));
        for (var i = 0; i < GROUP; i++) {
            members.add(primitive(group + "-m" + i));
        }
        resources.add(Element.of("group", "id", group).withChildren(members));
        for (var i = 0; i < FOLLOWERS; i++) {
            addFollower("f" + block + "-" + i, group);
        }
        addPromotable("db" + block);
        addLonely("p" + block);
    }

    private void addFollower(String id, String group) {
        resources.add(primitive(id));
        constraints.add(Element.of("rsc_colocation", "id", "with-" + id, "rsc", id, "with-rsc", group,
                "score", "INFINITY"));
        constraints.add(Element.of("rsc_order", "id", "after-" + id, "first", group, "then", id, "kind",
                dice.nextInt(4) == 0 ? "Optional" : "Mandatory"));
    }

    private void addPromotable(String id) {
        promotables.add(id);
        resources.add(Element.of("clone", "id", id + "-clone").withChildren(List.of(
                meta(id + "-clone", "promotable", "true", "clone-max", "3", "notify", "true"),
                primitive(id))));
    }

    private void addLonely(String id) {
        resources.add(primitive(id));
        constraints.add(Element.of("rsc_location", "id", "likes-" + id, "rsc", id, "node", anyNode(), "score",
                Integer.toString(dice.nextInt(1, 1000))));
        constraints.add(Element.of("rsc_location", "id", "hates-" + id, "rsc", id, "node", anyNode(), "score",
                "-" + dice.nextInt(1, 1000)));
    }

    private String anyNode() {
        return "n" + dice.nextInt(1, size.nodes() + 1);
    }

    private void addFenceDevice(int node) {
        resources.add(Element.of("primitive", "id", "fence" + node, "class", "stonith", "type",
                "fence_dummy").withChild(
                        nameValues("instance_attributes", "fence" + node + "-parameters",
                                "pcmk_host_list", "n" + node)));
        constraints.add(Element.of("rsc_location", "id", "not-" + node, "rsc", "fence" + node, "node",
                "n" + node, "score", "-INFINITY"));
    }

    private Element primitive(String id) {
        var interval = dice.nextInt(1, 7) * 10 + "s";
        return Element.of("primitive", "id", id, "class", "ocf", "provider", "heartbeat", "type", "Dummy")
                .withChildren(List.of(
                        nameValues("instance_attributes", id + "-parameters", "state", "/run/" + id),
                        Element.of("operations").withChildren(List.of(
                                Element.of("op", "id", id + "-monitor", "name", "monitor", "interval",
                                        interval, "timeout", "20s"),
                                Element.of("op", "id", id + "-start", "name", "start", "interval", "0",
                                        "timeout", "30s")))));
    }

    private static Element meta(String owner, String... namesAndValues) {
        return nameValues("meta_attributes", owner + "-meta", namesAndValues);
    }

    private Element status() {
        var states = new ArrayList<Element>();
        for (var i = 1; i <= size.nodes(); i++) {
            var id = Integer.toString(i);
            states.add(Element.of("node_state", "id", id, "uname", "n" + i, "in_ccm", "true", "crmd",
                    "online", "join", "member", "expected", "member").withChildren(
                            List.of(
                                    Element.of("transient_attributes", "id", id)
                                            .withChild(promotionScores(i)),
                                    Element.of("lrm", "id", id).withChild(Element.of("lrm_resources")))));
        }
        return Element.of("status").withChildren(states);
    }

    /** What the agents of promotable clones say on a node; each database has a node that it likes best. */
    private Element promotionScores(int node) {
        var pairs = new ArrayList<String>();
        for (var i = 0; i < promotables.size(); i++) {
            pairs.add("master-" + promotables.get(i));
            pairs.add(i % size.nodes() + 1 == node ? "100" : "10");
        }
        return nameValues("instance_attributes", "status-" + node, pairs.toArray(String[]::new));
    }
}
