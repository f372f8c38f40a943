package org.quorate.membership.heartbeat;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.quorate.membership.Incarnation;
import org.quorate.membership.NodeName;
import org.quorate.membership.Owner;
import org.quorate.membership.Standing;
import org.quorate.membership.TakeoverQuestion;
import org.quorate.membership.lease.LogEnd;
import org.quorate.membership.lease.Message;

class WireTest {

    private static final UUID CLUSTER = new UUID(1, 2);
    private static final NodeName N1 = new NodeName("n1");
    private static final NodeName N2 = new NodeName("n2");
    private static final Owner OWNER = new Owner(N1, new Incarnation(5));

    private final Wire wire = new Wire("0123456789abcdef".getBytes(US_ASCII), CLUSTER);

    private static byte[] bytes(Wire wire, Frame.Content content) {
        var buffer = ByteBuffer.allocate(Wire.LONGEST);
        wire.write(new Frame(1, N1, N2, 11, 12, 13, 14, content), buffer);
        return Arrays.copyOf(buffer.array(), buffer.limit());
    }

    static Stream<Frame.Content> contents() {
        return Stream.of(new Frame.Challenge(-3), new Frame.Echo(4),
                new Frame.Objection("two nodes, one näme"),
                new Frame.Core(new Message.Renew(new Incarnation(9), 1, 2, Message.Hearing.ONE_WAY)),
                new Frame.Core(new Message.Renew(new Incarnation(9), 1, 2, Message.Hearing.TWO_WAY)),
                new Frame.Core(new Message.Answer(new Incarnation(9), 1, Standing.MEMBER, 7, 3,
                        new TreeSet<>(Set.of(N1, N2)))),
                new Frame.Core(
                        new Message.Answer(new Incarnation(9), 1, Standing.LOST, 7, 3, new TreeSet<>())),
                new Frame.Core(
                        new Message.Answer(new Incarnation(9), 1, Standing.UNKNOWN, -1, 3, new TreeSet<>())),
                new Frame.Core(new Message.SilenceAsk(3, OWNER)),
                new Frame.Core(new Message.SilenceTell(3, 500, new LogEnd(2, 9))),
                new Frame.Core(new Message.TakeoverAsk(8, List.of(OWNER, new Owner(N2, new Incarnation(1))))),
                new Frame.Core(new Message.TakeoverTell(8, 7, 1, List.of(5L, 6L))));
    }

    @ParameterizedTest
    @MethodSource("contents")
    void whatIsReadIsWhatWasWritten(Frame.Content content) {
        var read = wire.read(ByteBuffer.wrap(bytes(wire, content)));

        assertThat(read).isEqualTo(new Wire.Authentic(new Frame(1, N1, N2, 11, 12, 13, 14, content)));
    }

    @Test
    void theLargestQuestionFitsOneDatagram() {
        var longest = new NodeName("n".repeat(64));
        var owners = IntStream.range(0, TakeoverQuestion.MOST_OWNERS)
                .mapToObj(i -> new Owner(longest, new Incarnation(i))).toList();
        var buffer = ByteBuffer.allocate(Wire.LONGEST);

        wire.write(
                new Frame(1, longest, longest, 11, 12, 13, 14,
                        new Frame.Core(new Message.TakeoverAsk(1, owners))),
                buffer);

        assertThat(wire.read(buffer)).isInstanceOf(Wire.Authentic.class);
    }

    @Test
    void theLongestAnswerFitsOneDatagram() {
        var longest = new NodeName("n".repeat(64));
        var names = new TreeSet<NodeName>();
        IntStream.range(10, 99).forEach(i -> names.add(new NodeName("n".repeat(62) + i)));
        var answer = new Message.Answer(Incarnation.NONE, 1, Standing.MEMBER, 1, 1, names);
        var buffer = ByteBuffer.allocate(Wire.LONGEST);

        wire.write(new Frame(1, longest, longest, 11, 12, 13, 14, new Frame.Core(answer)), buffer);

        assertThat(wire.read(buffer)).isInstanceOf(Wire.Authentic.class);
    }

    @Test
    void everyChangedBitIsRefused() {
        var sealed = bytes(wire, new Frame.Core(new Message.SilenceAsk(3, OWNER)));

        for (int bit = 0; bit < sealed.length * 8; bit++) {
            var changed = sealed.clone();
            changed[bit / 8] ^= (byte) (1 << (bit % 8));
            assertThat(wire.read(ByteBuffer.wrap(changed))).as("bit %d", bit)
                    .isNotInstanceOf(Wire.Authentic.class);
        }
    }

    @Test
    void anotherKeyIsAWrongKey() {
        var other = new Wire("another-key-16-b".getBytes(US_ASCII), CLUSTER);

        assertThat(wire.read(ByteBuffer.wrap(bytes(other, new Frame.Echo(1)))))
                .isInstanceOf(Wire.WrongKey.class);
    }

    @Test
    void anotherClusterIsNoneOfOurBusiness() {
        var other = new Wire("another-key-16-b".getBytes(US_ASCII), new UUID(9, 2));

        assertThat(wire.read(ByteBuffer.wrap(bytes(other, new Frame.Echo(1)))))
                .isInstanceOf(Wire.Foreign.class);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void noiseIsForeignWhateverItIs(long seed) {
        var random = new Random(seed);
        for (int i = 0; i < 1000; i++) {
            var noise = new byte[random.nextInt(Wire.LONGEST)];
            random.nextBytes(noise);
            assertThat(wire.read(ByteBuffer.wrap(noise))).isInstanceOf(Wire.Foreign.class);
        }
    }

    @Test
    void noiseUnderTheRightKeyEndsNothing() {
        var random = new Random(4);
        for (int i = 0; i < 2000; i++) {
            var noise = new byte[random.nextInt(300)];
            random.nextBytes(noise);
            var failure = catchThrowable(() -> Contents.read(ByteBuffer.wrap(noise)));
            assertThat(failure == null || failure instanceof BufferUnderflowException
                    || failure instanceof IllegalArgumentException).isTrue();
        }
    }
}
