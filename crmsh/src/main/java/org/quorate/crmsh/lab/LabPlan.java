package org.quorate.crmsh.lab;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What to build: node names (1 to 9, each a short host name) and where their disks are.
 *
 * @param disks folder of this machine that holds a folder per node; absent: a disk in memory that vanishes
 *        with the lab
 */
public record LabPlan(List<String> nodes, @Nullable Path disks) {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,11}");

    public LabPlan {
        nodes = List.copyOf(nodes);
        if (nodes.isEmpty() || nodes.size() > 9 || new HashSet<>(nodes).size() != nodes.size()) {
            throw new IllegalArgumentException("a lab has 1 to 9 nodes of different names: " + nodes);
        }
        for (var name : nodes) {
            if (!NAME.matcher(name).matches() || name.equals("client")) {
                throw new IllegalArgumentException("not a node name for a lab: " + name);
            }
        }
    }

    /** Nodes with disks in memory. */
    public static LabPlan of(String... nodes) {
        return new LabPlan(List.of(nodes), null);
    }

    /** The same nodes with their disks in a folder that outlives the lab. */
    public LabPlan withDisksUnder(Path folder) {
        return new LabPlan(nodes, folder.toAbsolutePath());
    }
}
