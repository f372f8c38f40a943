package org.quorate.policy.status;

import java.util.Optional;
import org.quorate.cib.Element;
import org.quorate.policy.cluster.Node;
import org.quorate.policy.cluster.Node.Flag;
import org.quorate.policy.input.NvSets;
import org.quorate.policy.input.ResourceFacts;
import org.quorate.policy.input.Utilization;
import org.quorate.rules.Words;

/** Lays the attributes that last until a node's next start over the configured ones. */
record NodeAttributes(NvSets sets) {

    void addTransient(Node node, Element state) {
        state.child("transient_attributes").ifPresent(attributes -> {
            var facts = ResourceFacts.of(node);
            node.attributes().putAll(sets.values(attributes, "instance_attributes", facts));
            sets.values(attributes, "utilization", facts)
                    .forEach((key, value) -> node.capacity().putIfAbsent(key, Utilization.amount(value)));
        });
        mark(node);
    }

    /** Turns the attributes that mean something to the cluster into flags. */
    static void mark(Node node) {
        if (isOn(node.attribute("standby"))) {
            node.set(Flag.STANDBY);
        }
        if (isOn(node.attribute("maintenance"))) {
            node.set(Flag.MAINTENANCE);
        }
        if (node.attribute("#node-unfenced").filter(value -> !value.equals("0")).isPresent()) {
            node.set(Flag.UNFENCED);
        }
    }

    @SuppressWarnings("OptionalUsedAsFieldOrParameterType")
    static boolean isOn(Optional<String> value) {
        return value.filter(Words::isTrue).isPresent();
    }

    static boolean isShutdownRequested(Node node) {
        return node.attribute("shutdown").filter(value -> !value.equals("0")).isPresent();
    }
}
