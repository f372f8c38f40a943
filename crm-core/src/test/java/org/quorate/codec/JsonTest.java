package org.quorate.codec;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {

    @Test
    void readsEveryKindOfValue() {
        var read = read(" { \"a\" : [ 1 , -0 , 9223372036854775807 , 9223372036854775808 , 1.50 , -2E+3 ] ,"
                + "\r\n\t\"b\":{},\"c\":[],\"d\":[true,false,null] } ");

        assertThat(read).isEqualTo(Json.object()
                .put("a", list(Json.of(1), Json.of(0), Json.of(Long.MAX_VALUE),
                        new Json.Fraction("9223372036854775808"), new Json.Fraction("1.50"),
                        new Json.Fraction("-2E+3")))
                .put("b", Json.nothing()).put("c", list())
                .put("d", list(Json.Word.TRUE, Json.Word.FALSE, Json.Word.NULL)).done());
    }

    @Test
    void readsEveryEscape() {
        assertThat(read("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\uD83D\\ude00\u00e9\ud83d\ude00\""))
                .isEqualTo(Json.text("\"\\/\b\f\n\r\t\u00e9\ud83d\ude00\u00e9\ud83d\ude00"));
    }

    @Test
    void writesWithoutBlanksAndEscapesWhatItMust() {
        var value = Json.object().put("a\"", list(Json.of(-1), new Json.Fraction("1.50"), Json.Word.NULL))
                .put("", "\u0001\u001f\b\f\n\r\t\\/\u00e9\u007f").put("e", Json.nothing()).put("l", list())
                .done();

        assertThat(new String(value.bytes(), UTF_8)).isEqualTo("{\"a\\\"\":[-1,1.50,null],"
                + "\"\":\"\\u0001\\u001F\\b\\f\\n\\r\\t\\\\/\u00e9\u007f\",\"e\":{},\"l\":[]}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            "{\"a\":1,\"a\":2}|line 1, column 8: the field 'a' stands twice",
            "[1,]|line 1, column 4: not JSON: ",
            "[1|line 1, column 3: not JSON: ", "{\"a\" 1}|line 1, column 6: not JSON: ",
            "{a:1}|line 1, column 2: not JSON: ", "{\"a\":1,}|line 1, column 8: not JSON: ",
            "01|line 1, column 2: not JSON: ", "-|line 1, column 2: not JSON: ",
            "1.|line 1, column 2: not JSON: ",
            "1e+|line 1, column 4: not JSON: ", "+1|line 1, column 2: not JSON: ",
            "nul|line 1, column 1: not JSON: ",
            "\"a|line 1, column 3: not JSON: ", "\"\\x\"|line 1, column 3: not JSON: ",
            "\"\\u12g4\"|line 1, column 6: not JSON: ", "\"\\ud83d\"|not JSON: half of a surrogate pair",
            "\"\\ude00\\ud83d\"|not JSON: half of a surrogate pair",
            "\"\\ud83d\\u0041\"|not JSON: half of a surrogate pair",
            "{} {}|something follows the end of the JSON value", "`  `|nothing there, where JSON should be"})
    void saysWhatIsWrongAndWhere(String text, String message) {
        assertThatThrownBy(() -> read(text)).isInstanceOf(CodecException.class).hasMessageContaining(message);
    }

    @Test
    void countsLinesAndRefusesControlCharactersInTexts() {
        assertThatThrownBy(() -> read("{\n \"a\": \"b\nc\"}")).isInstanceOf(CodecException.class)
                .hasMessageStartingWith("line 2, column 9: not JSON:");
    }

    @Test
    void refusesWhatIsNotUtf8() {
        assertThatThrownBy(() -> Json.read("\"\u00e9\"".getBytes(ISO_8859_1)))
                .isInstanceOf(CodecException.class).hasMessageContaining("not JSON: ");
    }

    @Test
    void refusesWhatIsTooDeepAndNumbersThatAreTooLong() {
        assertThat(read("[".repeat(500) + "]".repeat(500))).isInstanceOf(Json.Arr.class);
        assertThatThrownBy(() -> read("[".repeat(100_000))).isInstanceOf(CodecException.class)
                .hasMessageContaining("500");
        assertThatThrownBy(() -> read("1".repeat(1001))).isInstanceOf(CodecException.class)
                .hasMessageContaining("1000");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-11-21T00:39:24Z", "2026-11-21T00:39:24.1Z",
            "2026-11-21T00:39:24.123456789Z",
            "1969-12-31T23:59:59.5Z", "2024-02-29T12:00:00Z", "2026-11-21T00:00:00.Z", "2026-11-21T24:00:00Z",
            "2026-11-21T00:39:24+01:00", "-0001-01-01T00:00:00Z", "+12026-01-01T00:00:00Z",
            "2016-12-31T23:59:60Z"})
    void readsATimeAsTheLibraryDoes(String text) {
        assertThat(Times.parse(text)).isEqualTo(Instant.parse(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-02-30T00:00:00Z", "2026-11-21T25:00:00Z", "2026-11-21T00:60:00Z",
            "2026-11-21T00:39Z", "2026-11-21T00:00:00.1234567890Z", "2026-11-21 00:00:00Z", "", "Z",
            "2026-11-21T00:00:00", "2026-11-21T00:00:0\u0663Z"})
    void refusesATimeAsTheLibraryDoes(String text) {
        var place = JsonAt.root(Json.text(text));

        assertThatThrownBy(() -> Instant.parse(text)).isInstanceOf(java.time.DateTimeException.class);
        assertThatThrownBy(place::instant).isInstanceOf(CodecException.class)
                .hasMessageContaining("should be a time");
    }

    private static Json read(String text) {
        return Json.read(text.getBytes(UTF_8));
    }

    private static Json list(Json... items) {
        return new Json.Arr(List.of(items));
    }
}
