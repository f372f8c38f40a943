package org.quorate.crmsh.client;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;

/** One connection of HTTP/1.1: a request, its response, the next. Understands lengths and chunks. */
final class HttpConnection {

    private static final int LONGEST_LINE = 16_384;
    private static final int LONGEST_BODY = 64 * 1024 * 1024;

    private final SocketChannel channel;
    private final Selector selector;
    private final ByteBuffer in = ByteBuffer.allocate(16_384).flip();
    private long deadline;

    HttpConnection(SocketChannel channel) throws IOException {
        this.channel = channel;
        channel.configureBlocking(false);
        selector = Selector.open();
        channel.register(selector, SelectionKey.OP_READ);
    }

    /** @param isLast whether the connection cannot be used again */
    record Response(int status, ByteBuffer body, boolean isLast) {}

    Response call(String method, String path, byte[] body, Duration limit) throws IOException {
        deadline = System.nanoTime() + limit.toNanos();
        send(method, path, body);
        var status = line();
        var words = status.split(" ", 3);
        if (words.length < 2 || !words[0].startsWith("HTTP/1.")) {
            throw new IOException("no HTTP answer");
        }
        long length = -1;
        boolean isChunked = false;
        boolean isLast = false;
        for (var header = line(); !header.isEmpty(); header = line()) {
            var lower = header.toLowerCase(Locale.ROOT);
            if (lower.startsWith("content-length:")) {
                length = number(lower.substring(15).strip(), 10);
            } else if (lower.startsWith("transfer-encoding:")) {
                isChunked = lower.contains("chunked");
            } else if (lower.startsWith("connection:")) {
                isLast = lower.contains("close");
            }
        }
        boolean untilEnd = !isChunked && length < 0;
        return new Response((int) number(words[1], 10), ByteBuffer.wrap(body(isChunked, length)),
                isLast || untilEnd);
    }

    private void send(String method, String path, byte[] body) throws IOException {
        var head = method + " " + path + " HTTP/1.1\r\nHost: quorate\r\nContent-Length: " + body.length
                + (body.length > 0 ? "\r\nContent-Type: application/json" : "") + "\r\n\r\n";
        var bytes = ByteBuffer.allocate(head.length() + body.length)
                .put(head.getBytes(StandardCharsets.ISO_8859_1)).put(body).flip();
        while (bytes.hasRemaining()) {
            if (channel.write(bytes) == 0) {
                await(SelectionKey.OP_WRITE);
            }
        }
    }

    private byte[] body(boolean isChunked, long length) throws IOException {
        var out = new ByteArrayOutputStream();
        if (!isChunked) {
            copy(length < 0 ? Long.MAX_VALUE : length, out);
            return out.toByteArray();
        }
        for (long size = chunkSize(); size > 0; size = chunkSize()) {
            copy(size, out);
            line();
        }
        while (!line().isEmpty()) {
            // Trailers say nothing here.
        }
        return out.toByteArray();
    }

    private long chunkSize() throws IOException {
        var line = line();
        int semicolon = line.indexOf(';');
        return number((semicolon < 0 ? line : line.substring(0, semicolon)).strip(), 16);
    }

    private void copy(long wanted, ByteArrayOutputStream out) throws IOException {
        if (wanted != Long.MAX_VALUE && wanted > LONGEST_BODY) {
            throw new IOException("an answer of " + wanted + " bytes");
        }
        long left = wanted;
        while (left > 0) {
            if (!in.hasRemaining() && !fill()) {
                if (wanted == Long.MAX_VALUE) {
                    return;
                }
                throw new IOException("the daemon closed the connection");
            }
            int some = (int) Math.min(left, in.remaining());
            out.write(in.array(), in.position(), some);
            in.position(in.position() + some);
            left -= some;
            if (out.size() > LONGEST_BODY) {
                throw new IOException("an answer of more than " + LONGEST_BODY + " bytes");
            }
        }
    }

    private static long number(String text, int radix) throws IOException {
        try {
            return Long.parseLong(text, radix);
        } catch (NumberFormatException e) {
            throw new IOException("'" + text + "' where a number belongs", e);
        }
    }

    private String line() throws IOException {
        var line = new StringBuilder();
        while (true) {
            if (!in.hasRemaining() && !fill()) {
                throw new IOException("the daemon closed the connection");
            }
            char c = (char) (in.get() & 0xff);
            if (c == '\n') {
                return line.toString();
            }
            if (c != '\r') {
                line.append(c);
            }
            if (line.length() > LONGEST_LINE) {
                throw new IOException("a header of more than " + LONGEST_LINE + " bytes");
            }
        }
    }

    /** Reads what is there, waiting for it; false at the end of the stream. */
    private boolean fill() throws IOException {
        in.clear();
        try {
            while (true) {
                int read = channel.read(in);
                if (read != 0) {
                    return read > 0;
                }
                await(SelectionKey.OP_READ);
            }
        } finally {
            in.flip();
        }
    }

    private void await(int operation) throws IOException {
        for (var key : selector.keys()) {
            key.interestOps(operation);
        }
        long left = (deadline - System.nanoTime()) / 1_000_000;
        if (left <= 0) {
            throw new IOException("no answer in time");
        }
        selector.select(left);
        selector.selectedKeys().clear();
        if (Thread.interrupted()) {
            throw new InterruptedIOException("interrupted");
        }
    }

    void close() {
        try {
            selector.close();
            channel.close();
        } catch (IOException e) {
            // It is gone either way.
        }
    }
}
