package org.quorate.crmsh.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.quorate.codec.JsonAt;
import org.quorate.crmsh.client.ApiClient;
import org.quorate.crmsh.client.Reply;
import org.quorate.crmsh.lab.Command;
import org.quorate.crmsh.lab.Isolation;
import org.quorate.crmsh.lab.Lab;
import org.quorate.crmsh.lab.LabNode;
import org.quorate.crmsh.lab.LabProcess;
import org.quorate.crmsh.lab.LoopbackNode;
import org.quorate.crmsh.lab.Output;

/**
 * A cluster of real {@code quorated} processes, one per node of a lab. Each node's settings, keys and
 * data are in the folder {@code quorate} on its disk, its log beside them; its sockets are in its run
 * folder.
 */
public final class LabCluster {

    private static final Duration SETUP_LIMIT = Duration.ofSeconds(60);
    private static final Duration COMMAND_LIMIT = Duration.ofSeconds(60);
    private static final Duration STATUS_LIMIT = Duration.ofSeconds(2);
    private static final int PORT = 7480;
    /** Apart from what else may run on this machine's loopback. */
    private static final int LOOPBACK_PORT = 17480;

    /**
     * How to set it up.
     *
     * @param home the distribution, {@code target/quorate} of a checkout
     * @param arbiters nodes of the lab that only vote
     */
    public record Plan(String cluster, Path home, List<String> arbiters, Security security) {

        public Plan {
            home = home.toAbsolutePath().normalize();
            arbiters = List.copyOf(arbiters);
        }
    }

    /** How the nodes know each other. */
    public enum Security {
        TLS, INSECURE
    }

    private final Lab lab;
    private final Plan plan;
    private final Map<String, LabProcess> daemons = new TreeMap<>();

    private LabCluster(Lab lab, Plan plan) {
        this.lab = lab;
        this.plan = plan;
    }

    /** Makes keys, settings and identities as an operator would, and takes each node's part to it. */
    public static LabCluster setUp(Lab lab, Plan plan) throws IOException {
        var cluster = new LabCluster(lab, plan);
        cluster.setUp();
        return cluster;
    }

    public Lab lab() {
        return lab;
    }

    public Path home() {
        return plan.home();
    }

    private void setUp() throws IOException {
        var made = lab.client().disk().resolve("cluster");
        var words = new ArrayList<>(List.of(program("quorated"), "setup", "--cluster", plan.cluster(),
                "--out",
                made.toString(), "--run", isOnLoopback() ? loopback(LoopbackNode.RUN) : "/run/quorate",
                "--log",
                isOnLoopback() ? loopback("quorated.log") : log(lab.nodes().getFirst()).toString(), "--port",
                Integer.toString(isOnLoopback() ? LOOPBACK_PORT : PORT)));
        if (plan.security() == Security.INSECURE) {
            words.add("--insecure");
        }
        for (var node : lab.nodes()) {
            if (plan.arbiters().contains(node.name())) {
                words.add("--arbiter");
            }
            words.add(node.name() + "=" + node.address());
        }
        var output = lab.client().exec(words, SETUP_LIMIT);
        if (!output.succeeded()) {
            throw new IOException(
                    "quorated setup ended with " + output.exit() + ": " + output.text().strip());
        }
        var here = lab.client().seenFromHere(made);
        for (var node : lab.nodes()) {
            copy(here.resolve(node.name()), node.seenFromHere(folder(node)));
        }
    }

    /** {@code %n} is the node's name, which {@code quorated setup} puts in. */
    private String loopback(String file) {
        return lab.client().disk().resolveSibling("%n").resolve(file).toString();
    }

    private boolean isOnLoopback() {
        return switch (lab.isolation()) {
            case Isolation.Namespaces _ -> false;
            case Isolation.LoopbackOnly _ -> true;
        };
    }

    private String program(String name) {
        return plan.home().resolve("bin").resolve(name).toString();
    }

    /** Settings, keys and data of a node, as the node names it. */
    public Path folder(LabNode node) {
        return node.disk().resolve("quorate");
    }

