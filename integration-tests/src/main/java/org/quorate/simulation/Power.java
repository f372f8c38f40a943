package org.quorate.simulation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.quorate.membership.NodeName;
import org.quorate.model.AgentName;
import org.quorate.model.ConfigurationEdit;
import org.quorate.model.ConfigurationEdit.Section;
import org.quorate.model.NvSet;
import org.quorate.model.Resource;
import org.quorate.model.ResourceId;

/**
 * What must be fenced in a cluster, and by what.
 *
 * @param devices that can switch every node off and on; each is a way of its own to the one power switch
 * @param unguarded nodes without a guardian
 * @param clinging resources that nothing ends for certain but their own stop, and the loss of power
 */
record Power(List<ResourceId> devices, SortedSet<NodeName> unguarded, SortedSet<ResourceId> clinging) {

    /** Everything can be killed, every node has a guardian, and there is no switch. */
    static final Power NONE = new Power(List.of(), Collections.emptySortedSet(),
            Collections.emptySortedSet());

    /** How long a request to a device may take: short, for virtual time is short too. */
    private static final String TIMEOUT = "9s";
    private static final AgentName AGENT = AgentName.parse("stonith:fence_switch").orElseThrow();

    Power {
        devices = List.copyOf(devices);
        unguarded = Collections.unmodifiableSortedSet(new TreeSet<>(unguarded));
        clinging = Collections.unmodifiableSortedSet(new TreeSet<>(clinging));
    }

    boolean isGuarded(NodeName node) {
        return !unguarded.contains(node);
    }

    boolean clings(ResourceId resource) {
        return clinging.contains(resource);
    }

    /** Whether waiting makes the resource harmless on that node. */
    boolean isEndedByWaiting(ResourceId resource, NodeName node) {
        return isGuarded(node) && !clings(resource);
    }

    /** What the configuration says of it, after the resources. */
    List<ConfigurationEdit> edits(SortedSet<NodeName> hosts) {
        var edits = new ArrayList<ConfigurationEdit>();
        clinging.forEach(id -> edits.add(new ConfigurationEdit.SetMeta(id, "isolation", "fence")));
        var list = String.join(" ", hosts.stream().map(NodeName::value).toList());
        for (var device : devices) {
            edits.add(new ConfigurationEdit.PutResource(new Resource.Primitive(device, AGENT,
                    List.of(NvSet.of(new TreeMap<>(Map.of("pcmk_host_list", list)))), List.of(),
                    Cib.operations())));
        }
        if (!devices.isEmpty()) {
            edits.add(new ConfigurationEdit.SetValues(Section.PROPERTIES,
                    NvSet.of(new TreeMap<>(Map.of("fencing-timeout", TIMEOUT)))));
        }
        return edits;
    }
}
