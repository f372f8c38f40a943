package org.quorate.api;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.quorate.api.HttpRequest.After;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection: HTTP/1.1 requests with Content-Length, one after another (RFC 9112).
 *
 * <p>Legal transitions: WAITING (for bytes of the peer) to ANSWERING to WAITING; either to closed. Only a
 * connection that is WAITING can be idle.
 */
final class HttpConnection implements AutoCloseable {

    /** The longest body of a request. */
    static final int LONGEST_BODY = 4 << 20;

    /** The longest head of a request. */
    static final int LONGEST_HEAD = 16 << 10;

    /** So much of a body that is too long is read and thrown away, so that its sender reads the answer. */
    private static final long LONGEST_WASTE = 64L << 20;

    private static final Logger LOG = LoggerFactory.getLogger(HttpConnection.class);
    private static final byte[] CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n".getBytes(ISO_8859_1);

    private final SocketChannel channel;
    private final ByteBuffer buffer = ByteBuffer.allocate(LONGEST_HEAD).limit(0);
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile long waitingSince = System.nanoTime();
    private volatile boolean answering;
    private volatile boolean last;

    private record Head(String method, String target, TreeMap<String, String> fields, After after) {}

    HttpConnection(SocketChannel channel) {
        this.channel = channel;
    }

    /** Answers one request after another until either side closes. */
    void serve(Function<HttpRequest, Reply> answer) {
        try {
            boolean goesOn = true;
            while (goesOn && !last) {
                goesOn = serveOne(answer);
            }
        } catch (IOException e) {
            LOG.debug("a connection of the API ended: {}", e.getMessage());
        } finally {
            ended.countDown();
            close();
        }
    }

    private boolean serveOne(Function<HttpRequest, Reply> answer) throws IOException {
        waitingSince = System.nanoTime();
        Optional<Head> head;
        byte[] body;
        try {
            head = readHead();
            if (head.isEmpty()) {
                return false;
            }
            body = readBody(head.get());
        } catch (Refusal refusal) {
            write(refusal.reply(), After.CLOSE);
            return false;
        }
        answering = true;
        var reply = answered(answer, head.get(), body);
        answering = false;
        waitingSince = System.nanoTime();
        var after = last ? After.CLOSE : head.get().after();
        write(reply, after);
        return after == After.KEEP;
    }

    private static Reply answered(Function<HttpRequest, Reply> answer, Head head, byte[] body) {
        try {
            return answer.apply(HttpRequest.of(head.method(), head.target(), body, head.after()));
        } catch (IllegalArgumentException e) {
            return Reply.problem(Reply.MALFORMED, head.target(), "is no path: " + e.getMessage());
        }
    }

    // ----- reading

    /** Empty at the orderly end of the connection. */
    private Optional<Head> readHead() throws IOException {
        var line = readLine();
        if (line.isEmpty()) {
            return Optional.empty();
        }
        var words = line.get().split(" ", -1);
        if (words.length != 3 || !words[2].startsWith("HTTP/1.")) {
            throw new Refusal(Reply.MALFORMED, "", "this is not an HTTP/1.1 request");
        }
        var fields = new TreeMap<String, String>();
        int length = line.get().length();
        for (var field = readLine(); !field.equals(Optional.of("")); field = readLine()) {
            if (field.isEmpty()) {
                return Optional.empty();
            }
            length += field.get().length();
            int colon = field.get().indexOf(':');
            if (colon < 1 || length > LONGEST_HEAD) {
                throw new Refusal(Reply.MALFORMED, "", "the head of the request is malformed or longer than "
                        + LONGEST_HEAD + " bytes");
            }
            fields.put(field.get().substring(0, colon).toLowerCase(Locale.ROOT),
                    field.get().substring(colon + 1).strip());
        }
        var wish = fields.getOrDefault("connection", words[2].equals("HTTP/1.0") ? "close" : "keep-alive");
        return Optional.of(new Head(words[0], words[1], fields,
                wish.equalsIgnoreCase("close") ? After.CLOSE : After.KEEP));
    }

