package org.quorate.policy.status;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.quorate.cib.Element;
import org.quorate.model.Durations;
import org.quorate.model.Numbers;
import org.quorate.policy.cluster.HistoryEntry;
import org.quorate.policy.cluster.HistoryEntry.HistoryDetail;
import org.quorate.policy.cluster.Node;

/** Reads which operations a node records of a resource ({@code lrm_resource}), not what they mean. */
final class RecordReader {

    private static final int ERROR = 1;

    private RecordReader() {}

    /** Its operations, the oldest first. */
    static List<HistoryEntry> entries(Node node, Element xml) {
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
