package org.quorate.scheduler.fencing;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.quorate.agent.FenceDevice;
import org.quorate.membership.NodeName;
import org.quorate.model.ResourceId;
import org.quorate.model.Role;
import org.quorate.rules.NodeFacts;
import org.quorate.scheduler.situation.ResourceView;
import org.quorate.scheduler.situation.Situation;

/** The configured fence devices: primitives of class stonith whose target-role is not Stopped. */
final class FenceDevices {

    private FenceDevices() {}

    /** Those that can fence the node, in order of definition: it is on their list, or they have none. */
    static List<ResourceId> covering(Situation situation, NodeName target) {
        var devices = new ArrayList<ResourceId>();
        for (var resource : situation.resources().values()) {
            if (resource.primitive().isFenceDevice() && resource.options().targetRole() != Role.STOPPED) {
                var hosts = device(situation, resource, target).staticHosts();
                if (hosts.isEmpty() || hosts.contains(target.value())) {
                    devices.add(resource.id());
                }
            }
        }
        return devices;
    }

    private static FenceDevice device(Situation situation, ResourceView resource, NodeName target) {
        var facts = new NodeFacts(target, new TreeMap<>());
        var hosts = new TreeMap<String, String>();
        situation.attributes().parameters(resource.primitive(), facts).forEach((name, value) -> {
            if (name.equals("pcmk_host_list") || name.equals("pcmk_host_map")) {
                hosts.put(name, value.replace('\n', ' '));
            }
        });
        return new FenceDevice(resource.id().value(), resource.primitive().agent().type(), hosts);
    }
}
