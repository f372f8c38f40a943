package org.quorate.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.quorate.state.Story.NOON;
import static org.quorate.state.Story.fresh;
import static org.quorate.state.Story.i;
import static org.quorate.state.Story.joined;
import static org.quorate.state.Story.lost;
import static org.quorate.state.Story.n;
import static org.quorate.state.Story.primitive;
import static org.quorate.state.Story.probe;
import static org.quorate.state.Story.property;
import static org.quorate.state.Story.r;
import static org.quorate.state.Story.start;
import static org.quorate.state.Story.stop;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.quorate.membership.Incarnation;
import org.quorate.model.ConfigurationEdit;

/**
 * For how long an owner may hold what it has, when what that depends on is changed while it runs. A node that
 * is cut off lives by what it last knew; who takes over must not count on more.
 */
class OwnerTermsTest {

    private static final Duration USUAL = Duration.ofMillis(515);

    private static Owner owner(Story story) {
        return story.resource("db").owners().getFirst();
    }

    private static void set(Story story, String name, String value) {
        assertThat(story.apply(story.edit(property(name, value)))).isInstanceOf(Outcome.Accepted.class);
    }

    private static void exclusivity(Story story, String value) {
        story.apply(story.edit(new ConfigurationEdit.SetMeta(r("db"), "exclusivity", value)));
    }

    @Test
    void whatWasStartedAtLeastOnceIsNotEndedByWaitingWhenItMayRunOnceOnly() {
        var story = Story.ofMembers(2).configure(primitive("db", "exclusivity", "at-least-one"))
                .started("n1", 1, "db");

        exclusivity(story, "at-most-one");

        assertThat(owner(story).isEndedByFencingAlone()).isTrue();
    }

    @Test
    void nobodyKnowsWhenAnOwnerLearnsThatItMayKeepWhatItHas() {
        var story = Story.ofMembers(2).started("n1", 1, "db");

        exclusivity(story, "at-least-one");

        assertThat(owner(story).isEndedByFencingAlone()).isTrue();
    }

    @Test
    void aNewStartIsUnderTheNewContract() {
        var story = Story.ofMembers(2).configure(primitive("db", "exclusivity", "at-least-one"))
                .started("n1", 1, "db");
        exclusivity(story, "at-most-one");

        story.adopt(fresh(stop("n1", 1, "db")), fresh(start("n1", 1, "db"), 1));
        story.ended(1, 0);
        story.ended(2, 0);

        assertThat(owner(story).takeoverWait()).isEqualTo(USUAL);
    }

    @Test
    void whoStartedWithoutAskingHasNotClearedTheOthers() {
        var story = Story.ofMembers(2).configure(primitive("db", "exclusivity", "at-least-one"))
                .started("n1", 1, "db");
        story.apply(lost("n1", 1));
        story.started("n2", 1, "db");

        exclusivity(story, "at-most-one");

        assertThat(story.owners("db")).isEqualTo("n1#1(lost) n2#1");
    }

    @Test
    void aNodeThatLooksMayNotKnowYetThatItMustLetGo() {
        var story = Story.ofMembers(2);
        set(story, "no-quorum-policy", "freeze");
        story.apply(joined("n1", 2));
        story.adopt(fresh(probe("n1", 2, "db")));
        set(story, "no-quorum-policy", "stop");

        story.ended(1, 0);

        assertThat(story.owners("db")).isEqualTo("n1#2");
        assertThat(owner(story).isEndedByFencingAlone()).isTrue();
    }

    @Test
    void aNodeThatLooksMayNotKnowYetThatItsLeaseIsShorter() {
        var story = Story.ofMembers(2);
        set(story, "failure-detection", "2s");
        story.apply(joined("n1", 2));
        story.adopt(fresh(probe("n1", 2, "db")));
        set(story, "failure-detection", "1s");

        story.ended(1, 0);

        assertThat(owner(story).takeoverWait()).isEqualTo(Duration.ofMillis(2060));
    }

    @Test
    void aNodeThatLooksMayNotKnowYetThatItMustRunOnceOnly() {
        var story = Story.ofMembers(2).configure(primitive("db", "exclusivity", "at-least-one"));
        story.apply(joined("n1", 2));
        story.adopt(fresh(probe("n1", 2, "db")));
        exclusivity(story, "at-most-one");

        story.ended(1, 0);

        assertThat(owner(story).isEndedByFencingAlone()).isTrue();
    }

