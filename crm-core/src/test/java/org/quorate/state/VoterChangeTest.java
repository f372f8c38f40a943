package org.quorate.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.quorate.state.Story.NOON;
import static org.quorate.state.Story.ORIGIN;

import java.time.Duration;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.quorate.membership.Incarnation;
import org.quorate.membership.NodeName;
import org.quorate.model.ConfigurationEdit;
import org.quorate.model.ResourceId;
import org.quorate.state.NodeStatus.Kind;

/** Who votes: one comes, goes or returns at a time, and each change waits until the last one has settled. */
class VoterChangeTest {

    private static final NodeName N1 = new NodeName("n1");
    private static final NodeName N3 = new NodeName("n3");
    private static final NodeName N4 = new NodeName("n4");
    private static final List<Voter> AT_SET_UP = List.of(voter("n1", 1), voter("n2", 1), voter("n3", 1));

    private final Story story = Story.ofMembers(3);
    private int keys;

    private static Voter voter(String name, int number) {
        var host = "10.0.0." + name.substring(1);
        return new Voter(new NodeName(name), Kind.NODE, number, host + ":7480", List.of(host + ":7481"));
    }

    private static VoterChange.Add add(String name) {
        var voter = voter(name, 1);
        return new VoterChange.Add(voter.name(), Kind.NODE, voter.log(), voter.heartbeats());
    }

    private static VoterChange.Remove remove(String name) {
        return new VoterChange.Remove(new NodeName(name));
    }

    private static VoterChange.Replace replace(String name) {
        return new VoterChange.Replace(new NodeName(name), "", List.of());
    }

    private Outcome ask(VoterChange change) {
        return ask(change, -1);
    }

    private Outcome ask(VoterChange change, long base) {
        return story.apply(
                new Command.ChangeVoters("voters" + keys++, NOON, ORIGIN, base, AT_SET_UP, change));
    }

    private Outcome settle() {
        return story.apply(new Command.VotersSettled(voters().version(), NOON));
    }

    private Outcome admit(NodeName name, int number) {
        return story.apply(new Command.VoterAdmitted(voters().version(), name, number, NOON));
    }

    private void lose(String name) {
        story.apply(new Command.NodeLost(new NodeName(name), new Incarnation(1), "test", NOON));
    }

    private Voters voters() {
        return story.state().voters();
    }

