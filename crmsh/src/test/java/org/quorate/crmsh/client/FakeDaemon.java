package org.quorate.crmsh.client;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** Answers the API's socket from a function, and remembers what it was asked. */
public final class FakeDaemon implements AutoCloseable {

    private final Path folder;
    private final ServerSocketChannel server;
    private final Function<Request, Answer> answers;
    private final List<Request> requests = new CopyOnWriteArrayList<>();

    /** One request: {@code GET /v1/status} and its body. */
    public record Request(String line, String body) {}

    /** Status and body; status 0 closes the connection without an answer. */
    public record Answer(int status, String body) {

        public static Answer ok(String body) {
            return new Answer(200, body);
        }
    }

    private FakeDaemon(Path folder, ServerSocketChannel server, Function<Request, Answer> answers) {
        this.folder = folder;
        this.server = server;
        this.answers = answers;
    }

    public static FakeDaemon start(Function<Request, Answer> answers) throws IOException {
        var folder = Files.createTempDirectory("crm-test-");
        var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)
                .bind(UnixDomainSocketAddress.of(folder.resolve("s")));
        var daemon = new FakeDaemon(folder, server, answers);
        Thread.ofVirtual().start(daemon::accept);
        return daemon;
    }

    public Path socket() {
        return folder.resolve("s");
    }

    public List<Request> requests() {
        return requests;
    }

    /** The bodies of what was posted to a path. */
    public List<String> posted(String path) {
        return requests.stream().filter(request -> request.line().equals("POST " + path)).map(Request::body)
                .toList();
    }

    private void accept() {
        try {
            while (true) {
                var channel = server.accept();
                Thread.ofVirtual().start(() -> serve(channel));
            }
        } catch (IOException e) {
            // Closed: the test is over.
        }
    }

    private void serve(SocketChannel channel) {
        try (channel) {
            while (true) {
                var head = head(channel);
                int length = Integer.parseInt(head.lines().filter(line -> line.startsWith("Content-Length: "))
                        .findFirst().orElseThrow().substring(16));
                var request = new Request(head.substring(0, head.indexOf(" HTTP/1.1")),
                        body(channel, length));
                requests.add(request);
                var answer = answers.apply(request);
                if (answer.status() == 0) {
                    return;
                }
                // In two chunks, so that reading of chunks is seen to work.
                var body = answer.body().getBytes(StandardCharsets.UTF_8);
                var out = new ByteArrayOutputStream();
                out.writeBytes(("HTTP/1.1 " + answer.status() + " X\r\nTransfer-Encoding: chunked\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
                int half = body.length / 2;
                chunk(out, body, 0, half);
                chunk(out, body, half, body.length);
                out.writeBytes("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                channel.write(ByteBuffer.wrap(out.toByteArray()));
            }
        } catch (IOException e) {
            // The client went away.
        }
    }

    private static void chunk(ByteArrayOutputStream out, byte[] body, int from, int to) {
        if (to > from) {
            out.writeBytes((Integer.toHexString(to - from) + "\r\n").getBytes(StandardCharsets.US_ASCII));
            out.write(body, from, to - from);
            out.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
        }
    }

    private static String head(SocketChannel channel) throws IOException {
        var head = new StringBuilder();
        var one = ByteBuffer.allocate(1);
        while (head.length() < 4 || !head.substring(head.length() - 4).equals("\r\n\r\n")) {
            if (channel.read(one.clear()) < 0) {
                throw new IOException("closed");
            }
            head.append((char) one.get(0));
        }
        return head.toString();
    }

    private static String body(SocketChannel channel, int length) throws IOException {
        var body = ByteBuffer.allocate(length);
        while (body.hasRemaining() && channel.read(body) >= 0) {
            // Until it is complete.
        }
        return new String(body.array(), StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        server.close();
        Files.deleteIfExists(socket());
        Files.deleteIfExists(folder);
    }
}
