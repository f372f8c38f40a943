package org.quorate.crmsh.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.quorate.codec.Json;
import org.quorate.crmsh.client.ApiClient;
import org.quorate.crmsh.client.Reply;
import org.quorate.crmsh.lab.Isolation;
import org.quorate.crmsh.lab.Lab;
import org.quorate.crmsh.lab.LabNode;
import org.quorate.crmsh.lab.LabPlan;
import org.quorate.crmsh.lab.Poller;

/** Takes the numbers of docs/measurements.md, and prints each as soon as it is known. */
final class Measurement {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Duration IDLE = Duration.ofSeconds(60);
    /** Without news from the client for so long, what was measured is over. */
    private static final Duration QUIET = Duration.ofMillis(300);
    private static final int COLD_STARTS = 5;
    private static final int COMMITS = 100;

    private final Display display;
    private final Stage stage;
    private final int runs;

    private Measurement(Display display, Stage stage, int runs) {
        this.display = display;
        this.stage = stage;
        this.runs = runs;
    }

    /**
     * Returns the exit code. Disks are folders beside the distribution, so that commits reach a real disk.
     */
    static int run(Display display, Path home, int runs) throws IOException {
        var disks = home.toAbsolutePath().resolveSibling("measure");
        delete(disks);
        try (var lab = Lab.open(LabPlan.of("n1", "n2", "n3").withDisksUnder(disks))) {
            if (lab.isolation() instanceof Isolation.LoopbackOnly(var reason)) {
                throw new IOException("the numbers need namespaces: " + reason);
            }
            var cluster = LabCluster.setUp(lab,
                    new LabCluster.Plan("measure", home, List.of(), LabCluster.Security.TLS));
            try (var stage = new Stage(new SilentDisplay(), cluster, WebVip.of(home, lab))) {
                new Measurement(display, stage, runs).all();
            }
        } finally {
            delete(disks);
        }
        return 0;
    }

    private void all() throws IOException {
        display.say("| what | median | worst | runs |");
        display.say("|---|---|---|---|");
        coldStarts();
        killWebServer();
        plannedMoves();
        commands();
        commits();
        kill(Leads.NO);
        idle();
        kill(Leads.YES);
    }

    private void print(String what, Samples samples) {
        display.say(
                String.format(Locale.ROOT, "| %s | %d ms | %d ms | %d |", what, samples.median().toMillis(),
                        samples.worst().toMillis(), samples.all().size()));
    }

    private void print(String what, String value) {
        display.say("| " + what + " | " + value + " | | 1 |");
    }

    // ----- the cluster

    private void coldStarts() throws IOException {
        startAll();
        stage.loadService();
        awaitSettled();
        var samples = Samples.none();
        for (var run = 0; run < COLD_STARTS; run++) {
            for (var node : stage.lab().nodes()) {
                node.kill9();
            }
            for (var node : stage.lab().nodes()) {
                node.revive();
            }
            var begun = System.nanoTime();
            startAll();
            var answer = firstAnswer(begun);
            samples = samples.and(Duration.ofNanos(answer.nanos() - begun));
            awaitSettled();
        }
        print("three cold daemons to a served address", samples);
    }

    private void startAll() throws IOException {
        for (var node : stage.lab().nodes()) {
            stage.cluster().startDaemon(node);
        }
        stage.await("all nodes are members", LIMIT, () -> stage.cluster().status()
                .filter(status -> View.of(status).members() == stage.lab().nodes().size()).isPresent());
    }

    private Poller.Answer firstAnswer(long since) throws IOException {
        stage.await("the service answers", LIMIT, () -> stage.poller().firstGoodSince(since).isPresent());
        return stage.poller().firstGoodSince(since).orElseThrow();
    }

    /** All nodes are members, nothing is left to do, and the client has been served for a while. */
    private void awaitSettled() throws IOException {
        stage.await("the cluster is settled and serves", LIMIT.multipliedBy(2), () -> stage.view().isSettled()
                && stage.view().members() == stage.lab().nodes().size()
                && stage.view().places().containsKey("web") && isCalm());
    }