    @Test
    void aNodeThatLooksAgainKeepsTheTermsThatItHas() {
        var story = Story.ofMembers(2);
        set(story, "no-quorum-policy", "freeze");
        set(story, "no-quorum-policy", "stop");
        story.started("n1", 1, "db");

        story.adopt(fresh(probe("n1", 1, "db")));
        story.ended(1, 0);

        assertThat(owner(story).takeoverWait()).isEqualTo(USUAL);
    }

    /** Asked to leave before it had looked, it knows nothing of what the life before left running. */
    @Test
    void aLifeThatLeavesSpeaksForItselfAlone() {
        var story = Story.ofMembers(2).started("n1", 1, "db");
        story.apply(joined("n1", 2));
        story.apply(new Command.NodeLeaving(n("n1"), i(2), NOON));
        story.apply(new Command.NodeLeft(n("n1"), i(2), NOON));

        assertThat(story.owners("db")).isEqualTo("n1#1(lost)");

        story.apply(new Command.ConfirmDead("dead", n("n1"), new Incarnation(2), Story.ORIGIN, NOON));
        assertThat(story.owners("db")).isEmpty();
    }

    @Test
    void aNextLifeIsUnderTheTermsSinceItJoined() {
        var story = Story.ofMembers(2);
        set(story, "no-quorum-policy", "freeze");
        set(story, "no-quorum-policy", "stop");
        story.apply(joined("n1", 2));

        story.adopt(fresh(probe("n1", 2, "db")));
        story.ended(1, 0);

        assertThat(owner(story).takeoverWait()).isEqualTo(USUAL);
    }

    @Test
    void whileItsDaemonRestartsALongerLeaseComesOnTopOfTheWindow() {
        var story = Story.ofMembers(2).started("n1", 1, "db");
        story.apply(new Command.NodeRestarting(n("n1"), i(1), Duration.ofSeconds(60), NOON));

        set(story, "failure-detection", "10s");

        assertThat(owner(story).takeoverWait()).isGreaterThanOrEqualTo(Duration.ofMillis(10_300 + 61_800));
    }

    @Test
    void whatALostNodeKeepsWithoutQuorumItKeepsWhenFencingIsSwitchedOnLater() {
        var story = Story.ofMembers(2);
        set(story, "fencing-enabled", "false");
        set(story, "no-quorum-policy", "freeze");
        story.started("n1", 1, "db");
        story.apply(lost("n1", 1));

        set(story, "fencing-enabled", "true");

        assertThat(owner(story).isEndedByFencingAlone()).isTrue();
    }

    @Test
    void anAgentIsNotExchangedWhileWhatTheOldOneStartedMayRun() {
        var story = Story.ofMembers(2).started("n1", 1, "db");
        var other = new org.quorate.model.Resource.Primitive(r("db"),
                new org.quorate.model.AgentName("ocf", "quorate", "Filesystem"), java.util.List.of(),
                java.util.List.of(), java.util.List.of());

        assertThat(story.apply(story.edit(new ConfigurationEdit.PutResource(other))).toString())
                .contains("Refused", "resource db", "ocf:quorate:Dummy", "crm resource stop db");

        story.adopt(fresh(stop("n1", 1, "db")));
        story.ended(1, 0);
        assertThat(story.apply(story.edit(new ConfigurationEdit.PutResource(other))))
                .isInstanceOf(Outcome.Accepted.class);
    }

    @Test
    void norIsItWhenTheResourceWasDeletedAndComesBackUnderItsName() {
        var story = Story.ofMembers(2).started("n1", 1, "db");
        story.delete("db");
        var other = new org.quorate.model.Resource.Primitive(r("db"),
                new org.quorate.model.AgentName("ocf", "quorate", "Filesystem"), java.util.List.of(),
                java.util.List.of(), java.util.List.of());

        assertThat(story.apply(story.edit(new ConfigurationEdit.PutResource(other))))
                .isInstanceOf(Outcome.Refused.class);
    }

    @Test
    void failureDetectionIsNotLoweredSoFarThatLeasesEndAtOnce() {
        var story = Story.ofMembers(2).started("n1", 1, "db");
        set(story, "failure-detection", "10s");

        assertThat(story.apply(story.edit(property("failure-detection", "3999ms"))).toString())
                .contains("Refused", "failure-detection", "no lower than 4000 ms");
        set(story, "failure-detection", "4s");
        assertThat(owner(story).takeoverWait()).isEqualTo(Duration.ofMillis(10_300));
    }

    @Test
    void whereNothingRunsFailureDetectionIsSetAtWill() {
        var story = Story.ofMembers(2);
        set(story, "failure-detection", "60s");

        set(story, "failure-detection", "200ms");

        assertThat(story.state().configuration().property("failure-detection")).contains("200ms");
    }
}
