package org.quorate.crmsh.client;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.quorate.codec.CodecException;
import org.quorate.codec.ConfigurationJson;
import org.quorate.codec.Json;
import org.quorate.codec.JsonAt;
import org.quorate.model.Problem;

/**
 * Calls the API of a daemon: HTTP/1.1 over its unix socket, one call at a time on a connection that is kept.
 * Not for use by several threads.
 */
public final class ApiClient implements AutoCloseable {

    private static final int OK = 200;

    private final Path socket;
    private @Nullable HttpConnection connection;

    public ApiClient(Path socket) {
        this.socket = socket;
    }

    public Path socket() {
        return socket;
    }

    /** Asks; the answer may take as long as the limit, from now. */
    public Reply get(String pathAndQuery, Duration limit) {
        return call("GET", pathAndQuery, new byte[0], limit);
    }

    /** Asks for a change; the answer may take as long as the limit, from now. */
    public Reply post(String path, Json body, Duration limit) {
        return call("POST", path, body.bytes(), limit);
    }

    private Reply call(String method, String path, byte[] body, Duration limit) {
        boolean wasKept = connection != null;
        var reply = once(method, path, body, limit);
        // A kept connection may have been closed meanwhile as idle. Every call that changes something carries
        // a key, so that sending it twice changes nothing the second time.
        return wasKept && reply instanceof Reply.Broken ? once(method, path, body, limit) : reply;
    }

    private Reply once(String method, String path, byte[] body, Duration limit) {
        HttpConnection http;
        try {
            http = connected();
        } catch (IOException e) {
            return new Reply.Unreachable(why(e));
        }
        try {
            var response = http.call(method, path, body, limit);
            if (response.isLast()) {
                close();
            }
            return read(response);
        } catch (InterruptedIOException e) {
            close();
            return new Reply.Interrupted();
        } catch (IOException e) {
            close();
            return new Reply.Broken(why(e));
        }
    }

    private static String why(IOException e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    private HttpConnection connected() throws IOException {
        var there = connection;
        if (there == null) {
            var channel = SocketChannel.open(StandardProtocolFamily.UNIX);
            try {
                channel.connect(UnixDomainSocketAddress.of(socket));
            } catch (IOException e) {
                channel.close();
                throw e;
            }
            there = new HttpConnection(channel);
            connection = there;
        }
        return there;
    }

    private static Reply read(HttpConnection.Response response) {
        try {
            var body = JsonAt.root(Json.read(response.body().array()));
            return response.status() == OK
                    ? new Reply.Done(body)
                    : new Reply.Refused(response.status(),
                            body.maybe("problems").map(ConfigurationJson::readProblems).orElse(List.of()));
        } catch (CodecException e) {
            return new Reply.Refused(response.status(), List.of(new Problem("",
                    "the daemon's answer (HTTP " + response.status() + ") is not understood: "
                            + e.getMessage())));
        }
    }

    @Override
    public void close() {
        if (connection != null) {
            connection.close();
            connection = null;
        }
    }
}
