package org.quorate.crmsh.demo;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.quorate.crmsh.lab.LabNode;
import org.quorate.crmsh.lab.Poller;

/**
 * What the demo shows, in its order. Each part fails with an IOException that says what was awaited in
 * vain.
 */
final class Story {

    private static final Duration START_LIMIT = Duration.ofSeconds(30);
    private static final Duration RECOVERY_LIMIT = Duration.ofSeconds(20);
    /** How long the client is watched after something that should not touch it. */
    private static final Duration CALM = Duration.ofSeconds(1);

    /** A line of the summary. */
    record Finding(String what, Duration silence, String remark) {}

    private final Display display;
    private final Stage stage;
    private final int breathMs;
    private final List<Finding> findings = new ArrayList<>();

    /** @param breathMs a pause after the failover and between later parts, for those who watch */
    Story(Display display, Stage stage, int breathMs) {
        this.display = display;
        this.stage = stage;
        this.breathMs = breathMs;
    }

    void tell() throws IOException {
        begin();
        failover();
        comeBack();
        plannedMove();
    }

    private void part(String title) {
        display.heading("");
        display.heading(title);
    }

    private void begin() throws IOException {
        var cluster = stage.cluster();
        display.heading("");
        display.heading("Three daemons start and find each other");
        var started = System.nanoTime();
        for (var node : stage.lab().nodes()) {
            cluster.startDaemon(node);
        }
        stage.await("all nodes are members", START_LIMIT,
                () -> stage.view().isQuorate() && stage.view().members() == stage.lab().nodes().size());
        stage.loadService();
        stage.await("the service answers", START_LIMIT,
                () -> stage.poller().firstGoodSince(started).isPresent());
        stage.await("the cluster is settled", START_LIMIT, () -> stage.view().isSettled());
        var first = stage.poller().firstGoodSince(started).orElseThrow();
        findings.add(new Finding("three cold daemons, loaded, served",
                Duration.ofNanos(first.nanos() - started), first.text() + " serves"));
    }

    private void failover() throws IOException {
        var victim = stage.active();
        part("The node that serves dies: kill -9 of everything on it, and its link goes down");
        var wasDc = stage.view().dc().equals(victim.name());
        var killed = System.nanoTime();
        display.event(victim.name(), "is killed" + (wasDc ? "; it also led the cluster" : ""));
        victim.kill9();
        var answer = awaitOther(victim, killed);
        record("kill -9 of the node that serves" + (wasDc ? " and leads" : ""), killed,
                answer.text() + " took over");
        stage.await("the cluster is settled", RECOVERY_LIMIT, () -> stage.view().isSettled());
        dead = victim;
    }

    private LabNode dead() throws IOException {
        if (dead == null) {
            throw new IOException("no node was killed");
        }
        return dead;
    }

    private @org.jspecify.annotations.Nullable LabNode dead;

    private Poller.Answer awaitOther(LabNode old, long since) throws IOException {
        stage.await("another node than " + old.name() + " answers", RECOVERY_LIMIT,
                () -> firstOther(old, since) != null);
        var answer = firstOther(old, since);
        if (answer == null) {
            throw new IOException("the answer of another node is gone");
        }
        return answer;
    }

    private Poller.@org.jspecify.annotations.Nullable Answer firstOther(LabNode old, long since) {
        return stage.poller().since(since).stream()
                .filter(answer -> answer.ok() && !answer.text().equals(old.name())).findFirst().orElse(null);
    }

    private void record(String what, long since, String remark) {
        var silence = stage.poller().longestOutageSince(since).map(Poller.Outage::duration)
                .orElse(Duration.ZERO);
        findings.add(new Finding(what, silence, remark));
        display.heading("         the client was without an answer for " + silence.toMillis() + " ms");
    }

    private void comeBack() throws IOException {
        var node = dead();
        Stage.pause(breathMs);
        part("The dead node comes back; the service stays where it is");
        var server = stage.active();
        node.revive();
        display.event(node.name(), "has power again, its daemon starts");
        var begun = System.nanoTime();
        stage.cluster().startDaemon(node);
        stage.await(node.name() + " is a member again", START_LIMIT,
                () -> stage.view().isMember(node.name()) && stage.view().isSettled());
        var calm = System.nanoTime() + CALM.toNanos();
        stage.await("a calm second has passed", CALM.multipliedBy(2), () -> System.nanoTime() > calm);
        if (!stage.active().equals(server)) {
            throw new IOException("the service moved from " + server.name() + " without a reason");
        }
        record("the node comes back", begun, "stays on " + server.name());
    }

    private void plannedMove() throws IOException {
        var node = stage.active();
        Stage.pause(breathMs);
        part("A planned move: " + node.name() + " is put into standby, and online again");
        var begun = System.nanoTime();
        stage.crm("node", "standby", node.name());
        var answer = awaitOther(node, begun);
        stage.await("the cluster is settled", RECOVERY_LIMIT, () -> stage.view().isSettled());
        record("crm node standby " + node.name(), begun, "moved to " + answer.text());
        stage.crm("node", "online", node.name());
        stage.await("the cluster is settled", RECOVERY_LIMIT,
                () -> stage.view().isSettled() && !stage.view().standby().contains(node.name()));
    }

    List<String> summary() {
        var lines = new ArrayList<String>();
        lines.add(String.format(Locale.ROOT, "%-48s %11s", "what happened", "silence, ms"));
        for (var finding : findings) {
            lines.add(
                    String.format(Locale.ROOT, "%-48s %11d  %s", finding.what(), finding.silence().toMillis(),
                            finding.remark()));
        }
        return lines;
    }
}
