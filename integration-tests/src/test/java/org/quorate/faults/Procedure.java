package org.quorate.faults;

import java.io.IOException;
import java.util.List;
import org.quorate.cluster.ClusterUnderTest;
import org.quorate.crmsh.lab.LabNode;

/** What the cluster is in the middle of when the fault strikes. */
enum Procedure {

    IDLE, START, MOVE, FAILOVER, JOIN, LEAVE, COMMIT;

    /** Brings the cluster to where the procedure begins; called while all is settled. */
    void prepare(ClusterUnderTest test, LabNode victim) throws IOException {
        switch (this) {
            case START -> {
                test.crm(test.lab().nodes().getFirst(), "resource", "stop", Canary.NAME);
                test.awaitView("the canary is stopped", ClusterUnderTest.RECOVERY,
                        view -> !view.places().containsKey(Canary.NAME) && view.isSettled());
            }
            case JOIN -> {
                var joining = bystander(test, victim);
                joining.kill9();
                test.awaitView("the others go on without " + joining.name(), ClusterUnderTest.RECOVERY,
                        view -> !view.isMember(joining.name()) && view.isSettled());
            }
            case IDLE, MOVE, FAILOVER, LEAVE, COMMIT -> {
            }
        }
    }

    /** Begins it; returns when it is under way or over, whatever came of it. */
    void begin(ClusterUnderTest test, LabNode victim) throws IOException {
        switch (this) {
            case IDLE -> {
            }
            case START -> crm(test, victim, "resource", "start", Canary.NAME);
            case MOVE -> crm(test, victim, "resource", "move", Canary.NAME);
            case FAILOVER -> bystander(test, victim).kill9();
            case JOIN -> {
                for (var node : test.lab().nodes()) {
                    if (!node.isAlive()) {
                        node.revive();
                        test.startDaemon(node);
                    }
                }
            }
            case LEAVE -> {
                var leaving = test.cluster().up().stream().filter(node -> !node.equals(victim)).findFirst();
                if (leaving.isPresent()) {
                    test.cluster().crm(leaving.get(), "cluster", "stop", "--timeout", "45s");
                }
            }
            case COMMIT -> {
                for (var value : List.of("5min", "6min", "7min")) {
                    crm(test, victim, "configure", "property", "cluster-recheck-interval=" + value);
                }
            }
        }
    }

    /** Refused or cut off half-way is what these tests are about. */
    private static void crm(ClusterUnderTest test, LabNode victim, String... words) throws IOException {
        var from = test.cluster().up().stream().filter(node -> !node.equals(victim)).findFirst();
        if (from.isPresent()) {
            test.cluster().crm(from.get(), words);
        }
    }

    /** The one that runs the canary, or another one when that is the victim; never an arbiter. */
    private static LabNode bystander(ClusterUnderTest test, LabNode victim) {
        var active = test.view().places().get(Canary.NAME);
        return test.lab().nodes().stream()
                .filter(node -> !node.equals(victim) && !node.name().startsWith("arbiter"))
                .min(java.util.Comparator.comparing(node -> !node.name().equals(active))).orElseThrow();
    }
}
