package org.quorate.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The judge itself: it must see what it is there to see. */
class RunningTest {

    @Test
    void oneAfterTheOtherIsFine() {
        assertThat(Running.overlaps(
                List.of(new Running("n2", 7, 201, 300), new Running("n1", 5, 100, 200)))).isEmpty();
    }

    @Test
    void twoAtATimeAreFound() {
        assertThat(Running.overlaps(
                List.of(new Running("n2", 7, 150, 300), new Running("n1", 5, 100, 200)))).singleElement()
                .asString().contains("n1", "n2", "for 50 us");
    }

    @Test
    void oneInsideAnotherIsFound() {
        assertThat(Running.overlaps(List.of(new Running("n1", 5, 100, 900), new Running("n2", 7, 150, 160),
                new Running("n3", 8, 500, 600)))).hasSize(2);
    }

    @Test
    void twoOnOneNodeAreFound() {
        assertThat(Running.overlaps(
                List.of(new Running("n1", 5, 100, 200), new Running("n1", 6, 180, 190)))).hasSize(1);
    }
}
