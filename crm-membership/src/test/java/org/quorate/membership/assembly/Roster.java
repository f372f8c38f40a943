package org.quorate.membership.assembly;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.quorate.membership.AgreedState;
import org.quorate.membership.Incarnation;
import org.quorate.membership.Membership;
import org.quorate.membership.NodeName;
import org.quorate.membership.NodeStanding;
import org.quorate.membership.Standing;
import org.quorate.membership.Standings;

/**
 * A small replicated state for tests: lines "join n 5", "lost n 5" make standings, all other lines are kept.
 */
final class Roster implements AgreedState {

    private static final Pattern STANDING = Pattern.compile("(join|lost) (\\S+) (\\d+)");

    private final SortedSet<NodeName> voters;
    private final List<String> lines = new ArrayList<>();
    private long index = -1;
    private @Nullable Membership membership;

    Roster(SortedSet<NodeName> voters) {
        this.voters = voters;
    }

    synchronized void feed(Membership to) {
        membership = to;
        to.standings(standings());
    }

    @Override
    public synchronized byte[] apply(long at, byte[] command) {
        var line = new String(command, UTF_8);
        lines.add(line.length() > 100 ? line.substring(0, 100) : line);
        index = at;
        tell();
        return ("done " + lines.size()).getBytes(UTF_8);
    }

    @Override
    public synchronized byte[] snapshot() {
        return (index + "\n" + String.join("\n", lines)).getBytes(UTF_8);
    }

    @Override
    public synchronized long restore(long at, byte[] snapshot) {
        lines.clear();
        new String(snapshot, UTF_8).lines().forEach(lines::add);
        index = Long.parseLong(lines.removeFirst());
        tell();
        return index;
    }

    private void tell() {
        if (membership != null) {
            membership.standings(standings());
        }
    }

    synchronized List<String> lines() {
        return List.copyOf(lines);
    }

    synchronized long index() {
        return index;
    }

    private Standings standings() {
        var nodes = new TreeMap<NodeName, NodeStanding>();
        for (var line : lines) {
            var words = STANDING.matcher(line);
            if (words.matches()) {
                nodes.put(new NodeName(words.group(2)),
                        new NodeStanding(new Incarnation(Long.parseLong(words.group(3))),
                                words.group(1).equals("join") ? Standing.MEMBER : Standing.LOST));
            }
        }
        return new Standings(index, nodes, 0, voters);
    }
}