    private static String why(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Refused.class);
        return ((Outcome.Refused) outcome).problems().toString();
    }

    private static void accepted(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Accepted.class);
    }

    @Test
    void whileTheLogSaysNothingTheListIsThatOfTheSettings() {
        var standings = Roll.standings(story.state(), new TreeSet<>(List.of(N1, N3)));

        assertThat(voters().areKnown()).isFalse();
        assertThat(standings.votersVersion()).isEqualTo(1);
        assertThat(standings.voters()).containsExactly(N1, N3);
        assertThat(standings.list().former()).isEmpty();
    }

    @Test
    void oneThatComesVotesOnlyWhenItsReplicaIsComplete() {
        accepted(ask(add("n4")));
        assertThat(voters().version()).isEqualTo(1);
        assertThat(voters().names()).doesNotContain(N4);
        assertThat(voters().awaited()).containsExactly(voter("n4", 1));

        accepted(admit(N4, 1));

        assertThat(voters().version()).isEqualTo(2);
        assertThat(voters().listed().get(N4)).isEqualTo(new Voters.Listed(voter("n4", 1), 2));
        assertThat(voters().former()).hasSize(3).doesNotContain(N4);
        assertThat(voters().awaited()).isEmpty();
        assertThat(Roll.standings(story.state(), new TreeSet<>(List.of(N1))).list().since())
                .containsEntry(N4, 2L)
                .containsEntry(N1, 0L);
    }

    @Test
    void theNextChangeWaitsUntilTheLastOneHasSettled() {
        ask(add("n4"));
        admit(N4, 1);

        assertThat(why(ask(add("n5")))).contains("has not settled yet");
        accepted(settle());
        accepted(ask(add("n5")));
    }

    @Test
    void noVoterIsAdmittedBeforeTheLastChangeHasSettled() {
        lose("n3");
        accepted(ask(replace("n3")));

        assertThat(why(admit(N3, 2))).contains("has not settled yet");
        settle();
        accepted(admit(N3, 2));
    }

    @Test
    void onlyTheNewestListSettles() {
        ask(add("n4"));
        admit(N4, 1);

        story.apply(new Command.VotersSettled(1, NOON));

        assertThat(voters().haveSettled()).isFalse();
        accepted(settle());
        assertThat(settle()).isInstanceOf(Outcome.Duplicate.class);
    }

    @Test
    void aChangeAskedOfAnotherVersionIsRefused() {
        assertThat(why(ask(add("n4"), 7))).contains("version 1, not 7");
        accepted(ask(add("n4"), 1));
    }

    @Test
    void aSecondOneIsNotAwaitedBesideTheFirst() {
        ask(add("n4"));

        assertThat(why(ask(add("n5")))).contains("n4 is still awaited");
        assertThat(why(ask(add("n4")))).contains("is awaited already");
    }

    @Test
    void oneThatIsAwaitedCanBeGivenUpAndItsNumberIsUsedUp() {
        ask(add("n4"));

        accepted(ask(remove("n4")));
        accepted(ask(add("n4")));

        assertThat(voters().awaited()).containsExactly(voter("n4", 2));
        assertThat(voters().version()).isEqualTo(1);
    }

    @Test
    void aMemberIsNotRemoved() {
        assertThat(why(ask(remove("n3")))).contains("is a member").contains("crm cluster stop");
        assertThat(voters().areKnown()).isFalse();
    }

    @Test
    void aNodeThatMayStillRunSomethingIsNotRemoved() {
        story.started("n3", 1, "db");
        lose("n3");

        assertThat(why(ask(remove("n3")))).contains("may still run db").contains("confirm-dead n3");
        assertThat(why(ask(replace("n3")))).contains("may still run db");
        story.apply(new Command.ConfirmDead("dead", N3, new Incarnation(1), ORIGIN, NOON));
        accepted(ask(remove("n3")));
    }

    /** Nothing starts it elsewhere while it runs there, so nothing would ever take it from the lost one. */
    @Test
    void whatMayRunOnSeveralNodesKeepsNobody() {
        story.started("n3", 1, "db");
        story.apply(story.edit(new ConfigurationEdit.SetMeta(new ResourceId("db"), "exclusivity",
                "at-least-one")));
        lose("n3");

        accepted(ask(replace("n3")));
    }

    @Test
    void oneThatWentVotesNoMoreAndCannotJoin() {
        lose("n3");

        accepted(ask(remove("n3")));

        assertThat(voters().names()).doesNotContain(N3);
        assertThat(voters().former()).contains(N3);
        assertThat(why(story.apply(Story.joined("n3", 2)))).contains("not among the voters");
    }

    @Test
    void oneOfTwoCannotGoBecauseNobodyCouldSettleThat() {
        lose("n3");
        ask(remove("n3"));
        settle();
        lose("n2");

        assertThat(why(ask(remove("n2")))).contains("none of 2 voters can go");
        assertThat(why(ask(replace("n2")))).contains("none of 2 voters can go");
    }

    /** In one step {1,2,3} and {1,2,3'} have majorities, {2,3} and {1,3'}, that share no voter. */
    @Test
    void oneThatReturnsGoesFirstAndComesUnderTheNextNumberAfterThat() {
        lose("n3");

        accepted(ask(replace("n3")));
        assertThat(voters().version()).isEqualTo(2);
        assertThat(voters().names()).containsExactly(N1, new NodeName("n2"));
        assertThat(voters().awaited()).containsExactly(voter("n3", 2));
        settle();
        accepted(admit(N3, 2));

        assertThat(voters().version()).isEqualTo(3);
        assertThat(voters().listed().get(N3)).isEqualTo(new Voters.Listed(voter("n3", 2), 3));
        accepted(story.apply(Story.joined("n3", 2)));
    }

    @Test
    void oneThatIsAwaitedAndLostItsDataAgainReturnsUnderTheNumberAfter() {
        lose("n3");
        ask(replace("n3"));

        accepted(ask(replace("n3")));

        assertThat(voters().awaited()).containsExactly(voter("n3", 3));
        assertThat(why(admit(N3, 2))).contains("not awaited under number 2");
    }

    @Test
    void aNodeThatWasRemovedReturnsUnderTheNumberAfterItsLast() {
        lose("n3");
        ask(remove("n3"));
        settle();

        ask(add("n3"));

        assertThat(voters().awaited()).containsExactly(voter("n3", 2));
    }

    @Test
    void oneThatReturnsElsewhereHasItsNewPlace() {
        lose("n3");

        ask(new VoterChange.Replace(N3, "10.0.0.33:7480", List.of("10.0.0.33:7481")));

        assertThat(voters().awaited().getFirst().log()).isEqualTo("10.0.0.33:7480");
    }

    @Test
    void wrongPlacesAreNamedAllAtOnce() {
        var outcome = ask(new VoterChange.Add(N4, Kind.NODE, "10.0.0.1:7480", List.of("somewhere", "x:1")));

        assertThat(why(outcome)).contains("'somewhere' is not an address")
                .contains("has 2 heartbeat addresses, n1 has 1")
                .contains("has the address 10.0.0.1:7480 of n1");
    }

    @Test
    void anUnknownNameIsToldWithTheNearest() {
        assertThat(why(ask(remove("n33")))).contains("is not among the voters").contains("n3");
    }

    @Test
    void moreThanSevenAreNot() {
        for (int i = 4; i <= 7; i++) {
            ask(add("n" + i));
            admit(new NodeName("n" + i), 1);
            settle();
        }

        assertThat(why(ask(add("n8")))).contains("7 voters");
    }

    @Test
    void theSameRequestTwiceChangesOnce() {
        var command = new Command.ChangeVoters("once", NOON, ORIGIN, -1, AT_SET_UP, add("n4"));
        accepted(story.apply(command));

        assertThat(story.apply(command)).isInstanceOf(Outcome.Duplicate.class);
    }

    /** A planned restart lets its node hold what it has for longer, so the lists wait longer too. */
    @Test
    void aChangeSettlesOnlyAfterTheLongestThatSomebodyMayHoldSomething() {
        story.started("n1", 1, "db");
        ask(add("n4"));
        var before = Roll.standings(story.state(), new TreeSet<>(List.of(N1))).list().settleWait();

        story.apply(new Command.NodeRestarting(N1, new Incarnation(1), Duration.ofSeconds(60), NOON));

        assertThat(before).isEqualTo(Duration.ofMillis(515));
        assertThat(Roll.standings(story.state(), new TreeSet<>(List.of(N1))).list().settleWait())
                .isGreaterThan(Duration.ofSeconds(60));
    }
}
