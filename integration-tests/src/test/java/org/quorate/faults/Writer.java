package org.quorate.faults;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.quorate.codec.Json;
import org.quorate.crmsh.client.ApiClient;
import org.quorate.crmsh.client.Reply;
import org.quorate.crmsh.demo.LabCluster;
import org.quorate.crmsh.lab.LabNode;

/** A client that changes the configuration all the time and remembers what was acknowledged. */
final class Writer implements AutoCloseable {

    /** A key is used once in the life of a cluster. */
    private static final AtomicLong NUMBERS = new AtomicLong();
    private static final Set<String> TRIED = ConcurrentHashMap.newKeySet();
    private static final Duration PAUSE = Duration.ofMillis(50);
    private static final Duration LIMIT = Duration.ofSeconds(3);
    private static final Duration END = Duration.ofSeconds(20);

    private final LabCluster cluster;
    private final List<String> acknowledged = new CopyOnWriteArrayList<>();
    private final Thread thread;
    private volatile boolean ends;

    private Writer(LabCluster cluster) {
        this.cluster = cluster;
        thread = Thread.ofPlatform().name("writer").daemon().unstarted(this::run);
    }

    static Writer start(LabCluster cluster) {
        var writer = new Writer(cluster);
        writer.thread.start();
        return writer;
    }

    private void run() {
        while (!ends) {
            var name = "w" + NUMBERS.incrementAndGet();
            for (var node : cluster.up()) {
                if (write(node, name)) {
                    break;
                }
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    private boolean write(LabNode node, String name) {
        TRIED.add(name);
        var edit = Json.object().put("edit", "set-node-attribute").put("node", "n1").put("name", name)
                .put("value", "1").done();
        var body = Json.object().put("key", name).put("message", "a test writes").put("client", "writer")
                .put("edits", new Json.Arr(List.of(edit))).done();
        try (var api = new ApiClient(cluster.socket(node))) {
            if (!(api.post("/v1/edit", body, LIMIT) instanceof Reply.Done)) {
                return false;
            }
            acknowledged.add(name);
            return true;
        }
    }

    List<String> acknowledged() {
        return List.copyOf(acknowledged);
    }

    /** What any writer has asked for, acknowledged or not. */
    static Set<String> tried() {
        return TRIED;
    }

    @Override
    public void close() {
        ends = true;
        try {
            if (!thread.join(END)) {
                throw new IllegalStateException("the writer does not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
