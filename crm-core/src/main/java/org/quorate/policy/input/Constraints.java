package org.quorate.policy.input;

import org.quorate.policy.cluster.Cluster;

/** Reads the constraints; rules are evaluated with what the status has told of the nodes. */
public final class Constraints {

    private Constraints() {}

    public static void read(Cluster cluster) {
        var references = new References(cluster.cib());
        var names = new ResourceNames(cluster);
        var sets = new ConstraintSets(references, names);
        var locations = new LocationReader(cluster, references, names);
        var colocations = new ColocationReader(cluster, names, sets);
        var orders = new OrderReader(cluster, names, sets);
        var tickets = new TicketReader(cluster, references, names);
        for (var constraint : cluster.cib().section("constraints").children()) {
            switch (constraint.name()) {
                case "rsc_location" -> locations.read(constraint);
                case "rsc_colocation" -> colocations.read(constraint);
                case "rsc_order" -> orders.read(constraint);
                case "rsc_ticket" -> tickets.read(constraint);
                default ->
                    cluster.warnings().add("<" + constraint.name() + "> is no constraint; it has no effect");
            }
        }
    }
}
