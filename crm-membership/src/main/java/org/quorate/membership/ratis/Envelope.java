package org.quorate.membership.ratis;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** What an entry of the log is: a kind byte, and what belongs to it. */
sealed interface Envelope {

    byte COMMAND = 1;
    byte TOKEN = 2;

    /** A command of the log's user. */
    @SuppressWarnings("ArrayRecordComponent") // opaque bytes, compared by nobody
    record Command(byte[] bytes) implements Envelope {}

    /** Proof that a voter's life has caught up with the log: see the rules of a restarted voter. */
    record LifeToken(long token) implements Envelope {}

    static byte[] write(Envelope envelope) {
        return switch (envelope) {
            case Command(var bytes) -> {
                var entry = new byte[bytes.length + 1];
                entry[0] = COMMAND;
                System.arraycopy(bytes, 0, entry, 1, bytes.length);
                yield entry;
            }
            case LifeToken(var token) -> ByteBuffer.allocate(9).put(TOKEN).putLong(token).array();
        };
    }

    static Envelope read(byte[] entry) {
        return switch (entry.length == 0 ? 0 : entry[0]) {
            case COMMAND -> new Command(Arrays.copyOfRange(entry, 1, entry.length));
            case TOKEN -> new LifeToken(ByteBuffer.wrap(entry, 1, Long.BYTES).getLong());
            default -> throw new IllegalArgumentException(
                    "an entry of a kind that this version does not know: update this node");
        };
    }
}
