package org.quorate.crmsh.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class LexerTest {

    private static List<List<String>> words(String text) {
        return Lexer.lex(text).lines().stream().map(line -> line.stream().map(Token::text).toList()).toList();
    }

    @Test
    void joinsLinesThatEndInBackslash() {
        assertThat(words("primitive a Dummy \\\n\tmeta x=1\ngroup g a"))
                .containsExactly(List.of("primitive", "a", "Dummy", "meta", "x=1"),
                        List.of("group", "g", "a"));
    }

    @Test
    void skipsCommentsAndBlankLinesButNotAttributesWithHash() {
        assertThat(words("# first\n\n  # second\nlocation l a rule #uname eq n1\n"))
                .containsExactly(List.of("location", "l", "a", "rule", "#uname", "eq", "n1"));
    }

    @Test
    void unquotesAsAShellDoes() {
        assertThat(words("a=\"x y\" b='\"' c=\\ d \"\" e=\"q\\\"q\\\\n\\n\""))
                .containsExactly(List.of("a=x y", "b=\"", "c= d", "", "e=q\"q\\n\\n"));
    }

    @Test
    void keepsThePlaceOfEveryWord() {
        var line = Lexer.lex("\n  a \\\n   bb c").lines().getFirst();

        assertThat(line).extracting(Token::line).containsExactly(2, 3, 3);
        assertThat(line).extracting(Token::column).containsExactly(3, 4, 7);
    }

    @Test
    void readsWindowsLineEnds() {
        assertThat(words("a \\\r\n b\r\nc")).containsExactly(List.of("a", "b"), List.of("c"));
    }

    @Test
    void reportsAQuoteThatIsNeverClosedAndGoesOnWithTheNextLine() {
        var lexed = Lexer.lex("a \"b c\nd e");

        assertThat(lexed.problems()).singleElement().extracting(Object::toString)
                .isEqualTo("line 1, column 3: the quote \" opened here is never closed");
        assertThat(lexed.lines()).hasSize(2);
    }
}
