package org.quorate.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.quorate.membership.NodeName;
import org.quorate.model.Expression;
import org.quorate.model.Expression.Combined;
import org.quorate.model.Expression.Compare;
import org.quorate.model.Expression.Comparison;
import org.quorate.model.Expression.Defined;
import org.quorate.model.Expression.Junction;
import org.quorate.model.Expression.NotDefined;
import org.quorate.model.Expression.ValueType;
import org.quorate.model.Rule;
import org.quorate.model.Score;

class RulesTest {

    private static final Instant NOON = Instant.parse("2030-06-01T12:00:00Z");
    private static final NodeFacts NODE = NodeFacts.of(new NodeName("n1"),
            Map.of("site", "Berlin", "weight", "10", "version", "1.10.2", "word", "abc"), Map
                    .of("load", "2.5"));

    @ParameterizedTest
    @CsvSource({
            "#uname, EQ, DEFAULT, n1, true", "#uname, NE, DEFAULT, n1, false",
            "site, EQ, DEFAULT, berlin, true",
            "weight, LT, DEFAULT, 9, false", "weight, LT, STRING, 9, true", "weight, GTE, INTEGER, 10, true",
            "load, GT, NUMBER, 2.4, true", "load, EQ, INTEGER, 2, true", "load, NE, INTEGER, 2, false",
            "load, EQ, INTEGER, 2.9, true", "weight, LT, DEFAULT, 11x, true", "load, LT, DEFAULT, 2.6, true",
            "word, EQ, INTEGER, ABC, true", "word, GT, NUMBER, 2.0, true", "weight, EQ, NUMBER, x, false",
            "version, GT, VERSION, 1.9, true", "version, EQ, VERSION, 1.10.2.0, true",
            "word, GT, DEFAULT, abb, true",
            "absent, EQ, DEFAULT, x, false", "absent, NE, DEFAULT, x, true", "absent, LT, DEFAULT, x, false",
            "absent, GTE, DEFAULT, x, false"})
    void comparesAsTheTypeSays(String attribute, Comparison comparison, ValueType type, String value,
            boolean expected) {
        assertThat(holds(new Compare(attribute, comparison, type, value))).isEqualTo(expected);
    }

    @Test
    void knowsWhatIsDefined() {
        assertThat(holds(new Defined("load"))).isTrue();
        assertThat(holds(new Defined("absent"))).isFalse();
        assertThat(holds(new NotDefined("absent"))).isTrue();
    }

    @Test
    void joinsParts() {
        Expression yes = new Defined("site");
        Expression no = new Defined("absent");

        assertThat(holds(new Combined(Junction.AND, List.of(yes, no)))).isFalse();
        assertThat(holds(new Combined(Junction.OR, List.of(no, yes)))).isTrue();
    }

    @Test
    void scoreAttributeThatIsNotSetBans() {
        var expression = new Defined("site");

        assertThat(Rules.score(new Rule("", Score.ZERO, "weight", expression), NODE))
                .isEqualTo(new Score(10));
        assertThat(Rules.score(new Rule("", Score.ZERO, "load", expression), NODE))
                .isEqualTo(new Score(2));
        assertThat(Rules.score(new Rule("", Score.ZERO, "site", expression), NODE)).isEqualTo(Score.ZERO);
        assertThat(Rules.score(new Rule("", Score.ZERO, "absent", expression), NODE))
                .isEqualTo(Score.MINUS_INFINITY);
    }

    @Test
    void transientAttributeHidesThePermanentOne() {
        var facts = NodeFacts.of(new NodeName("n1"), Map.of("standby", "on"), Map.of("standby", "off"));

        assertThat(facts.isOn("standby")).isFalse();
    }

    private static boolean holds(Expression expression) {
        return Rules.holds(expression, NODE, NOON);
    }
}
