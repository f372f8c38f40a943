package org.quorate.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.awaitility.core.ConditionTimeoutException;
import org.quorate.codec.JsonAt;
import org.quorate.crmsh.demo.LabCluster;
import org.quorate.crmsh.demo.View;
import org.quorate.crmsh.demo.WebVip;
import org.quorate.crmsh.lab.Isolation;
import org.quorate.crmsh.lab.Lab;
import org.quorate.crmsh.lab.LabNode;
import org.quorate.crmsh.lab.LabPlan;
import org.quorate.crmsh.lab.LabProcess;
import org.quorate.crmsh.lab.Output;
import org.quorate.crmsh.lab.Poller;

/** A cluster of the distribution's daemons in namespaces, with what tests do to it and ask of it. */
public final class ClusterUnderTest implements AutoCloseable {

    public static final Path HOME = Path.of(System.getProperty("quorate.home", "../target/quorate"))
            .toAbsolutePath()
            .normalize();
    public static final Duration START = Duration.ofSeconds(50);
    public static final Duration RECOVERY = Duration.ofSeconds(30);
    private static final Duration POLL = Duration.ofMillis(20);
    /**
     * Tests tell what happens, measurements how fast. On a machine that builds and tests at once a daemon
     * may get no processor for longer than the default of 500 ms.
     */
    public static final Duration DETECTION = Duration.ofSeconds(2);

    /** What is done on a node before a daemon is started there. */
    @FunctionalInterface
    public interface Preparation {

        void prepare(LabNode node) throws IOException;
    }

    private final LabCluster cluster;
    private Preparation preparation = _ -> {};

    private ClusterUnderTest(LabCluster cluster) {
        this.cluster = cluster;
    }

    /**
     * Set up, not started. Fails, not skips, where there are no namespaces: then nothing here is tested.
     */
    public static ClusterUnderTest setUp(List<String> nodes, List<String> arbiters) throws IOException {
        assertThat(Lab.detect()).as("what this machine allows").isInstanceOf(Isolation.Namespaces.class);
        var all = new ArrayList<>(nodes);
        all.addAll(arbiters);
        var lab = Lab.open(new LabPlan(all, null));
        try {
            return new ClusterUnderTest(LabCluster.setUp(lab,
                    new LabCluster.Plan("test", HOME, arbiters, LabCluster.Security.TLS)));
        } catch (IOException e) {
            lab.close();
            throw e;
        }
    }

    /** Started, with all nodes members and nothing left to do. */
    public static ClusterUnderTest start(List<String> nodes, List<String> arbiters) throws IOException {
        return start(nodes, arbiters, _ -> {});
    }

    /**
     * The same, on nodes that need something first.
     *
     * @param preparation of a node, each time before its daemon is started
     */
    public static ClusterUnderTest start(List<String> nodes, List<String> arbiters, Preparation preparation)
            throws IOException {
        var made = setUp(nodes, arbiters);
        made.preparation = preparation;
        try {
            made.mend();
            made.crm(made.lab().nodes().getFirst(), "configure", "property",
                    "failure-detection=" + DETECTION.toSeconds() + "s");
            made.awaitSettled();
            return made;
        } catch (IOException | AssertionError e) {
            made.close();
            throw e;
        }
    }

    /** Starts the daemon of a node; it is not waited for. */
    public LabProcess startDaemon(LabNode node) throws IOException {
        preparation.prepare(node);
        return cluster.startDaemon(node);
    }

    /**
     * A node that cannot go on with its data returns as a new voter, by what the shell says is to be
     * typed, once an earlier change of the voters has settled.
     */
    public void replace(LabNode node) throws IOException {
        awaitView(node.name() + " is lost, and one of the others leads", RECOVERY,
                view -> !view.isMember(node.name()) && !view.dc().isEmpty());
        await("no change of the voters is under way", RECOVERY,
                () -> !cluster.status(another(node)).orElseThrow().field("quorum").flag("settling", false));
        var said = crm(another(node), "cluster", "replace", node.name());
        var line = said.text().lines().map(String::strip).filter(each -> each.startsWith("quorated rejoin"))
                .findFirst().orElseThrow(() -> new AssertionError("no command for the node: " + said.text()));
        var words = new ArrayList<>(List.of(line.split(" ", -1)));
        words.set(0, cluster.home().resolve("bin").resolve(words.getFirst()).toString());
        words.addAll(List.of("--settings", cluster.folder(node).resolve("quorated.conf").toString()));
        var output = node.exec(words.toArray(String[]::new));
        assertThat(output.exit()).as(output.text()).isZero();
    }

    public static ClusterUnderTest ofThree() throws IOException {
        return start(List.of("n1", "n2", "n3"), List.of());
    }

