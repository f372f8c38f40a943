package org.quorate.crmsh.demo;

import java.time.Duration;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import org.quorate.crmsh.client.ApiClient;
import org.quorate.crmsh.client.Reply;
import org.quorate.crmsh.lab.LabNode;

/**
 * Watches a cluster through the API of whichever daemon answers, and tells what changes, as it changes.
 * One thread of its own; {@link #view} may be called from any.
 */
final class ClusterWatch implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final int RETRY_MS = 20;

    private final LabCluster cluster;
    private final BiConsumer<String, String> events;
    private final Thread thread;
    private volatile View view = View.NOTHING;
    private volatile boolean isClosed;

    ClusterWatch(LabCluster cluster, BiConsumer<String, String> events) {
        this.cluster = cluster;
        this.events = events;
        thread = Thread.ofPlatform().name("cluster-watch").daemon().start(this::run);
    }

    /** The latest status. */
    View view() {
        return view;
    }

    @Override
    public void close() {
        isClosed = true;
        thread.interrupt();
    }

    private void run() {
        while (!isClosed) {
            for (var node : cluster.up()) {
                follow(node);
            }
            try {
                Thread.sleep(RETRY_MS);
            } catch (InterruptedException _) {
                return;
            }
        }
    }

    /** Until the daemon there does not answer any more. */
    private void follow(LabNode node) {
        try (var api = new ApiClient(cluster.socket(node))) {
            var query = "/v1/status";
            while (!isClosed && cluster.isUp(node)
                    && api.get(query, PATIENCE.plusSeconds(1)) instanceof Reply.Done(var status)) {
                query = "/v1/status?since=" + status.whole("revision", 0) + "&limit=" + PATIENCE.toSeconds()
                        + "s";
                var next = View.of(status);
                // A daemon that has only started knows less than what was seen already.
                if (next.isQuorate() || !view.isQuorate()) {
                    tell(view, next);
                    view = next;
                }
            }
        } catch (IllegalStateException _) {
            // The node died between two looks at it.
        }
    }

    private void tell(View before, View after) {
        if (!after.dc().isEmpty() && !after.dc().equals(before.dc())) {
            events.accept(after.dc(), "is the DC: it leads the cluster");
        }
        after.presences().forEach((node, presence) -> {
            if (!presence.equals(before.presences().getOrDefault(node, "never"))) {
                events.accept(node, switch (presence) {
                    case "member" -> "is a member of the cluster";
                    case "lost" -> "is lost: it may run nothing any more";
                    case "left" -> "has left the cluster";
                    default -> "is " + presence;
                });
            }
            if (after.standby().contains(node) != before.standby().contains(node)) {
                events.accept(node, after.standby().contains(node) ? "is in standby" : "is online again");
            }
        });
        var resources = new TreeSet<>(before.places().keySet());
        resources.addAll(after.places().keySet());
        for (var resource : resources) {
            var was = before.places().getOrDefault(resource, "");
            var is = after.places().getOrDefault(resource, "");
            if (!is.equals(was)) {
                events.accept(is.isEmpty() ? was : is,
                        is.isEmpty() ? "has stopped " + resource : "runs " + resource);
            }
        }
    }
}