    /** What the daemon of a node says, over all its lives; as the node names it. */
    public Path log(LabNode node) {
        return node.disk().resolve("quorated.log");
    }

    /** The socket of a node's daemon, as this JVM reaches it; it need not be there. */
    public Path socket(LabNode node) {
        var run = isOnLoopback() ? node.disk().resolve(LoopbackNode.RUN) : Path.of("/run/quorate");
        return node.seenFromHere(run).resolve("quorate.sock");
    }

    /** Starts the daemon of a node; it is not waited for. */
    public LabProcess startDaemon(LabNode node) throws IOException {
        return startDaemon(node, Map.of());
    }

    public LabProcess startDaemon(LabNode node, Map<String, String> environment) throws IOException {
        var daemon = node.start(Command
                .of(program("quorated"), "run", "--settings",
                        folder(node).resolve("quorated.conf").toString())
                .withEnvironment(environment).loggingTo(log(node)));
        daemons.put(node.name(), daemon);
        return daemon;
    }

    /** The daemon started last on a node. */
    public LabProcess daemon(LabNode node) {
        var daemon = daemons.get(node.name());
        if (daemon == null) {
            throw new IllegalStateException("no daemon was started on " + node.name());
        }
        return daemon;
    }

    public boolean isUp(LabNode node) {
        var daemon = daemons.get(node.name());
        return node.isAlive() && daemon != null && daemon.isAlive();
    }

    /** The nodes whose daemons run, in the lab's order. */
    public List<LabNode> up() {
        return lab.nodes().stream().filter(this::isUp).toList();
    }

    /** Runs {@code crm} as a person on that node would. */
    public Output crm(LabNode node, String... words) throws IOException {
        var command = new ArrayList<>(
                List.of("env", "QUORATE_SETTINGS=" + folder(node).resolve("quorated.conf"), program("crm")));
        command.addAll(List.of(words));
        return node.exec(command, COMMAND_LIMIT);
    }

    /** What a node says of the cluster; empty when its daemon does not answer. */
    public Optional<JsonAt> status(LabNode node) {
        return isUp(node) ? get(node, "/v1/status") : Optional.empty();
    }

    /** The status as the first daemon that answers sees it. */
    public Optional<JsonAt> status() {
        return up().stream().flatMap(node -> status(node).stream()).findFirst();
    }

    public Optional<JsonAt> get(LabNode node, String path) {
        try (var api = new ApiClient(socket(node))) {
            return api.get(path, STATUS_LIMIT) instanceof Reply.Done(var body)
                    ? Optional.of(body)
                    : Optional.empty();
        }
    }

    /** The last lines of a node's log, to say why something did not work. */
    public String lastWords(LabNode node, int lines) {
        try {
            var all = Files.readAllLines(node.seenFromHere(log(node)));
            return String.join("\n", all.subList(Math.max(0, all.size() - lines), all.size()));
        } catch (IOException _) {
            return "(no log)";
        }
    }

    /** The node that runs a resource, as the cluster sees it. */
    public Optional<LabNode> runsOn(String resource) {
        return status().flatMap(status -> placeOf(status, resource)).map(lab::node);
    }

    public static Optional<String> placeOf(JsonAt status, String resource) {
        return status.list("resources", each -> each).stream()
                .filter(each -> each.text("primitive", "").equals(resource))
                .flatMap(each -> each.list("running", place -> place.text("node")).stream()).findFirst();
    }

    private static void copy(Path from, Path target) throws IOException {
        try (var files = Files.walk(from)) {
            for (var file : files.toList()) {
                var copied = target.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copied);
                } else {
                    Files.copy(file, copied, java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
                }
            }
        }
    }

    /** The distribution this JVM was started from; empty when it was not started by one. */
    public static Optional<Path> homeOfThisProgram() {
        @Nullable
        String home = System.getProperty("quorate.home");
        return home == null || home.isEmpty() ? Optional.empty() : Optional.of(Path.of(home).normalize());
    }
}
