package org.quorate.codec;

import static org.quorate.codec.Json.object;
import static org.quorate.codec.Json.texts;

import org.quorate.model.EnumWords;
import org.quorate.state.Boot;
import org.quorate.state.NodeStatus;
import org.quorate.state.NodeStatus.Isolation;
import org.quorate.state.NodeStatus.Kind;
import org.quorate.state.NodeStatus.Presence;
import org.quorate.state.NodeStatus.Traits;
import org.quorate.state.Owner;

/** What is known of a node. */
final class NodeStatusJson {

    private NodeStatusJson() {}

    static Json.Obj json(NodeStatus status) {
        return object().put("incarnation", status.incarnation().value()).put("life", status.life())
                .put("presence", EnumWords.word(status.presence())).put("traits", json(status.traits()))
                .putUnlessEmpty("attributes", texts(status.attributes()))
                .put("since", status.since().toString())
                .put("changedAt", status.changedAt())
                .put("longestHold", Values.nanos(status.longestHold())).done();
    }

    static Json.Obj json(Traits traits) {
        return object().put("kind", EnumWords.word(traits.kind()))
                .put("isolation", EnumWords.word(traits.isolation()))
                .put("featureLevel", traits.featureLevel())
                .putUnlessEmpty("machine", traits.boot().machine())
                .putUnlessEmpty("boot", traits.boot().id()).done();
    }

    static NodeStatus status(JsonAt in) {
        return new NodeStatus(Values.incarnation(in, "incarnation"), in.text("life"),
                in.field("presence").word(Presence.class), traits(in.field("traits")), in.texts("attributes"),
                in.field("since").instant(), in.whole("changedAt"),
                in.has("longestHold") ? Values.nanos(in, "longestHold") : Owner.FOR_EVER);
    }

    static Traits traits(JsonAt in) {
        return new Traits(in.field("kind").word(Kind.class), in.field("isolation").word(Isolation.class),
                in.count("featureLevel"), new Boot(in.text("machine", ""), in.text("boot", "")));
    }
}