    private boolean isCalm() {
        var recent = stage.poller().since(System.nanoTime() - QUIET.toNanos());
        return !recent.isEmpty() && recent.stream().allMatch(Poller.Answer::ok);
    }

    private Duration silence(long since) throws IOException {
        awaitSettled();
        return stage.poller().longestOutageSince(since).orElseThrow().duration();
    }

    // ----- failures and moves

    private void killWebServer() throws IOException {
        var samples = Samples.none();
        for (var run = 0; run < runs; run++) {
            var begun = System.nanoTime();
            var killed = stage.active().exec("sh", "-c",
                    "read -r pid <\"$(find /run -name quorate-anything-web.pid)\" && kill -9 \"$pid\"");
            if (!killed.succeeded()) {
                throw new IOException("cannot kill the web server: " + killed.text());
            }
            stage.await("the client notices", LIMIT, () -> stage.poller().since(begun).stream()
                    .anyMatch(answer -> !answer.ok()));
            samples = samples.and(silence(begun));
        }
        stage.crm("resource", "cleanup", "web");
        print("killed web server: client outage", samples);
    }

    private void plannedMoves() throws IOException {
        var silences = Samples.none();
        var takes = Samples.none();
        for (var run = 0; run < runs; run++) {
            var active = stage.active();
            var begun = System.nanoTime();
            stage.crm("node", "standby", active.name());
            stage.await("another node answers", LIMIT, () -> firstFromAnother(active, begun) != null);
            var answer = firstFromAnother(active, begun);
            if (answer != null) {
                takes = takes.and(Duration.ofNanos(answer.nanos() - begun));
            }
            silences = silences.and(silence(begun));
            stage.crm("node", "online", active.name());
            awaitSettled();
        }
        print("planned move (`crm node standby`): silence", silences);
        print("planned move: from the command to the other node's answer", takes);
    }

    private Poller.@org.jspecify.annotations.Nullable Answer firstFromAnother(LabNode node, long since) {
        return stage.poller().since(since).stream()
                .filter(answer -> answer.ok() && !answer.text().equals(node.name())).findFirst().orElse(null);
    }

    /** Whether the node that is killed leads the log. */
    private enum Leads {
        YES, NO
    }

    /**
     * Left alone, the DC hands the lead to a node without services. For a leader that serves, every node
     * is made busy with a Dummy of its own, so that no better place is left, and the service is moved to
     * the leader.
     */
    private void kill(Leads leads) throws IOException {
        if (leads == Leads.YES) {
            for (var node : stage.lab().nodes()) {
                stage.crm("configure", "primitive", "busy-" + node.name(), "ocf:quorate:Dummy");
                stage.crm("configure", "location", "only-" + node.name(), "busy-" + node.name(), "rule",
                        "-inf:",
                        "#uname", "ne", node.name());
            }
        }
        awaitSettled();
        var samples = Samples.none();
        for (var run = 0; run < runs; run++) {
            arrange(leads);
            var victim = stage.active();
            var killed = System.nanoTime();
            victim.kill9();
            stage.await("another node answers", LIMIT, () -> firstFromAnother(victim, killed) != null);
            samples = samples.and(stage.poller().longestOutageSince(killed).orElseThrow().duration());
            victim.revive();
            stage.cluster().startDaemon(victim);
            awaitSettled();
        }
        print("kill -9 of the active node, " + (leads == Leads.YES ? "the leader" : "not the leader")
                + ": client outage", samples);
    }

    private void arrange(Leads leads) throws IOException {
        switch (leads) {
            case NO -> stage.await("the lead has gone to a node that does not serve", LIMIT,
                    () -> !stage.view().dc().isEmpty()
                            && !stage.view().dc().equals(stage.view().places().get("web")));
            case YES -> {
                var dc = stage.view().dc();
                if (!dc.equals(stage.active().name())) {
                    stage.crm("resource", "move", "service", dc);
                }
                awaitSettled();
                if (!stage.view().dc().equals(stage.active().name())) {
                    throw new IOException("the lead went away from " + dc + " although every node is busy");
                }
            }
        }
    }

