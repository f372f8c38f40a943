package org.quorate.api;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import org.quorate.codec.Json;
import org.quorate.codec.JsonAt;

/** Speaks HTTP as a client could, right or wrong. */
final class RawClient implements AutoCloseable {

    private final SocketChannel channel;

    /** A reply: its status and its body. */
    record Heard(int status, JsonAt body) {

        String firstProblem() {
            var problem = body.field("problems").items().getFirst();
            return problem.text("path") + ": " + problem.text("message");
        }
    }

    RawClient(Path socket) throws IOException {
        channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        channel.connect(UnixDomainSocketAddress.of(socket));
    }

    Heard get(String path) throws IOException {
        send("GET " + path + " HTTP/1.1\r\nHost: q\r\n\r\n");
        return hear();
    }

    Heard post(String path, String body) throws IOException {
        int length = body.getBytes(UTF_8).length;
        send("POST " + path + " HTTP/1.1\r\nHost: q\r\nContent-Length: " + length + "\r\n\r\n" + body);
        return hear();
    }

    void send(String text) throws IOException {
        var bytes = ByteBuffer.wrap(text.getBytes(UTF_8));
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    void endSending() throws IOException {
        channel.shutdownOutput();
    }

    /** Whether the server closed the connection. */
    boolean isAtEnd() throws IOException {
        return channel.read(ByteBuffer.allocate(1)) < 0;
    }

    Heard hear() throws IOException {
        var head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) byteOf());
        }
        int length = Integer.parseInt(head.toString().replaceAll("(?s).*Content-Length: (\\d+)\r\n.*", "$1"));
        var body = new ByteArrayOutputStream();
        for (int i = 0; i < length; i++) {
            body.write(byteOf());
        }
        return new Heard(Integer.parseInt(head.toString().split(" ", -1)[1]),
                JsonAt.root(Json.read(body.toString(ISO_8859_1).strip().getBytes(ISO_8859_1))));
    }

    private int byteOf() throws IOException {
        var one = ByteBuffer.allocate(1);
        if (channel.read(one) < 1) {
            throw new IOException("the connection ended");
        }
        return one.get(0) & 0xff;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
