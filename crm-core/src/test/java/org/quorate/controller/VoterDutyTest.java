package org.quorate.controller;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.quorate.membership.HostPort;
import org.quorate.membership.LogPeer;
import org.quorate.membership.NodeName;
import org.quorate.state.Apply;
import org.quorate.state.ClusterState;
import org.quorate.state.Command;
import org.quorate.state.ConfigurationChange.Origin;
import org.quorate.state.NodeStatus.Kind;
import org.quorate.state.Voter;
import org.quorate.state.VoterChange;

/** How a change of voters is carried through, whoever is DC. */
class VoterDutyTest {

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final NodeName N3 = new NodeName("n3");
    private static final NodeName N4 = new NodeName("n4");

    private ClusterState state = ClusterState.EMPTY;
    private SortedSet<LogPeer> peers = new TreeSet<>(List.of(peer("n1", 1), peer("n2", 1), peer("n3", 1)));
    private final SortedSet<NodeName> silent = new TreeSet<>();
    private final List<String> story = new ArrayList<>();

    private static Voter voter(String name) {
        return new Voter(new NodeName(name), Kind.NODE, 1, name + ":7480", List.of(name + ":7481"));
    }

    private static LogPeer peer(String name, int number) {
        return new LogPeer(new NodeName(name), number, new HostPort(name, 7480));
    }

    private void apply(Command command) {
        state = Apply.apply(state, state.position().index() + 1, command).state();
    }

    private void ask(VoterChange change) {
        ask("key", change);
    }

    private void ask(String key, VoterChange change) {
        apply(new Command.ChangeVoters(key, NOON, new Origin("root", "n1", "crm"), -1,
                List.of(voter("n1"), voter("n2"), voter("n3")), change));
    }

    private VoterDuty next(long settled) {
        var answering = new TreeSet<>(state.voters().names());
        answering.removeAll(silent);
        return VoterDuty.next(state.voters(), peers, new VoterDuty.Seen(settled, answering), NOON);
    }

    /** Does whatever is to be done, as DCs would that come and go, until nothing is left. */
    private void carryThrough() {
        for (int i = 0; i < 20; i++) {
            switch (next(state.voters().version())) {
                case VoterDuty.Nothing _,VoterDuty.Waits _ -> {
                    return;
                }
                case VoterDuty.ChangePeers(var from, var to) -> {
                    assertThat(from).isEqualTo(peers);
                    peers = to;
                    story.add("peers " + to);
                }
                case VoterDuty.Propose(var command) -> {
                    apply(command);
                    story.add(command instanceof Command.VotersSettled
                            ? "settled"
                            : "voters " + state.voters().names());
                }
            }
            assertNoListIsAheadOfThePeers();
        }
        throw new AssertionError("it has no end: " + story);
    }

    private void assertNoListIsAheadOfThePeers() {
        state.voters().listed().values().forEach(
                each -> assertThat(peers).contains(peer(each.voter().name().value(), each.voter().number())));
        assertThat(peers.size() - state.voters().listed().size()).isBetween(0, 1);
    }

    @Test
    void oneThatComesHasAReplicaBeforeItVotes() {
        ask(new VoterChange.Add(N4, Kind.NODE, "n4:7480", List.of("n4:7481")));

        carryThrough();

        assertThat(story).containsExactly("peers [n1/1, n2/1, n3/1, n4/1]", "voters [n1, n2, n3, n4]",
                "settled");
    }

    @Test
    void oneIsTakenInOnlyWhenThePresentOnesWouldBeAMajorityOfTheLargerListByThemselves() {
        ask(new VoterChange.Add(N4, Kind.NODE, "n4:7480", List.of("n4:7481")));
        silent.add(N3);

        assertThat(next(1)).isInstanceOf(VoterDuty.Waits.class).asString()
                .contains("of the 4 voters", "3 that vote already", "[n1, n2]", "crm cluster remove");
        silent.clear();
        assertThat(next(1)).isInstanceOf(VoterDuty.ChangePeers.class);
    }

    @Test
    void oneThatHasAReplicaVotesOnlyWhenThePresentOnesWouldBeAMajorityByThemselves() {
        ask(new VoterChange.Add(N4, Kind.NODE, "n4:7480", List.of("n4:7481")));
        peers.add(peer("n4", 1));
        silent.add(N3);

        assertThat(next(1)).isInstanceOf(VoterDuty.Waits.class);
        silent.clear();
        assertThat(next(1)).isEqualTo(new VoterDuty.Propose(new Command.VoterAdmitted(1, N4, 1, NOON)));
    }

