package org.quorate.membership;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RecentWorstTest {

    private static final long SECOND = 1_000_000_000L;

    private final RecentWorst worst = new RecentWorst(100 * SECOND);

    @Test
    void isZeroWhenNothingWasAdded() {
        assertThat(worst.of(150 * SECOND)).isZero();
    }

    @Test
    void keepsTheHighest() {
        worst.add(5, 101 * SECOND);
        worst.add(9, 115 * SECOND);
        worst.add(7, 116 * SECOND);

        assertThat(worst.of(120 * SECOND)).isEqualTo(9);
    }

    @Test
    void remembersAMinuteAndNotMuchMore() {
        worst.add(9, 101 * SECOND);
        worst.add(5, 155 * SECOND);

        assertThat(worst.of(161 * SECOND)).isEqualTo(9);
        assertThat(worst.of(171 * SECOND)).isEqualTo(5);
    }

    @Test
    void forgetsThoughNothingWasAddedMeanwhile() {
        worst.add(9, 101 * SECOND);

        assertThat(worst.of(300 * SECOND)).isZero();
        worst.add(1, 301 * SECOND);
        assertThat(worst.of(302 * SECOND)).isEqualTo(1);
    }
}
