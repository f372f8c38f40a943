package org.quorate.scheduler;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Small random clusters as case text: nothing is known of any resource yet, some run somewhere. */
final class RandomCluster {

    private final RandomGenerator random;
    private final List<String> lines = new ArrayList<>();

    private RandomCluster(RandomGenerator random) {
        this.random = random;
    }

    static String text(RandomGenerator random) {
        return new RandomCluster(random).build();
    }

    private String build() {
        int nodes = random.nextInt(2, 5);
        int resources = random.nextInt(1, 8);
        for (int n = 1; n <= nodes; n++) {
            lines.add("node n" + n + pick("", "", "", " isolation=watchdog", " isolation=none", " standby"));
            lines.add("fresh n" + n);
        }
        if (random.nextInt(4) == 0) {
            lines.add("node n9 arbiter");
        }
        if (random.nextInt(3) == 0) {
            lines.add("primitive power stonith:fence_dummy");
        }
        if (random.nextInt(5) == 0) {
            lines.add("property " + pick("stonith-enabled=false", "symmetric-cluster=true",
                    "start-failure-is-fatal=false"));
        }
        for (int r = 1; r <= resources; r++) {
            lines.add("primitive r" + r + " " + pick("ocf:heartbeat:Dummy", "ocf:heartbeat:IPaddr2",
                    "ocf:heartbeat:Filesystem")
                    + pick("", " op monitor interval=10s",
                            " op monitor interval=10s on-fail=block", " op monitor interval=5s on-fail=stop")
                    + pick("", "", " meta migration-threshold=2", " meta resource-stickiness=100",
                            " meta exclusivity=at-least-one"));
            if (random.nextInt(3) == 0) {
                lines.add("world r" + r + " n" + random.nextInt(1, nodes + 1));
            }
        }
        addGroup(resources);
        addConstraints(resources, nodes);
        return String.join("\n", lines) + "\n";
    }

    private void addGroup(int resources) {
        if (resources >= 3 && random.nextBoolean()) {
            int first = random.nextInt(1, resources - 1);
            lines.add("group g r" + first + " r" + (first + 1) + " r" + (first + 2));
        }
    }

    private void addConstraints(int resources, int nodes) {
        for (int i = 0; i < random.nextInt(6); i++) {
            int one = random.nextInt(1, resources + 1);
            int two = random.nextInt(1, resources + 1);
            int low = Math.min(one, two);
            int high = Math.max(one, two);
            switch (random.nextInt(3)) {
                case 0 -> lines.add("location c" + i + " r" + one + " " + pick("-inf", "100", "5",
                        "inf") + ": n"
                        + random.nextInt(1, nodes + 1));
                case 1 -> addBetween("colocation c" + i + " " + pick("inf", "inf", "-inf", "50",
                        "-50") + ":", high,
                        low);
                default -> addBetween("order c" + i + " " + pick("Mandatory", "Mandatory",
                        "Optional", "Serialize")
                        + ":", low, high);
            }
        }
    }

    private void addBetween(String head, int one, int two) {
        if (one != two) {
            lines.add(head + " r" + one + " r" + two);
        }
    }

    private String pick(String... choices) {
        return choices[random.nextInt(choices.length)];
    }
}