    @Test
    void oneThatIsMissingGoesWhileAnotherIsAwaitedWhichThenComes() {
        ask("come", new VoterChange.Add(N4, Kind.NODE, "n4:7480", List.of("n4:7481")));
        silent.add(N3);

        ask("go", new VoterChange.Remove(N3));
        carryThrough();

        assertThat(story).containsExactly("peers [n1/1, n2/1]", "settled", "peers [n1/1, n2/1, n4/1]",
                "voters [n1, n2, n4]", "settled");
    }

    @Test
    void twoOfTwoSufficeForAThirdAndOneAloneForASecond() {
        ask(new VoterChange.Remove(N3));
        carryThrough();
        ask("again", new VoterChange.Add(N4, Kind.NODE, "n4:7480", List.of("n4:7481")));
        silent.add(new NodeName("n2"));
        assertThat(next(2)).isInstanceOf(VoterDuty.Waits.class);
        silent.clear();
        assertThat(next(2)).isInstanceOf(VoterDuty.ChangePeers.class);

        state = ClusterState.EMPTY;
        peers = new TreeSet<>(List.of(peer("n1", 1)));
        apply(new Command.ChangeVoters("first", NOON, new Origin("root", "n1", "crm"), -1,
                List.of(voter("n1")),
                new VoterChange.Add(N4, Kind.NODE, "n4:7480", List.of("n4:7481"))));
        assertThat(next(1)).isInstanceOf(VoterDuty.ChangePeers.class);
    }

    @Test
    void oneThatGoesVotesNoMoreBeforeItsReplicaGoes() {
        ask(new VoterChange.Remove(N3));

        carryThrough();

        assertThat(story).containsExactly("peers [n1/1, n2/1]", "settled");
        assertThat(state.voters().names()).hasSize(2);
    }

    @Test
    void oneThatReturnsIsAnotherReplica() {
        ask(new VoterChange.Replace(N3, "", List.of()));

        carryThrough();

        assertThat(story).containsExactly("peers [n1/1, n2/1]", "settled", "peers [n1/1, n2/1, n3/2]",
                "voters [n1, n2, n3]", "settled");
    }

    @Test
    void whileTheOldOneHasNotSettledTheNewOneIsNotTakenIn() {
        ask(new VoterChange.Replace(N3, "", List.of()));
        peers = new TreeSet<>(List.of(peer("n1", 1), peer("n2", 1)));

        assertThat(next(-1)).isEqualTo(new VoterDuty.Nothing());
        assertThat(next(1)).isEqualTo(new VoterDuty.Nothing());
        assertThat(next(2)).isEqualTo(new VoterDuty.Propose(new Command.VotersSettled(2, NOON)));
        apply(new Command.VotersSettled(2, NOON));
        assertThat(next(2)).isInstanceOf(VoterDuty.ChangePeers.class);
    }

    @Test
    void oneThatIsGivenUpLeavesNoReplicaBehind() {
        ask(new VoterChange.Add(N4, Kind.NODE, "n4:7480", List.of("n4:7481")));
        peers.add(peer("n4", 1));
        apply(new Command.ChangeVoters("give up", NOON, new Origin("root", "n1", "crm"), -1, List.of(),
                new VoterChange.Remove(N4)));

        carryThrough();

        assertThat(story).containsExactly("peers [n1/1, n2/1, n3/1]");
    }

    @Test
    void nothingIsDoneWhileTheReplicasChangeOrTheLogSaysNothingOfVoters() {
        assertThat(next(1)).isEqualTo(new VoterDuty.Nothing());
        ask(new VoterChange.Remove(N3));
        peers = new TreeSet<>();

        assertThat(next(2)).isEqualTo(new VoterDuty.Nothing());
    }

    @Test
    void isOpenUntilAllIsDone() {
        assertThat(VoterDuty.isOpen(state.voters(), peers)).isFalse();
        ask(new VoterChange.Remove(N3));
        assertThat(VoterDuty.isOpen(state.voters(), peers)).isTrue();

        carryThrough();

        assertThat(VoterDuty.isOpen(state.voters(), peers)).isFalse();
    }
}
