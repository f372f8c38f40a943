package org.quorate.membership.heartbeat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import org.quorate.membership.Incarnation;
import org.quorate.membership.NodeName;
import org.quorate.membership.Owner;
import org.quorate.membership.Standing;
import org.quorate.membership.lease.LogEnd;
import org.quorate.membership.lease.Message;

/** What a frame carries, as a kind byte and its fields in their order. Counts are one byte. */
final class Contents {

    private static final byte CHALLENGE = 1;
    private static final byte ECHO = 2;
    private static final byte OBJECTION = 3;
    private static final byte RENEW = 16;
    private static final byte ANSWER = 17;
    private static final byte SILENCE_ASK = 18;
    private static final byte SILENCE_TELL = 19;
    private static final byte TAKEOVER_ASK = 20;
    private static final byte TAKEOVER_TELL = 21;
    private static final int LONGEST_TEXT = 512;
    private static final int MOST_HEARD = 15;

    private Contents() {}

    static void write(Frame.Content content, ByteBuffer to) {
        switch (content) {
            case Frame.Challenge(var nonce) -> to.put(CHALLENGE).putLong(nonce);
            case Frame.Echo(var nonce) -> to.put(ECHO).putLong(nonce);
            case Frame.Objection(var text) -> {
                var bytes = text.getBytes(StandardCharsets.UTF_8);
                int length = Math.min(bytes.length, LONGEST_TEXT);
                to.put(OBJECTION).putShort((short) length).put(bytes, 0, length);
            }
            case Frame.Core(var message) -> write(message, to);
        }
    }

    private static void write(Message message, ByteBuffer to) {
        switch (message) {
            case Message.Renew(var incarnation, var sentAt, var index, var hearing) -> to.put(RENEW)
                    .putLong(incarnation.value()).putLong(sentAt).putLong(index)
                    .put(code(hearing));
            case Message.Answer answer -> writeAnswer(answer, to);
            case Message.SilenceAsk(var inquiry, var about) -> {
                to.put(SILENCE_ASK).putLong(inquiry);
                putOwner(to, about);
            }
            case Message.SilenceTell(var inquiry, var silentNanos, var end) -> to.put(SILENCE_TELL)
                    .putLong(inquiry).putLong(silentNanos).putLong(end.term()).putLong(end.index());
            case Message.TakeoverAsk(var question, var owners) -> {
                to.put(TAKEOVER_ASK).putLong(question).put((byte) owners.size());
                owners.forEach(owner -> putOwner(to, owner));
            }
            case Message.TakeoverTell(var question, var index, var version, var ages) -> {
                to.put(TAKEOVER_TELL).putLong(question).putLong(index).putLong(version)
                        .put((byte) ages.size());
                ages.forEach(to::putLong);
            }
        }
    }

    private static void writeAnswer(Message.Answer answer, ByteBuffer to) {
        to.put(ANSWER).putLong(answer.incarnation().value()).putLong(answer.sentAt())
                .put(code(answer.standing())).putLong(answer.appliedIndex())
                .putLong(answer.votersVersion());
        int count = Math.min(answer.hears().size(), MOST_HEARD);
        to.put((byte) count);
        answer.hears().stream().limit(count).forEach(node -> Wire.putName(to, node));
    }

    static Frame.Content read(ByteBuffer from) {
        byte kind = from.get();
        return switch (kind) {
            case CHALLENGE -> new Frame.Challenge(from.getLong());
            case ECHO -> new Frame.Echo(from.getLong());
            case OBJECTION -> new Frame.Objection(text(from));
            case RENEW -> new Frame.Core(new Message.Renew(new Incarnation(from.getLong()), from.getLong(),
                    from.getLong(), hearing(from.get())));
            case ANSWER -> new Frame.Core(answer(from));
            case SILENCE_ASK -> new Frame.Core(new Message.SilenceAsk(from.getLong(), getOwner(from)));
            case SILENCE_TELL -> new Frame.Core(new Message.SilenceTell(from.getLong(), from.getLong(),
                    new LogEnd(from.getLong(), from.getLong())));
            case TAKEOVER_ASK -> new Frame.Core(new Message.TakeoverAsk(from.getLong(), owners(from)));
            case TAKEOVER_TELL -> new Frame.Core(new Message.TakeoverTell(from.getLong(), from.getLong(),
                    from.getLong(), longs(from)));
            default -> throw new IllegalArgumentException("no such kind of datagram: " + kind);
        };
    }

    private static Message.Answer answer(ByteBuffer from) {
        var incarnation = new Incarnation(from.getLong());
        long sentAt = from.getLong();
        var standing = standing(from.get());
        long index = from.getLong();
        long version = from.getLong();
        var hears = new TreeSet<NodeName>();
        int count = from.get() & 0xff;
        for (int i = 0; i < count; i++) {
            hears.add(Wire.getName(from));
        }
        return new Message.Answer(incarnation, sentAt, standing, index, version, hears);
    }

    private static String text(ByteBuffer from) {
        var bytes = new byte[Math.min(from.getShort() & 0xffff, LONGEST_TEXT)];
        from.get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static List<Owner> owners(ByteBuffer from) {
        int count = from.get() & 0xff;
        var owners = new ArrayList<Owner>();
        for (int i = 0; i < count; i++) {
            owners.add(getOwner(from));
        }
        return owners;
    }

    private static List<Long> longs(ByteBuffer from) {
        var values = new long[from.get() & 0xff];
        for (int i = 0; i < values.length; i++) {
            values[i] = from.getLong();
        }
        return Arrays.stream(values).boxed().toList();
    }

    private static void putOwner(ByteBuffer to, Owner owner) {
        Wire.putName(to, owner.node());
        to.putLong(owner.incarnation().value());
    }

    private static Owner getOwner(ByteBuffer from) {
        return new Owner(Wire.getName(from), new Incarnation(from.getLong()));
    }

    private static byte code(Message.Hearing hearing) {
        return (byte) switch (hearing) {
            case ONE_WAY -> 1;
            case TWO_WAY -> 2;
        };
    }

    private static Message.Hearing hearing(byte code) {
        return switch (code) {
            case 1 -> Message.Hearing.ONE_WAY;
            case 2 -> Message.Hearing.TWO_WAY;
            default -> throw new IllegalArgumentException("no such hearing: " + code);
        };
    }

    private static byte code(Standing standing) {
        return (byte) switch (standing) {
            case UNKNOWN -> 1;
            case MEMBER -> 2;
            case LOST -> 3;
        };
    }

    private static Standing standing(byte code) {
        return switch (code) {
            case 1 -> Standing.UNKNOWN;
            case 2 -> Standing.MEMBER;
            case 3 -> Standing.LOST;
            default -> throw new IllegalArgumentException("no such standing: " + code);
        };
    }
}
