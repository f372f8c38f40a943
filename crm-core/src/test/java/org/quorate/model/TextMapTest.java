package org.quorate.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class TextMapTest {

    private static final TextMap GIVEN = TextMap.of("b", "1", "a", "2", "d", "3");

    @Test
    void allOfBothByNameWithTheOthersValues() {
        var all = GIVEN.withAll(TextMap.of("c", "4", "a", "5", "e", "6"));

        assertThat(all).containsExactly(Map.entry("a", "5"), Map.entry("b", "1"), Map.entry("c", "4"),
                Map.entry("d", "3"), Map.entry("e", "6"));
    }

    @Test
    void withNothingItIsTheSameByName() {
        assertThat(GIVEN.withAll(TextMap.NONE)).containsExactlyEntriesOf(GIVEN.sorted());
        assertThat(TextMap.NONE.withAll(GIVEN)).containsExactlyEntriesOf(GIVEN.sorted());
    }

    @Test
    void whatIsSortedIsTheSameObject() {
        var sorted = GIVEN.sorted();

        assertThat(sorted).containsExactly(Map.entry("a", "2"), Map.entry("b", "1"), Map.entry("d", "3"));
        assertThat(sorted.sorted()).isSameAs(sorted);
    }
}
