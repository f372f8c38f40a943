package org.quorate.crmsh.demo;

import java.util.Collections;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.quorate.codec.JsonAt;

/**
 * What the story needs of a cluster's status.
 *
 * @param dc the node in charge; empty when none is known
 * @param presences node to {@code member}, {@code lost}, ...
 * @param places primitive to the node that runs it; absent while none does
 */
public record View(boolean isQuorate, boolean isSettled, String dc, SortedMap<String, String> presences,
        SortedSet<String> standby, SortedMap<String, String> places) {

    public static final View NOTHING = new View(false, false, "", new TreeMap<>(), new TreeSet<>(),
            new TreeMap<>());

    public View {
        presences = Collections.unmodifiableSortedMap(new TreeMap<>(presences));
        standby = Collections.unmodifiableSortedSet(new TreeSet<>(standby));
        places = Collections.unmodifiableSortedMap(new TreeMap<>(places));
    }

    public static View of(JsonAt status) {
        var presences = new TreeMap<String, String>();
        var standby = new TreeSet<String>();
        for (var node : status.list("nodes", each -> each)) {
            presences.put(node.text("node"), node.text("presence", ""));
            if (node.flag("standby", false)) {
                standby.add(node.text("node"));
            }
        }
        var places = new TreeMap<String, String>();
        for (var resource : status.list("resources", each -> each)) {
            var running = resource.list("running", place -> place.text("node"));
            if (resource.has("primitive") && !running.isEmpty()) {
                places.put(resource.text("primitive"), String.join(", ", running));
            }
        }
        return new View(status.field("quorum").flag("quorate", false), status.flag("settled", false),
                status.text("dc", ""), presences, standby, places);
    }

    public long members() {
        return presences.values().stream().filter("member"::equals).count();
    }

    public boolean isMember(String node) {
        return "member".equals(presences.get(node));
    }

    public String servicesOn(String node) {
        return String.join(", ",
                places.entrySet().stream().filter(place -> place.getValue().equals(node))
                        .map(place -> place.getKey())
                        .toList());
    }
}
