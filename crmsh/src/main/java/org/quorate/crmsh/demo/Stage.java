package org.quorate.crmsh.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import org.quorate.crmsh.lab.Lab;
import org.quorate.crmsh.lab.LabNode;
import org.quorate.crmsh.lab.Poller;

/**
 * The cluster, its client and those who watch both, while the story goes on. What changes is told by a
 * thread of its own, ten times a second; the rest is for one thread.
 */
final class Stage implements AutoCloseable {

    private static final int LOOK_MS = 50;
    private static final int POLL_MS = 10;

    private final Display display;
    private final LabCluster cluster;
    private final WebVip service;
    private final Poller poller;
    private final ClusterWatch watch;
    private final ClientWatch client;
    private final Thread teller;
    private volatile boolean isClosed;

    Stage(Display display, LabCluster cluster, WebVip service) throws IOException {
        this.display = display;
        this.cluster = cluster;
        this.service = service;
        poller = cluster.lab().poll(service.address(), service.port());
        watch = new ClusterWatch(cluster, display::event);
        client = new ClientWatch(poller, service.url(), display::event);
        teller = Thread.ofPlatform().name("teller").daemon().start(this::tell);
    }

    LabCluster cluster() {
        return cluster;
    }

    Lab lab() {
        return cluster.lab();
    }

    Poller poller() {
        return poller;
    }

    View view() {
        return watch.view();
    }

    /** The node that serves clients, as the cluster sees it. */
    LabNode active() throws IOException {
        var place = view().places().get("web");
        if (place == null) {
            throw new IOException("no node runs the service");
        }
        return lab().node(place);
    }

    /** A living node that does not serve: where the operator sits. */
    LabNode bystander() {
        var places = view().places();
        return cluster.up().stream().filter(node -> !node.name().equals(places.get("web"))).findFirst()
                .orElseGet(() -> cluster.up().getFirst());
    }

    /** Types a command on a bystander, where all can see it. */
    void crm(String... words) throws IOException {
        crmOn(bystander(), words);
    }

    void crmOn(LabNode node, String... words) throws IOException {
        display.event(node.name(), "$ crm " + String.join(" ", words));
        var output = cluster.crm(node, words);
        if (!output.succeeded()) {
            throw new IOException("crm " + String.join(" ", words) + " ended with " + output.exit() + ": "
                    + output.text().strip());
        }
    }

    /** Puts the example on a node's disk and loads it there. */
    void loadService() throws IOException {
        var node = lab().nodes().getFirst();
        crmOn(node, "configure", "load", "update", service.writeTo(node).toString());
    }

    /** Waits until a condition holds; the failure names what was awaited and what a daemon said last. */
    void await(String what, Duration limit, BooleanSupplier condition) throws IOException {
        var deadline = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new IOException(
                        "waited " + limit.toSeconds() + " s in vain until " + what + lastWords());
            }
            pause(POLL_MS);
        }
    }

    private String lastWords() {
        var words = new StringBuilder();
        for (var node : lab().nodes()) {
            if (Files.exists(node.seenFromHere(cluster.log(node)))) {
                words.append("\nLast words of quorated on ").append(node.name()).append(":\n")
                        .append(cluster.lastWords(node, 8));
            }
        }
        return words.toString();
    }

    static void pause(int millis) throws IOException {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new java.io.InterruptedIOException("interrupted");
        }
    }

    private void tell() {
        try {
            while (!isClosed) {
                client.look();
                display.table(table());
                pause(LOOK_MS);
            }
        } catch (IOException _) {
            // Interrupted: the stage was closed.
        }
    }

    private List<String> table() {
        var view = watch.view();
        var rows = new ArrayList<String>();
        rows.add("─".repeat(Display.WIDTH));
        rows.add(String.format(Locale.ROOT, " %-6s %-14s %-10s %-18s %s", "node", "address", "daemon",
                "cluster",
                "service"));
        for (var node : cluster.lab().nodes()) {
            var name = node.name();
            var words = new ArrayList<String>();
            words.add(view.presences().getOrDefault(name, ""));
            if (view.dc().equals(name)) {
                words.add("DC");
            }
            if (view.standby().contains(name)) {
                words.add("standby");
            }
            rows.add(String.format(Locale.ROOT, " %-6s %-14s %-10s %-18s %s", name, node.address(),
                    cluster.isUp(node) ? "runs" : node.isAlive() ? "not running" : "dead",
                    String.join(", ", words), view.servicesOn(name)));
        }
        rows.add(" client " + client.summary(System.nanoTime()));
        return rows;
    }

    @Override
    public void close() {
        isClosed = true;
        teller.interrupt();
        try {
            teller.join(Duration.ofSeconds(1));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        watch.close();
        poller.close();
    }
}
