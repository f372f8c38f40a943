package org.quorate.policy.status;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.quorate.cib.Element;
import org.quorate.model.Durations;
import org.quorate.model.Numbers;
import org.quorate.policy.cluster.Agent;
import org.quorate.policy.cluster.HistoryEntry;
import org.quorate.policy.cluster.HistoryEntry.HistoryDetail;
import org.quorate.policy.cluster.Node;
import org.quorate.policy.cluster.Primitive;
import org.quorate.policy.cluster.Recorded;
import org.quorate.policy.cluster.Resource;

/** Reads what a node records of a resource ({@code lrm_resource}), without asking what it means. */
final class RecordReader {

    private static final int ERROR = 1;

    private RecordReader() {}

    /** @param about the resource of that name, if there is one: its texts are taken where they are the same */
    static Recorded read(Node node, Element xml, @Nullable Resource about) {
        var name = xml.id();
        var known = about != null && name.equals(about.id()) ? about.id() : name;
        var agent = about instanceof Primitive primitive ? primitive.agent().named(xml) : Agent.of(xml);
        return Recorded.of(node, known, agent, entries(node, xml));
    }

    private static List<HistoryEntry> entries(Node node, Element xml) {
        var operations = RecordOrder.sorted(xml.children("lrm_rsc_op"));
        if (operations.size() == 1) {
            return List.of(entry(node, operations.getFirst()));
        }
        var entries = new ArrayList<HistoryEntry>(operations.size());
        for (var operation : operations) {
            entries.add(entry(node, operation));
        }
        return List.copyOf(entries);
    }

    private static HistoryEntry entry(Node node, Element xml) {
        return new HistoryEntry(node, xml.attribute("operation", ""),
                interval(xml.attribute("interval", "0")),
                number(xml, "rc-code", ERROR), number(xml, "op-status", ExecutionStatus.UNKNOWN),
                new HistoryDetail(xml));
    }

    private static long interval(String text) {
        return Numbers.isWhole(text, 18)
                ? Long.parseLong(text)
                : Durations.parse(text).map(Duration::toMillis).orElse(0L);
    }

    private static int number(Element xml, String name, int otherwise) {
        var text = xml.attribute(name, "");
        return Numbers.isSigned(text, 9) ? Integer.parseInt(text) : otherwise;
    }
}
