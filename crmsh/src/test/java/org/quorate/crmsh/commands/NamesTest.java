package org.quorate.crmsh.commands;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.quorate.crmsh.language.Printer;

class NamesTest {

    private static final List<String> NAMES = List.of("show", "save", "set", "refresh", "restart");

    @Test
    void prefersTheSameThenTheOnlyBeginning() {
        assertThat(Names.match("set", NAMES)).isEqualTo(new Names.Match.One("set"));
        assertThat(Names.match("sh", NAMES)).isEqualTo(new Names.Match.One("show"));
        assertThat(Names.match("rfrsh", NAMES)).isEqualTo(new Names.Match.None("; did you mean 'refresh'?"));
        assertThat(Names.match("re", NAMES)).isEqualTo(new Names.Match.Several(List.of("refresh",
                "restart")));
        assertThat(Names.match("shwo", NAMES)).isEqualTo(new Names.Match.None("; did you mean 'show'?"));
    }

    @Test
    void selectsByGlobTypeAndKeyword() {
        var web = new Printer.Entry("web-1", "primitive", "");

        assertThat(new Selection(List.of("web*")).takes(web)).isTrue();
        assertThat(new Selection(List.of("w?b-1")).takes(web)).isTrue();
        assertThat(new Selection(List.of("type:primitive")).takes(web)).isTrue();
        assertThat(new Selection(List.of("group")).takes(web)).isFalse();
        assertThat(new Selection(List.of("web")).takes(web)).isFalse();
    }

    @Test
    void findsTheLinesThatDiffer() {
        assertThat(TextDiff.lines("a\nb\nc\n", "a\nx\nc\nd\n")).containsExactly("-b", "+x", "+d");
        assertThat(TextDiff.lines("a\n", "a\n")).isEmpty();
    }
}
