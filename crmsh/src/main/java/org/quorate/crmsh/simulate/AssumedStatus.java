package org.quorate.crmsh.simulate;

import java.util.ArrayList;
import java.util.List;
import org.quorate.cib.Cib;
import org.quorate.cib.Element;

/** Makes a whole CIB of a configuration. */
final class AssumedStatus {

    private AssumedStatus() {}

    /** All nodes are members of a cluster with quorum, and nothing runs yet. */
    static Cib allMembers(Element configuration) {
        var states = new ArrayList<Element>();
        configuration.child("nodes").ifPresent(
                nodes -> nodes.children("node")
                        .forEach(node -> states.add(member(node.attribute("uname", "")))));
        return whole(configuration, states);
    }

    static Element member(String name) {
        return Element.of("node_state", "id", name, "uname", name, "in_ccm", "true", "crmd", "online", "join",
                "member",
                "expected", "member");
    }

    static Cib whole(Element configuration, List<Element> states) {
        return new Cib(Element.of("cib", "have-quorum", "1", "validate-with", "pacemaker-3.9").withChildren(
                List.of(configuration, Element.of("status").withChildren(states))));
    }
}