    public LabCluster cluster() {
        return cluster;
    }

    public Lab lab() {
        return cluster.lab();
    }

    public LabNode node(String name) {
        return lab().node(name);
    }

    /** Every node alive, every daemon running, everything settled. */
    public void mend() {
        await("all nodes are members and all is settled", START, () -> {
            startWhatIsDown();
            var view = view();
            return view.isQuorate() && view.isSettled() && view.members() == lab().nodes().size();
        });
    }

    /** As a supervisor would: also a daemon that its guardian has killed on an overloaded machine. */
    private void startWhatIsDown() throws IOException {
        for (var node : lab().nodes()) {
            if (!node.isAlive()) {
                node.revive();
            }
            if (!cluster.isUp(node)) {
                startDaemon(node);
            }
        }
    }

    /** Loads the example and waits until the client is served. */
    public WebVip loadWebVip(Poller poller) throws IOException {
        var service = WebVip.of(HOME, lab());
        var begun = System.nanoTime();
        var node = lab().nodes().getFirst();
        crm(node, "configure", "load", "update", service.writeTo(node).toString());
        await("the service answers", RECOVERY, () -> poller.firstGoodSince(begun).isPresent());
        awaitSettled();
        return service;
    }

    /** Runs a command that must succeed. */
    public Output crm(LabNode node, String... words) throws IOException {
        var output = cluster.crm(node, words);
        assertThat(output.exit()).as("crm %s: %s", String.join(" ", words), output.text()).isZero();
        return output;
    }

    public JsonAt status() {
        return cluster.status().orElseThrow(() -> new AssertionError("no daemon answers"));
    }

    public View view() {
        return cluster.status().map(View::of).orElse(View.NOTHING);
    }

    /** The status of one primitive. */
    public JsonAt resource(String name) {
        return status().list("resources", each -> each).stream()
                .filter(each -> each.text("primitive", "").equals(name)).findFirst()
                .orElseThrow(() -> new AssertionError("no resource " + name));
    }

    public LabNode active(String resource) {
        var place = view().places().get(resource);
        assertThat(place).as("where %s runs", resource).isNotNull();
        return node(String.valueOf(place));
    }

    /** A living node other than these. */
    public LabNode another(LabNode... not) {
        return cluster.up().stream().filter(node -> !List.of(not).contains(node)).findFirst().orElseThrow();
    }

    public void awaitSettled() {
        awaitView("all is settled", RECOVERY, View::isSettled);
    }

    public void awaitView(String what, Duration limit, Predicate<View> condition) {
        await(what, limit, () -> condition.test(view()));
    }

    /** A failure names what was awaited, the status, and the last words of every daemon. */
    public void await(String what, Duration limit, java.util.concurrent.Callable<Boolean> condition) {
        try {
            org.awaitility.Awaitility.await(what).pollInterval(POLL).pollDelay(Duration.ZERO).atMost(limit)
                    .until(condition);
        } catch (ConditionTimeoutException e) {
            throw new AssertionError(
                    "waited " + limit.toSeconds() + " s in vain until " + what + "\n" + view()
                            + lastWords(),
                    e);
        }
    }

    private String lastWords() {
        var words = new StringBuilder();
        for (var node : lab().nodes()) {
            words.append("\n--- ").append(node.name()).append('\n').append(cluster.lastWords(node, 15));
        }
        return words.toString();
    }

    /** All that a node's daemons have said. */
    public String log(LabNode node) throws IOException {
        return Files.readString(node.seenFromHere(cluster.log(node)));
    }

    public void awaitLog(LabNode node, String pattern) {
        var wanted = java.util.regex.Pattern.compile(pattern);
        await(node.name() + " says " + pattern, RECOVERY, () -> wanted.matcher(log(node)).find());
    }

    /** Process id of the example's web server, as its node numbers it. */
    public String webServerPid(LabNode node) throws IOException {
        var output = node.exec("sh", "-c",
                "read -r pid <\"$(find /run -name quorate-anything-web.pid)\" && echo \"$pid\"");
        assertThat(output.exit()).as(output.text()).isZero();
        return output.text().strip();
    }

    @Override
    public void close() {
        lab().close();
    }

    /** The client's longest time without an answer. */
    public static Duration silence(Poller poller, long since) {
        return poller.longestOutageSince(since).map(Poller.Outage::duration).orElse(Duration.ZERO);
    }

    static java.util.Optional<Poller.Answer> firstFromAnother(Poller poller, LabNode node, long since) {
        return poller.since(since).stream()
                .filter(answer -> answer.ok() && !answer.text().equals(node.name()))
                .findFirst();
    }
}
