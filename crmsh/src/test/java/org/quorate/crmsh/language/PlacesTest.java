package org.quorate.crmsh.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.quorate.model.Problem;

class PlacesTest {

    private static final String TEXT = """
            primitive a ocf:quorate:Dumy
            primitive b ocf:quorate:Dummy \\
                params stat=/x
            group g a nothere
            property speling=1
            """;

    private final Places places = Places.of(TEXT);

    @Test
    void findsTheWordThatIsToBlame() {
        assertThat(located("primitive a", "there is no agent 'ocf:quorate:Dumy' here"))
                .isEqualTo("line 1, column 13: primitive a: there is no agent 'ocf:quorate:Dumy' here");
        assertThat(located("primitive b", "has no parameter 'stat'; did you mean 'state'?"))
                .startsWith("line 3, column 12: ");
        assertThat(located("group g", "there is no resource 'nothere'")).startsWith("line 4, column 11: ");
        assertThat(located("property speling", "there is no cluster option 'speling'"))
                .startsWith("line 5, column 10: ");
    }

    @Test
    void blamesTheStatementWhereNoWordIsQuoted() {
        assertThat(located("primitive b op monitor", "needs an interval"))
                .isEqualTo("line 2, column 1: primitive b op monitor: needs an interval");
    }

    @Test
    void leavesAloneWhatTheTextDoesNotSay() {
        assertThat(located("primitive c", "is wrong")).isEqualTo("primitive c: is wrong");
        assertThat(located("", "is wrong")).isEqualTo("is wrong");
    }

    @Test
    void knowsWhatIsDefinedAndSortsByLine() {
        assertThat(places.define("g")).isTrue();
        assertThat(places.define("nothere")).isFalse();
        assertThat(Places.inOrder(List.of(new Problem("node n", "x"), new Problem("line 10, column 1", "b"),
                new Problem("line 9, column 2", "a")))).extracting(Problem::message)
                .containsExactly("a", "b", "x");
    }

    private String located(String path, String message) {
        return places.locate(new Problem(path, message)).toString();
    }
}
