package org.quorate.policy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.quorate.cib.Cib;
import org.quorate.cib.Element;
import org.quorate.policy.play.Simulation;
import org.quorate.policy.play.WhatIf;

/**
 * A small cluster of a bit of everything, settled, and then in trouble. Resources are r0, r1, ..., nodes n0,
 * n1, ...; the same seed gives the same cluster.
 */
final class RandomCib {

    static final Instant NOW = Instant.parse("2026-07-01T12:00:00Z");

    private static final int TRANSITIONS_UNTIL_SETTLED = 6;

    private final Random random;
    private final List<Element> resources = new ArrayList<>();
    private final List<Element> constraints = new ArrayList<>();
    private final List<String> primitives = new ArrayList<>();
    private final List<String> promotables = new ArrayList<>();
    private final List<String> tops = new ArrayList<>();
    private final boolean fences;
    private final int nodes;
    private int number;

    private RandomCib(int seed) {
        random = new Random(seed);
        nodes = 2 + random.nextInt(4);
        fences = random.nextBoolean();
    }

    /** Settled as far as it comes to rest, and then one or two troubles. */
    static Cib inTrouble(int seed) {
        var made = new RandomCib(seed);
        var cib = settled(made.cold());
        return WhatIf.apply(cib, made.troubles(), NOW);
    }

    static Cib cold(int seed) {
        return new RandomCib(seed).cold();
    }

    static Cib settled(Cib cold) {
        var cib = cold;
        for (var i = 0; i < TRANSITIONS_UNTIL_SETTLED; i++) {
            cib = Simulation.of(cib, NOW).cib();
        }
        return cib;
    }

    private List<WhatIf> troubles() {
        var troubles = new ArrayList<WhatIf>();
        for (var i = 0; i <= random.nextInt(2); i++) {
            var node = "n" + random.nextInt(nodes);
            troubles.add(switch (random.nextInt(6)) {
                case 0 -> new WhatIf.NodeLost(node);
                case 1 -> new WhatIf.NodeStandby(node);
                case 2 -> new WhatIf.NodeDown(node);
                case 3 -> new WhatIf.Ticket("ticket", WhatIf.Ticket.State.REVOKED);
                default -> new WhatIf.ResourceFailed(any(primitives));
            });
        }
        return troubles;
    }

    private Cib cold() {
        var count = 3 + random.nextInt(5);
        for (var i = 0; i < count; i++) {
            addResource();
        }
        if (fences) {
            resources.add(Element.of("primitive", "id", "fencing", "class", "stonith", "type", "fence_test"));
        }
        for (var i = 1; i < tops.size(); i++) {
            constrain(tops.get(i), tops.get(random.nextInt(i)));
        }
        var states = new ArrayList<Element>();
        var members = new ArrayList<Element>();
        for (var i = 0; i < nodes; i++) {
            members.add(Element.of("node", "id", "n" + i, "uname", "n" + i));
            states.add(state("n" + i));
        }
        states.add(Element.of("tickets").withChild(
                Element.of("ticket_state", "id", "ticket", "granted",
                        Boolean.toString(random.nextBoolean()))));
        return new Cib(Element.of("cib", "validate-with", "pacemaker-3.9", "have-quorum", "1").withChildren(
                List.of(Element.of("configuration").withChildren(List.of(
                        Element.of("crm_config").withChild(values("cluster_property_set", "stonith-enabled",
                                Boolean.toString(fences), "no-quorum-policy",
                                any(List.of("stop", "freeze")))),
                        Element.of("nodes").withChildren(members),
                        Element.of("resources").withChildren(resources),
                        Element.of("constraints").withChildren(constraints))),
                        Element.of("status").withChildren(states))));
    }

