package org.quorate.simulation.exhaustive;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import org.quorate.membership.NodeName;
import org.quorate.membership.Standings;
import org.quorate.simulation.Seams;
import org.quorate.simulation.exhaustive.Agreed.Content;
import org.quorate.state.ClusterState;
import org.quorate.state.Command;
import org.quorate.state.Outcome;
import org.quorate.state.Roll;

/** All logs that can come about; the log itself is taken to be right, each entry is applied once. */
final class Journal {

    private record Follower(Agreed before, Content content) {}

    /** @param entry missing where the entry would change nothing: then it is left out */
    record Appended(Optional<Agreed> entry, Outcome outcome) {}

    private final Seams seams;
    private final SortedSet<NodeName> voters;
    private final Map<Follower, Appended> known = new HashMap<>();
    private int numbers;

    Journal(Seams seams, SortedSet<NodeName> voters) {
        this.seams = seams;
        this.voters = voters;
    }

    Agreed empty() {
        return new Agreed(numbers++, null, 0, -1, new Agreed.Nothing(), ClusterState.EMPTY,
                new Standings(-1, new TreeMap<>(), 0, voters));
    }

    Appended append(Agreed newest, Command command) {
        return known.computeIfAbsent(new Follower(newest, new Agreed.Ordered(command)),
                _ -> applied(newest, command));
    }

    private Appended applied(Agreed newest, Command command) {
        long index = newest.index() + 1;
        var applied = seams.apply(newest.state(), index, command);
        if (!(applied.outcome() instanceof Outcome.Accepted)) {
            return new Appended(Optional.empty(), applied.outcome());
        }
        return new Appended(Optional.of(new Agreed(numbers++, newest, index, index,
                new Agreed.Ordered(command), applied.state(), Roll.standings(applied.state(), voters))),
                applied.outcome());
    }

    Agreed append(Agreed newest, Agreed.Token token) {
        return known.computeIfAbsent(new Follower(newest, token), _ -> new Appended(Optional.of(new Agreed(
                numbers++, newest, newest.index() + 1, newest.commandIndex(), token, newest.state(),
                newest.standings())), new Outcome.Accepted(newest.index() + 1))).entry().orElseThrow();
    }
}
