package org.quorate.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written can be read, and what is damaged is refused or is something else, and never a crash. */
class JsonPropertyTest {

    private static final int TRIES = 200;
    private static final int DEEPEST = 4;

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void readsWhatItWrites(long seed) {
        var random = new Random(seed);
        for (int i = 0; i < TRIES; i++) {
            var value = value(random, 0);

            assertThat(Json.read(value.bytes())).as("seed %d, try %d", seed, i).isEqualTo(value);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {3, 4})
    void readsDamagedBytesAsAValueOrRefusesThem(long seed) {
        var random = new Random(seed);
        for (int i = 0; i < TRIES; i++) {
            var bytes = value(random, 0).bytes();
            bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
            var as = "seed %d, try %d: %s".formatted(seed, i, new String(bytes, UTF_8));

            try {
                var read = Json.read(bytes);
                assertThat(Json.read(read.bytes())).as(as).isEqualTo(read);
            } catch (CodecException e) {
                assertThat(e).as(as).hasMessageContaining("JSON");
            }
        }
    }

    private static Json value(Random random, int depth) {
        return switch (random.nextInt(depth < DEEPEST ? 7 : 5)) {
            case 0 -> Json.of(random.nextLong() >> random.nextInt(64));
            case 1 -> Json.of(random.nextBoolean());
            case 2 -> Json.Word.NULL;
            case 3 -> new Json.Fraction(random.nextInt(1000) + "." + random.nextInt(1, 10));
            case 4 -> Json.text(text(random));
            case 5 -> {
                var items = new ArrayList<Json>();
                for (int i = random.nextInt(4); i > 0; i--) {
                    items.add(value(random, depth + 1));
                }
                yield new Json.Arr(items);
            }
            default -> {
                var fields = Json.object();
                for (int i = random.nextInt(4); i > 0; i--) {
                    fields.put(text(random), value(random, depth + 1));
                }
                yield fields.done();
            }
        };
    }

    private static String text(Random random) {
        var text = new StringBuilder();
        for (int i = random.nextInt(6); i > 0; i--) {
            text.appendCodePoint(switch (random.nextInt(4)) {
                case 0 -> random.nextInt(' ');
                case 1 -> "\"\\/{}[]:,".charAt(random.nextInt(9));
                case 2 -> random.nextInt(0xe000, 0x11000);
                default -> random.nextInt(' ', 0x7f);
            });
        }
        return text.toString();
    }
}