    // ----- commands and commits

    private void commands() throws IOException {
        var node = stage.bystander();
        var samples = Samples.none();
        for (var run = 0; run < runs + 1; run++) {
            var builder = new ProcessBuilder(stage.cluster().home().resolve("bin/crm").toString(), "status")
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD);
            builder.environment().put("QUORATE_SOCKET", stage.cluster().socket(node).toString());
            var begun = System.nanoTime();
            var process = builder.start();
            try {
                if (process.waitFor() != 0) {
                    throw new IOException("crm status ended with " + process.exitValue());
                }
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                throw new java.io.InterruptedIOException("interrupted");
            }
            // The first one reads the disk.
            samples = run == 0 ? samples : samples.and(Duration.ofNanos(System.nanoTime() - begun));
        }
        print("`crm status`: wall time", samples);
    }

    private void commits() throws IOException {
        var node = stage.bystander();
        var samples = Samples.none();
        try (var api = new ApiClient(stage.cluster().socket(node))) {
            for (var run = 0; run < COMMITS; run++) {
                var edit = Json.object().put("edit", "set-node-attribute").put("node", node.name())
                        .put("name", "measured").put("value", Integer.toString(run)).done();
                var body = Json.object().put("key", UUID.randomUUID().toString())
                        .put("edits", new Json.Arr(List.of(edit))).done();
                var begun = System.nanoTime();
                if (!(api.post("/v1/edit", body, LIMIT) instanceof Reply.Done)) {
                    throw new IOException("a configuration change was refused");
                }
                samples = samples.and(Duration.ofNanos(System.nanoTime() - begun));
            }
        }
        print("commit of a configuration change", samples);
    }

    // ----- doing nothing

    private void idle() throws IOException {
        awaitSettled();
        var active = stage.active();
        var before = figures();
        var folders = dataFolders();
        var until = System.nanoTime() + IDLE.toNanos();
        stage.await("a minute is over", IDLE.plusSeconds(5), () -> System.nanoTime() >= until);
        var after = figures();
        var seconds = IDLE.toMillis() / 1000.0;
        after.forEach((name, figures) -> {
            var was = before.getOrDefault(name, figures);
            var node = name + (name.equals(active.name()) ? ", active" : "") + (name.equals(stage.view().dc())
                    ? ", leads"
                    : "");
            print("memory of a daemon (" + node + ")",
                    String.format(Locale.ROOT, "%.0f MiB PSS", figures.pssKib() / 1024.0));
            print("idle CPU of a daemon (" + node + ")", String.format(Locale.ROOT,
                    "%.2f %% of a core, its agents %.2f %%",
                    figures.cpu().minus(was.cpu()).toMillis() / seconds / 10,
                    figures.childrenCpu().minus(was.childrenCpu()).toMillis() / seconds / 10));
            print("written in a minute (" + node + ")",
                    figures.writtenBytes() - was.writtenBytes() + " bytes");
        });
        print("files under the data folders changed in a minute",
                Long.toString(dataFolders().entrySet().stream()
                        .filter(entry -> !entry.getValue().equals(folders.get(entry.getKey()))).count()));
    }

    private SortedMap<String, ProcessFigures> figures() throws IOException {
        var figures = new TreeMap<String, ProcessFigures>();
        for (var node : stage.lab().nodes()) {
            figures.put(node.name(), ProcessFigures.of(stage.cluster().daemon(node).pid()));
        }
        return figures;
    }

    /** Every file of every data folder, with its size and time of change. */
    private SortedMap<String, String> dataFolders() throws IOException {
        var files = new TreeMap<String, String>();
        for (var node : stage.lab().nodes()) {
            var folder = node.seenFromHere(stage.cluster().folder(node).resolve("data"));
            try (var all = Files.walk(folder)) {
                for (var file : all.filter(Files::isRegularFile).toList()) {
                    files.put(file.toString(), Files.size(file) + " " + Files.getLastModifiedTime(file));
                }
            }
        }
        return files;
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
