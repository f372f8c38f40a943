package org.quorate.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.quorate.state.Story.NOON;
import static org.quorate.state.Story.ORIGIN;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.quorate.membership.NodeName;
import org.quorate.state.NodeStatus.Kind;

/** Whatever is asked in whatever order, majorities of lists that may be in force have a voter in common. */
class VoterChangePropertyTest {

    private static final int COMMANDS = 400;
    private static final List<Voter> AT_SET_UP = List.of(voter(1), voter(2), voter(3));

    private ClusterState state = ClusterState.EMPTY;

    private static Voter voter(int node) {
        var host = "10.0.0." + node;
        return new Voter(new NodeName("n" + node), Kind.NODE, 1, host + ":7480", List.of(host + ":7481"));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void listsFollowEachOtherByOneVoterAndOnlyWhenSettled(long seed) {
        var random = new Random(seed);
        var numbers = new ArrayList<String>();
        for (int i = 0; i < COMMANDS; i++) {
            var before = state.voters();
            state = Apply.apply(state, i + 1, command(random, i)).state();
            var after = state.voters();
            if (before.areKnown() && after.version() != before.version()) {
                assertThat(after.version()).isEqualTo(before.version() + 1);
                assertThat(before.haveSettled()).as("seed %d, command %d", seed, i).isTrue();
                assertThat(after.former()).isEqualTo(before.names());
                assertMajoritiesMeet(before, after);
                after.listed().values().stream().filter(each -> each.since() == after.version())
                        .map(each -> each.voter().name() + "/" + each.voter().number()).forEach(numbers::add);
            }
            assertThat(after.listed().size()).isBetween(after.areKnown() ? 2 : 0, Voters.MOST);
        }
        assertThat(state.voters().version()).as("something happened").isGreaterThan(10);
        assertThat(numbers).as("no number returns").doesNotHaveDuplicates().isNotEmpty();
    }

    /** Of two lists any two majorities meet when together they are more than all voters there are. */
    private static void assertMajoritiesMeet(Voters one, Voters other) {
        var all = new TreeSet<>(identities(one));
        all.addAll(identities(other));
        int majorities = one.listed().size() / 2 + 1 + other.listed().size() / 2 + 1;
        assertThat(majorities).isGreaterThan(all.size());
    }

    /** Who returns under a name is another one. */
    private static List<String> identities(Voters voters) {
        return voters.listed().values().stream()
                .map(each -> each.voter().name() + "/" + each.voter().number() + "@" + each.since()).toList();
    }

    private Command command(RandomGenerator random, int number) {
        var node = random.nextInt(1, 10);
        var name = new NodeName("n" + node);
        var voters = state.voters();
        return switch (random.nextInt(7)) {
            case 0, 1 -> asked(number, new VoterChange.Add(name, Kind.NODE, voter(node).log(),
                    voter(node).heartbeats()));
            case 2 -> asked(number, new VoterChange.Remove(name));
            case 3 -> asked(number, new VoterChange.Replace(name, "", List.of()));
            case 4 -> new Command.VotersSettled(voters.version() - random.nextInt(2), NOON);
            default -> voters.awaited().isEmpty()
                    ? new Command.VotersSettled(voters.version(), NOON)
                    : new Command.VoterAdmitted(voters.version() - random.nextInt(2),
                            voters.awaited().getFirst().name(),
                            voters.awaited().getFirst().number() - random.nextInt(2), NOON);
        };
    }

    private static Command asked(int number, VoterChange change) {
        return new Command.ChangeVoters("key" + number, NOON, ORIGIN, -1, AT_SET_UP, change);
    }
}