    private Element state(String node) {
        var scores = new ArrayList<String>();
        for (var promotable : promotables) {
            scores.addAll(List.of("master-" + promotable, Integer.toString(5 + random.nextInt(100))));
        }
        return Element.of("node_state", "id", node, "uname", node, "in_ccm", "true", "crmd", "online", "join",
                "member", "expected", "member").withChildren(
                        List.of(
                                Element.of("transient_attributes", "id", node)
                                        .withChild(
                                                values("instance_attributes", scores.toArray(String[]::new))),
                                Element.of("lrm", "id", node).withChild(Element.of("lrm_resources"))));
    }

    private void addResource() {
        switch (random.nextInt(6)) {
            case 0 -> {
                var members = new ArrayList<Element>();
                for (var i = 0; i < 2 + random.nextInt(2); i++) {
                    members.add(primitive());
                }
                addTop(Element.of("group", "id", "r" + number++).withChildren(members));
            }
            case 1 -> addTop(Element.of("clone", "id", "r" + number++).withChildren(List.of(
                    values("meta_attributes", "clone-max", Integer.toString(1 + random.nextInt(3)),
                            "interleave", Boolean.toString(random.nextBoolean())),
                    primitive())));
            case 2 -> {
                var inner = primitive();
                promotables.add(inner.id());
                addTop(Element.of("clone", "id", "r" + number++).withChildren(List.of(
                        values("meta_attributes", "promotable", "true", "notify",
                                Boolean.toString(random.nextBoolean())),
                        inner)));
            }
            default -> addTop(primitive());
        }
    }

    private void addTop(Element element) {
        resources.add(element);
        tops.add(element.id());
        for (var i = 0; i < random.nextInt(3); i++) {
            constraints.add(Element.of("rsc_location", "id", newId(), "rsc", element.id(), "node",
                    "n" + random.nextInt(nodes), "score",
                    any(List.of("-INFINITY", "-40", "10", "100", "INFINITY"))));
        }
        if (random.nextInt(8) == 0) {
            constraints.add(Element.of("rsc_ticket", "id", newId(), "rsc", element.id(), "ticket", "ticket",
                    "loss-policy", "stop"));
        }
    }

    private Element primitive() {
        var id = "r" + number++;
        primitives.add(id);
        var meta = new ArrayList<>(List.of("resource-stickiness", Integer.toString(random.nextInt(50)),
                "migration-threshold", Integer.toString(random.nextInt(3)), "priority",
                Integer.toString(random.nextInt(3))));
        if (random.nextInt(4) == 0) {
            meta.addAll(List.of("allow-migrate", "true"));
        }
        if (random.nextInt(10) == 0) {
            meta.addAll(List.of("target-role", "Stopped"));
        }
        return Element.of("primitive", "id", id, "class", "ocf", "provider", "test", "type", "Dummy")
                .withChildren(List.of(values("meta_attributes", meta.toArray(String[]::new)),
                        Element.of("operations").withChild(Element.of("op", "id", newId(), "name", "monitor",
                                "interval", "10s"))));
    }

    private void constrain(String later, String earlier) {
        if (random.nextInt(3) > 0) {
            constraints.add(Element.of("rsc_colocation", "id", newId(), "rsc", later, "with-rsc", earlier,
                    "score", any(List.of("INFINITY", "-INFINITY", "50", "-50"))));
        }
        if (random.nextInt(3) > 0) {
            constraints.add(Element.of("rsc_order", "id", newId(), "first", earlier, "then", later, "kind",
                    any(List.of("Mandatory", "Mandatory", "Optional"))));
        }
    }

    private Element values(String set, String... namesAndValues) {
        var pairs = new ArrayList<Element>();
        for (var i = 0; i < namesAndValues.length; i += 2) {
            pairs.add(Element.of("nvpair", "id", newId(), "name", namesAndValues[i], "value",
                    namesAndValues[i + 1]));
        }
        return Element.of(set, "id", newId()).withChildren(pairs);
    }

    private String newId() {
        return "id-" + number++;
    }

    private <T> T any(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
