package org.quorate.membership.heartbeat;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.quorate.membership.NodeName;

/**
 * Frames as bytes: magic, version, cluster, addresses, life, sequence, content, and 16 bytes of an
 * HMAC-SHA256 with the cluster key over all of it. The format is in docs/decisions. Not for two threads.
 */
@SuppressWarnings("ByteBufferBackingArray") // both buffers are made with allocate, here and in Links
final class Wire {

    /** No datagram is longer, so that none is ever cut into fragments. */
    static final int LONGEST = 1400;

    private static final short MAGIC = 0x5148;
    private static final byte VERSION = 1;
    private static final int MAC_BYTES = 16;
    private static final int PREFIX = 2 + 1 + 8;

    private final Mac mac;
    private final long cluster;

    /** What reading a datagram came to. */
    sealed interface Read {}

    record Authentic(Frame frame) implements Read {}

    /** Of another cluster, another program or another version: none of our business. */
    record Foreign() implements Read {}

    /** Says that it is of this cluster, but was not made with our key. */
    record WrongKey() implements Read {}

    Wire(byte[] clusterKey, UUID cluster) {
        this.cluster = cluster.getMostSignificantBits();
        try {
            mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(clusterKey, "HmacSHA256"));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }

    /** Writes the frame to the buffer and makes it ready to be sent. The buffer is backed by an array. */
    void write(Frame frame, ByteBuffer to) {
        to.clear();
        to.putShort(MAGIC).put(VERSION).putLong(cluster);
        to.put((byte) frame.link());
        putName(to, frame.from());
        putName(to, frame.to());
        to.putLong(frame.life()).putLong(frame.toLife()).putLong(frame.sequence())
                .putLong(frame.wallMillis());
        Contents.write(frame.content(), to);
        to.put(code(to.array(), to.position()), 0, MAC_BYTES);
        to.flip();
    }

    /** Reads what was received; the buffer is backed by an array, from its beginning to its limit. */
    Read read(ByteBuffer from) {
        int length = from.remaining();
        if (length < PREFIX + MAC_BYTES || from.getShort() != MAGIC || from.get() != VERSION
                || from.getLong() != cluster) {
            return new Foreign();
        }
        int signed = length - MAC_BYTES;
        var expected = Arrays.copyOf(code(from.array(), signed), MAC_BYTES);
        var actual = Arrays.copyOfRange(from.array(), signed, length);
        if (!MessageDigest.isEqual(expected, actual)) {
            return new WrongKey();
        }
        from.limit(signed);
        try {
            return new Authentic(frame(from));
        } catch (BufferUnderflowException | IllegalArgumentException e) {
            return new Foreign();
        }
    }

    private static Frame frame(ByteBuffer from) {
        int link = from.get();
        var sender = getName(from);
        var receiver = getName(from);
        long life = from.getLong();
        long toLife = from.getLong();
        long sequence = from.getLong();
        long wallMillis = from.getLong();
        return new Frame(link, sender, receiver, life, toLife, sequence, wallMillis, Contents.read(from));
    }

    private byte[] code(byte[] bytes, int length) {
        mac.update(bytes, 0, length);
        return mac.doFinal();
    }

    static void putName(ByteBuffer to, NodeName name) {
        var bytes = name.value().getBytes(StandardCharsets.US_ASCII);
        to.put((byte) bytes.length).put(bytes);
    }

    static NodeName getName(ByteBuffer from) {
        var bytes = new byte[from.get() & 0xff];
        from.get(bytes);
        return new NodeName(new String(bytes, StandardCharsets.US_ASCII));
    }
}
