package org.quorate.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written is read as the same value, for values of every shape. */
class CodecPropertyTest {

    private static final int TRIES = 100;

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void readsTheStateItWrote(long seed) {
        var values = new RandomValues(new Random(seed));
        for (int i = 0; i < TRIES; i++) {
            var state = values.state();

            var bytes = StateCodec.encode(state);

            var read = StateCodec.decode(bytes).state();
            assertThat(read).as("seed %d, try %d", seed, i).isEqualTo(state);
            assertThat(StateCodec.encode(read)).as("seed %d, try %d", seed, i).isEqualTo(bytes);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {3, 4})
    void readsTheCommandItWrote(long seed) {
        var values = new RandomValues(new Random(seed));
        for (int i = 0; i < TRIES; i++) {
            var command = values.command();
            var outcome = values.outcome();

            var bytes = CommandCodec.encode(command);

            assertThat(CommandCodec.decode(bytes)).as("seed %d, try %d", seed, i).isEqualTo(command);
            assertThat(OutcomeCodec.decode(OutcomeCodec.encode(outcome))).isEqualTo(outcome);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {5, 6})
    void answersDamagedBytesWithAPlaceAndNothingElse(long seed) {
        var random = new Random(seed);
        var values = new RandomValues(random);
        for (int i = 0; i < TRIES; i++) {
            var bytes = StateCodec.encode(values.state());
            var cut = Arrays.copyOf(bytes, random.nextInt(bytes.length));
            var flipped = bytes.clone();
            flipped[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));

            assertThat(isRefused(cut)).as("seed %d, try %d", seed, i).isTrue();
            isRefused(flipped); // may be another state, but throws nothing but CodecException
        }
    }

    private static boolean isRefused(byte[] bytes) {
        try {
            StateCodec.decode(bytes);
            return false;
        } catch (CodecException e) {
            assertThat(e.what()).isNotEmpty();
            return true;
        }
    }
}
