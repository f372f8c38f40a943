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
import org.quorate.membership.Timings;
import org.quorate.membership.VoterList;

/**
 * A small replicated state for tests: lines "join n 5", "lost n 5" make standings, a line "voters 2 a=0 b=2"
 * makes a list, with since when each has voted; all other lines are kept.
 */
final class Roster implements AgreedState {

    private static final Pattern STANDING = Pattern.compile("(join|lost) (\\S+) (\\d+)");

    private static final Pattern VOTER = Pattern.compile("(\\S+)=(\\d+)");
    private static final Pattern VOTERS = Pattern.compile("voters (\\d+)((?: \\S+=\\d+)+)");

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
        return new Standings(index, nodes, list(), Timings.DEFAULT);
    }

    private VoterList list() {
        var list = VoterList.settled(0, voters);
        for (var line : lines) {
            var words = VOTERS.matcher(line);
            if (words.matches()) {
                var since = new TreeMap<NodeName, Long>();
                var voter = VOTER.matcher(words.group(2));
                while (voter.find()) {
                    since.put(new NodeName(voter.group(1)), Long.valueOf(voter.group(2)));
                }
                list = new VoterList(Long.parseLong(words.group(1)), since, list.names(),
                        Timings.DEFAULT.takeoverWait());
            }
        }
        return list;
    }
}
