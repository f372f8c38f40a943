package org.quorate.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.quorate.state.Story.NOON;
import static org.quorate.state.Story.ORIGIN;
import static org.quorate.state.Story.fresh;
import static org.quorate.state.Story.primitive;
import static org.quorate.state.Story.probe;
import static org.quorate.state.Story.property;
import static org.quorate.state.Story.r;
import static org.quorate.state.Story.stop;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.quorate.model.ConfigurationEdit;
import org.quorate.model.ConfigurationEdit.PutResource;

/** Changes of the configuration: whole, valid, or not at all. */
class ConfigurationChangeTest {

    private final Story story = Story.ofMembers(2);

    private Outcome edit(long baseVersion, ConfigurationEdit... edits) {
        return story.apply(new Command.EditConfiguration("e" + story.state().position().index(), NOON, ORIGIN,
                "why", baseVersion, List.of(edits)));
    }

    @Test
    void keepsWhoWhenWhyAndWhat() {
        edit(1, new PutResource(primitive("web")));

        assertThat(story.state().cib().version()).isEqualTo(2);
        assertThat(story.state().cib().history().getLast()).isEqualTo(
                new ConfigurationChange(2, NOON, ORIGIN, "why", List.of(new PutResource(primitive("web")))));
    }

    @Test
    void refusesAnEditOfAnotherVersion() {
        var outcome = edit(0, new PutResource(primitive("web")));

        assertThat(outcome).isInstanceOf(Outcome.Refused.class);
        assertThat(story.state().configuration().primitive(r("web"))).isEmpty();
    }

    @Test
    void appliesAllEditsOrNone() {
        var before = story.state().cib();

        var outcome = edit(-1, new PutResource(primitive("web")),
                new ConfigurationEdit.Delete(List.of(r("nothing"))));

        assertThat(outcome).isInstanceOf(Outcome.Refused.class);
        assertThat(story.state().cib()).isEqualTo(before);
    }

    @Test
    void refusesWhatDoesNotValidate() {
        var outcome = edit(-1, new PutResource(Story.group("site", "db", "nobody")));

        assertThat(outcome).isInstanceOf(Outcome.Refused.class);
        assertThat(story.state().cib().version()).isEqualTo(1);
    }

    @Test
    void keepsABoundedHistory() {
        for (var change = 0; change < VersionedConfiguration.HISTORY + 20; change++) {
            edit(-1, new ConfigurationEdit.SetMeta(r("db"), "priority", Integer.toString(change)));
        }

        assertThat(story.state().cib().history()).hasSize(VersionedConfiguration.HISTORY);
        assertThat(story.state().cib().history().getLast().version())
                .isEqualTo(story.state().cib().version());
    }

    @Test
    void keepsTheDefinitionOfWhatWasRemovedWhileItRuns() {
        story.started("n1", 1, "db");

        story.delete("db");

        assertThat(story.state().configuration().primitive(r("db"))).isEmpty();
        assertThat(story.state().definition(r("db"))).contains(primitive("db"));
    }

    @Test
    void forgetsWhatWasRemovedWhenItHasStopped() {
        story.started("n1", 1, "db");
        story.delete("db");
        story.adopt(fresh(stop("n1", 1, "db")));

        story.ended(1, 0);

        assertThat(story.state().definition(r("db"))).isEmpty();
        assertThat(story.state().resources()).doesNotContainKey(r("db"));
    }

    @Test
    void keepsTheDefinitionOfWhatWasRemovedWhileAnActionNeedsIt() {
        story.adopt(fresh(probe("n1", 1, "db")));

        story.delete("db");
        assertThat(story.state().definition(r("db"))).isPresent();
        story.ended(1, 7);

        assertThat(story.state().definition(r("db"))).isEmpty();
    }

    @Test
    void whatWasRemovedAndFoundRunningIsStillKnown() {
        story.adopt(fresh(probe("n1", 1, "db")));
        story.delete("db");

        story.ended(1, 0);

        assertThat(story.owners("db")).isEqualTo("n1#1");
        assertThat(story.state().definition(r("db"))).isPresent();
    }

    @Test
    void whatComesBackIsDefinedAnew() {
        story.started("n1", 1, "db");
        story.delete("db");

        story.configure(primitive("db", "priority", "5"));

        assertThat(story.state().cib().removed()).isEmpty();
        assertThat(story.state().definition(r("db"))).contains(primitive("db", "priority", "5"));
    }

    @Test
    void noFailureDetectionMakesItFail() {
        var beyond = new ConfigurationEdit.Replace(story.state().configuration()
                .withProperties(List.of(org.quorate.model.NvSet.of(
                        java.util.Map.of("failure-detection", "1ms")))));

        story.apply(story.edit(beyond));
        story.apply(story.edit(property("failure-detection", "1h")));

        assertThat(Owners.timings(beyond.configuration()).deadAfter()).isEqualTo(Duration.ofMillis(200));
    }
}
