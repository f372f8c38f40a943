package org.quorate.scheduler.cib;

import java.util.ArrayList;
import java.util.List;
import org.quorate.cib.Element;
import org.quorate.model.Score;
import org.quorate.rules.ClusterOptions.StartFailure;
import org.quorate.scheduler.situation.Availability;
import org.quorate.scheduler.situation.NodeView;
import org.quorate.scheduler.situation.Observed;
import org.quorate.scheduler.situation.OnFail;
import org.quorate.scheduler.situation.ResourceView;
import org.quorate.scheduler.situation.Situation;

/** One node's part of the status section: whether it is there, how often what failed there, what ran. */
final class NodeStateCib {

    private NodeStateCib() {}

    static Element element(Situation situation, NodeView node) {
        var name = node.name().value();
        var isThere = node.isMember() && node.availability() != Availability.TO_BE_FENCED;
        var state = isThere
                ? Element.of("node_state", "id", name, "uname", name, "in_ccm", "true", "crmd", "online",
                        "join", "member", "expected", "member")
                : Element.of("node_state", "id", name, "uname", name, "in_ccm", "false", "crmd", "offline",
                        "join", "down", "expected", "down");
        return isThere
                ? state.withChildren(List.of(attributes(situation, node), histories(situation, node)))
                : state;
    }

    private static Element attributes(Situation situation, NodeView node) {
        var pairs = new ArrayList<Element>();
        if (node.availability() == Availability.LEAVING) {
            pairs.add(pair("shutdown", "1"));
        }
        for (var resource : situation.resources().values()) {
            resource.history().on(node.name()).ifPresent(observed -> addCounts(situation, resource, observed,
                    pairs));
        }
        return Element.of("transient_attributes")
                .withChildren(List.of(Element.of("instance_attributes").withChildren(pairs)));
    }

    private static void addCounts(Situation situation, ResourceView resource, Observed observed,
            List<Element> pairs) {
        observed.failures().forEach((key, failure) -> {
            if (resource.onFail(key) != OnFail.IGNORE) {
                var isFatal = key.startsWith("start_")
                        && situation.options().startFailure() == StartFailure.FATAL;
                pairs.add(pair("fail-count-" + resource.id() + "#" + key,
                        (isFatal ? Score.INFINITY : new Score(failure.count())).toString()));
            }
        });
    }

    private static Element pair(String name, String value) {
        return Element.of("nvpair", "name", name, "value", value);
    }

    private static Element histories(Situation situation, NodeView node) {
        var records = new ArrayList<Element>();
        for (var resource : situation.resources().values()) {
            resource.history().on(node.name()).filter(observed -> !observed.isUnknown())
                    .ifPresent(observed -> records.add(HistoryCib.element(resource, observed)));
        }
        return Element.of("lrm").withChildren(List.of(Element.of("lrm_resources").withChildren(records)));
    }
}