    /** A line without its end; empty when the peer ended. */
    private Optional<String> readLine() throws IOException {
        var line = new StringBuilder();
        while (line.length() <= LONGEST_HEAD) {
            if (!buffer.hasRemaining() && !fill()) {
                return Optional.empty();
            }
            char next = (char) (buffer.get() & 0xff);
            if (next == '\n') {
                int end = line.length() > 0 && line.charAt(line.length() - 1) == '\r'
                        ? line.length() - 1
                        : line.length();
                return Optional.of(line.substring(0, end));
            }
            line.append(next);
        }
        throw new Refusal(Reply.MALFORMED, "", "a line of the request's head is longer than " + LONGEST_HEAD);
    }

    private boolean fill() throws IOException {
        buffer.clear();
        int count = channel.read(buffer);
        buffer.flip();
        waitingSince = System.nanoTime();
        return count > 0;
    }

    private byte[] readBody(Head head) throws IOException {
        if (head.fields().containsKey("transfer-encoding")) {
            throw new Refusal(Reply.MALFORMED, "", "send the body with Content-Length, not in chunks");
        }
        long length = length(head.fields().getOrDefault("content-length", "0"));
        boolean waits = head.fields().getOrDefault("expect", "").equalsIgnoreCase("100-continue");
        if (length > LONGEST_BODY) {
            if (!waits) {
                waste(Math.min(length, LONGEST_WASTE));
            }
            throw new Refusal(Reply.TOO_LARGE, "",
                    "the body has " + length + " bytes, the limit is " + LONGEST_BODY);
        }
        if (waits) {
            writeFully(ByteBuffer.wrap(CONTINUE));
        }
        var body = new byte[(int) length];
        for (int have = 0; have < body.length;) {
            if (!buffer.hasRemaining() && !fill()) {
                throw new Refusal(Reply.MALFORMED, "",
                        "the body ends after " + have + " of " + length + " bytes");
            }
            int count = Math.min(buffer.remaining(), body.length - have);
            buffer.get(body, have, count);
            have += count;
        }
        return body;
    }

    private static long length(String text) {
        if (!text.matches("\\d{1,15}")) {
            throw new Refusal(Reply.MALFORMED, "", "Content-Length is no number: " + text);
        }
        return Long.parseLong(text);
    }

    private void waste(long length) throws IOException {
        for (long left = length; left > 0;) {
            if (!buffer.hasRemaining() && !fill()) {
                return;
            }
            int count = (int) Math.min(left, buffer.remaining());
            buffer.position(buffer.position() + count);
            left -= count;
        }
    }

    // ----- writing

    private void write(Reply reply, After after) throws IOException {
        var json = reply.body().bytes();
        var body = Arrays.copyOf(json, json.length + 1);
        body[body.length - 1] = '\n';
        var head = "HTTP/1.1 " + reply.status() + " " + Reply.phrase(reply.status())
                + "\r\nContent-Type: application/json\r\nContent-Length: " + body.length
                + (after == After.CLOSE ? "\r\nConnection: close" : "") + "\r\n\r\n";
        var all = ByteBuffer.allocate(head.length() + body.length);
        all.put(head.getBytes(ISO_8859_1)).put(body).flip();
        writeFully(all);
    }

    private void writeFully(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
            waitingSince = System.nanoTime();
        }
    }

    /** Answers without having read, and closes. */
    void refuse(Reply reply) {
        try {
            write(reply, After.CLOSE);
            channel.shutdownOutput();
        } catch (IOException e) {
            LOG.debug("a caller of the API did not wait for its refusal: {}", e.getMessage());
        } finally {
            close();
        }
    }

    // ----- ending

    void closeIfIdle(Duration idle) {
        if (!answering && System.nanoTime() - waitingSince > idle.toNanos()) {
            close();
        }
    }

    /** Lets the call under way answer within the limit; a connection without a call ends at once. */
    void endAfterReply(Duration limit) {
        last = true;
        if (!answering) {
            close();
        }
        try {
            ended.await(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            LOG.debug("closing a connection of the API: {}", e.getMessage());
        }
    }
}
