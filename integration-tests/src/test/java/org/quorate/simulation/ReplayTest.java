package org.quorate.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReplayTest {

    @ParameterizedTest
    @EnumSource(Shape.class)
    void theSameSeedGivesTheSameTraceByteForByte(Shape shape) {
        var once = Simulation.run(Scenario.draw(7, shape), Trace.Reader.SOMEBODY);
        var again = Simulation.run(Scenario.draw(7, shape), Trace.Reader.SOMEBODY);

        assertThat(once.trace()).hasSizeGreaterThan(100);
        assertThat(String.join("\n", once.trace())).isEqualTo(String.join("\n", again.trace()));
    }

    @ParameterizedTest
    @EnumSource(Shape.class)
    void whoeverReadsTheTraceChangesNothing(Shape shape) {
        var read = Simulation.run(Scenario.draw(8, shape), Trace.Reader.SOMEBODY);
        var unread = Simulation.run(Scenario.draw(8, shape), Trace.Reader.NOBODY);

        assertThat(unread.steps()).isEqualTo(read.steps());
        assertThat(unread.broken()).isEqualTo(read.broken());
    }
}
