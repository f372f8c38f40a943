package org.quorate.api;

import java.io.IOException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.quorate.model.Problem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers the control API (docs/api.md) on a unix socket: a virtual thread for each connection, at most
 * {@link ApiSettings#CONNECTIONS} of them.
 */
public final class ApiServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ApiServer.class);

    /** How long calls under way may still answer when the server closes. */
    private static final Duration LAST_WORDS = Duration.ofSeconds(1);

    /** How long to wait when the system could not hand over a connection (too many open files). */
    private static final Duration ACCEPT_AGAIN = Duration.ofMillis(100);

    private static final int LOOKS_FOR_IDLE = 4;

    private final ApiSettings settings;
    private final ServerSocketChannel listening;
    private final Callers callers;
    private final Routes routes;
    private final Set<HttpConnection> open = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService idleWatch = Executors
            .newSingleThreadScheduledExecutor(Thread.ofVirtual().name("api-idle").factory());

    private ApiServer(ApiSettings settings, ServerSocketChannel listening, Routes routes) {
        this.settings = settings;
        this.listening = listening;
        this.routes = routes;
        callers = new Callers(settings.group());
    }

    /**
     * Binds the socket and answers from then on.
     *
     * @param group members of this group of the system may call, besides root and the daemon's own user
     * @throws IOException with a message for the operator, when the socket cannot be bound
     */
    public static ApiServer start(Path socket, String group, ClusterControl control) throws IOException {
        var settings = new ApiSettings(socket, group, ApiSettings.CONNECTIONS, ApiSettings.IDLE);
        return start(settings, control, InstantSource.system());
    }

    static ApiServer start(ApiSettings settings, ClusterControl control, InstantSource clock)
            throws IOException {
        var listening = ApiSocket.bind(settings.socket(), settings.group());
        var server = new ApiServer(settings, listening, Routes.of(control, clock));
        Thread.ofVirtual().name("api-accept").start(server::accept);
        long every = Math.max(1, settings.idle().toMillis() / LOOKS_FOR_IDLE);
        var _ = server.idleWatch.scheduleAtFixedRate(server::closeIdle, every, every, TimeUnit.MILLISECONDS);
        return server;
    }

    private void accept() {
        while (listening.isOpen()) {
            try {
                serve(listening.accept());
            } catch (IOException e) {
                if (listening.isOpen()) {
                    LOG.warn("the API cannot accept a connection: {}", e.getMessage());
                    LockSupport.parkNanos(ACCEPT_AGAIN.toNanos());
                }
            }
        }
    }

    private void serve(SocketChannel channel) {
        var connection = new HttpConnection(channel);
        if (open.size() >= settings.connections()) {
            connection.refuse(Reply.problem(Reply.UNAVAILABLE, "", "too many connections are open ("
                    + settings.connections() + "); try again"));
            return;
        }
        var caller = callers.of(channel);
        if (!caller.mayCall()) {
            LOG.warn("refused a call of the API user={}", caller.user());
            connection.refuse(Reply.problem(Reply.FORBIDDEN, "", "user " + caller.user()
                    + " may not call this API; " + callers.allowed() + " may"));
            return;
        }
        open.add(connection);
        Thread.ofVirtual().name("api").start(() -> {
            try (connection) {
                connection.serve(request -> answer(new Call(caller, request)));
            } finally {
                open.remove(connection);
            }
        });
    }

    private Reply answer(Call call) {
        try {
            return routes.answer(call);
        } catch (Refusal refusal) {
            return refusal.reply();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Reply.problem(Reply.UNAVAILABLE, "", "the daemon is ending");
        } catch (RuntimeException e) {
            LOG.error("a call of the API failed path={}", call.request().path(), e);
            return new Reply(Reply.FAULT, Reply.problems(List.of(new Problem("",
                    "the daemon has a fault in this call; its log says more"))));
        }
    }

    private void closeIdle() {
        open.forEach(connection -> connection.closeIfIdle(settings.idle()));
    }

    /** Stops accepting, lets calls under way answer for a second, then closes. */
    @Override
    public void close() {
        idleWatch.shutdownNow();
        if (listening.isOpen()) {
            ApiSocket.unbind(listening, settings.socket());
        }
        long until = System.nanoTime() + LAST_WORDS.toNanos();
        for (var connection : open) {
            connection.endAfterReply(Duration.ofNanos(Math.max(0, until - System.nanoTime())));
        }
        open.forEach(HttpConnection::close);
    }
}
