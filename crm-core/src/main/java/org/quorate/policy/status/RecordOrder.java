package org.quorate.policy.status;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.quorate.cib.Element;
import org.quorate.model.Numbers;

/** Which of two recorded operations is the newer one. */
final class RecordOrder {

    private static final Pattern MAGIC = Pattern.compile("-?\\d+:-?\\d+;-?\\d+:(-?\\d+):-?\\d+:(.+)");

    /** Whether records that do not say on which node they were made come from one. */
    enum Origin {
        SAME_NODE, OTHER_NODE
    }

    private RecordOrder() {}

    /** Above 0 where the first is newer, 0 where that cannot be told. */
    static int compare(Element a, Element b, Origin origin) {
        var isSameNode = isSameNode(a, b, origin);
        if (isSameNode && a.id().equals(b.id())) {
            return 0;
        }
        var callA = number(a, "call-id");
        var callB = number(b, "call-id");
        if (callA == -1 && callB == -1) {
            return 0;
        }
        if (isSameNode && callA >= 0 && callA < callB) {
            return -1;
        }
        if (isSameNode && callB >= 0 && callA > callB) {
            return 1;
        }
        if (callA >= 0 && callB >= 0) {
            return compareTimes(number(a, "last-rc-change"), number(b, "last-rc-change"));
        }
        return compareTransitions(a, b, callB == -1);
    }

    private static boolean isSameNode(Element a, Element b, Origin origin) {
        var nodeA = a.attribute("on_node");
        var nodeB = b.attribute("on_node");
        return (nodeA.isPresent() && nodeB.isPresent()) ? nodeA.equals(nodeB) : origin == Origin.SAME_NODE;
    }

    private static int compareTimes(long a, long b) {
        if (a >= 0 && a < b) {
            return -1;
        }
        return b >= 0 && a > b ? 1 : 0;
    }

    /** One of them is still under way; the numbers of the transitions they belong to tell which is older. */
    private static int compareTransitions(Element a, Element b, boolean isSecondPending) {
        var magicA = MAGIC.matcher(a.attribute("transition-magic", ""));
        var magicB = MAGIC.matcher(b.attribute("transition-magic", ""));
        if (!magicA.matches() || !magicB.matches()) {
            return 0;
        }
        var numberA = Long.parseLong(magicA.group(1));
        var numberB = Long.parseLong(magicB.group(1));
        if (!magicA.group(2).equals(magicB.group(2)) || numberA == numberB) {
            return isSecondPending ? -1 : 1;
        }
        if ((numberA >= 0 && numberA < numberB) || numberB == -1) {
            return -1;
        }
        return (numberB >= 0 && numberA > numberB) || numberA == -1 ? 1 : 0;
    }

    private static long number(Element element, String name) {
        var text = element.attribute(name, "");
        return Numbers.isSigned(text, 18) ? Long.parseLong(text) : -1;
    }

    /**
     * Oldest first; what cannot be told apart stays as it stands. The order is not total, so nothing is
     * skipped.
     */
    static List<Element> sorted(List<Element> operations) {
        if (operations.size() < 2) {
            return operations;
        }
        var sorted = new ArrayList<Element>();
        for (var operation : operations) {
            var at = sorted.size();
            while (at > 0 && compare(sorted.get(at - 1), operation, Origin.SAME_NODE) > 0) {
                at--;
            }
            sorted.add(at, operation);
        }
        return sorted;
    }
}
