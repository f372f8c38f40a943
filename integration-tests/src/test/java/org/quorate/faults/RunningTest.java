package org.quorate.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
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

    @Test
    void silenceIsTheLongestTimeBeforeOneThatBeganLater() {
        var all = List.of(new Running("n1", 5, 0, 1_000), new Running("n2", 7, 3_000, 9_000),
                new Running("n1", 8, 19_000, 20_000), new Running("n1", 9, 21_000, 30_000));

        assertThat(Running.silence(all, 9_500)).hasValue(Duration.ofMillis(10));
        assertThat(Running.silence(all, 20_500)).hasValue(Duration.ofMillis(1));
        assertThat(Running.silence(all, 25_000)).isEmpty();
        assertThat(Running.silence(List.of(), 0)).isEmpty();
    }
}
