package org.quorate.daemon;

import java.io.IOException;
import java.io.PrintStream;
import java.net.ServerSocket;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.quorate.api.ClusterControl.Answer;
import org.quorate.executor.ExecutorSettings.Tracking;
import org.quorate.membership.HostPort;
import org.quorate.membership.LogStartFailed;
import org.quorate.membership.NodeName;
import org.quorate.membership.assembly.PeerSettings;
import org.quorate.membership.assembly.Role;
import org.quorate.membership.setup.ClusterSetup;
import org.quorate.model.AgentName;
import org.quorate.model.ConfigurationEdit;
import org.quorate.model.NvSet;
import org.quorate.model.Operation;
import org.quorate.model.Resource.Primitive;
import org.quorate.model.ResourceId;
import org.quorate.state.Activity;
import org.quorate.state.Command;
import org.quorate.state.ConfigurationChange.Origin;

/**
 * A run of a cluster of three on loopback, in this one process: it starts, agrees, runs a resource, loses the
 * node that runs it and ends. What the ahead-of-time cache of the daemon is made from ({@code quorated
 * --train FOLDER}); a class that no part of it needs is loaded from its jar, slowly, on each node.
 */
final class Training {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final List<NodeName> NODES = List.of(new NodeName("t1"), new NodeName("t2"),
            new NodeName("t3"));
    private static final ResourceId DUMMY = new ResourceId("dummy");

    private final SortedMap<NodeName, Daemon> daemons = new TreeMap<>();
    private final SortedMap<NodeName, Path> sockets = new TreeMap<>();

    private Training() {}

    static int run(List<String> args, PrintStream err) {
        if (args.size() != 1) {
            err.println("quorated: --train wants one folder, which it fills and empties");
            return Quorated.USAGE;
        }
        var folder = Path.of(args.getFirst()).toAbsolutePath();
        var training = new Training();
        try {
            delete(folder);
            training.train(folder);
            return 0;
        } catch (IOException | LogStartFailed | ExecutionException | TimeoutException e) {
            err.println("quorated: training failed: " + e.getMessage());
            return Quorated.REFUSED;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Quorated.REFUSED;
        } finally {
            training.close(err);
            delete(folder);
        }
    }

    private void train(Path folder)
            throws IOException, LogStartFailed, InterruptedException, ExecutionException, TimeoutException {
        for (var settings : settings(folder)) {
            sockets.put(settings.node(), settings.folders().socket());
            daemons.put(settings.node(), Daemon.start(settings));
        }
        for (var daemon : daemons.values()) {
            await(daemon, control -> control.state().nodes().keySet().containsAll(NODES));
        }
        for (var daemon : daemons.values()) {
            submit(daemon);
        }
        for (var socket : sockets.values()) {
            askForStatus(socket);
        }
        var any = daemons.values().iterator().next();
        await(any, control -> place(control).isPresent());
        var lost = place(any.control()).orElseThrow();
        var gone = daemons.remove(lost);
        if (gone != null) {
            gone.close();
        }
        var left = daemons.values().iterator().next();
        await(left, control -> place(control).filter(node -> daemons.containsKey(node)).isPresent());
    }

    private static Optional<NodeName> place(Control control) {
        return NODES.stream().filter(
                node -> control.state().resource(DUMMY).on(node).activity() instanceof Activity.Active)
                .findFirst();
    }

    private static List<Settings> settings(Path folder) throws IOException, InterruptedException {
        var setup = new ClusterSetup(folder.resolve("cluster"));
        var _ = setup.make(new TreeSet<>(NODES));
        var peers = new TreeMap<NodeName, PeerSettings>();
        for (var node : NODES) {
            peers.put(node, new PeerSettings(List.of(freeAddress()), freeAddress(), Role.NODE));
        }
        var all = new ArrayList<Settings>();
        for (var node : NODES) {
            all.add(new Settings("training", node, peers, new Settings.Folders(setup.dataFolder(node),
                    folder.resolve(node + "-run"), folder.resolve(node + "-log"), Program.folder()),
                    setup.security(node), Tracking.MARKS, ""));
        }
        return all;
    }

    /** From every node, so that some of it is forwarded to the leader. */
    private static void submit(Daemon daemon)
            throws IOException, InterruptedException, ExecutionException, TimeoutException {
        var edit = new Command.EditConfiguration(UUID.randomUUID().toString(), Instant.now(),
                new Origin("train", "train", "train"), "", -1,
                List.of(new ConfigurationEdit.PutResource(dummy())));
        var answer = daemon.control().submit(edit, LIMIT).toCompletableFuture().get(LIMIT.toMillis(),
                TimeUnit.MILLISECONDS);
        if (!(answer instanceof Answer.Said)) {
            throw new IOException("the configuration was not taken: " + answer);
        }
    }

    private static void askForStatus(Path socket) throws IOException {
        try (var channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
            channel.write(ByteBuffer.wrap("GET /v1/status HTTP/1.1\r\nHost: quorate\r\n\r\n"
                    .getBytes(StandardCharsets.US_ASCII)));
            if (channel.read(ByteBuffer.allocate(1 << 16)) <= 0) {
                throw new IOException("the API gave no answer");
            }
        }
    }

    private void close(PrintStream err) {
        for (var daemon : daemons.values()) {
            try {
                daemon.close();
            } catch (IOException e) {
                err.println("quorated: training: " + e.getMessage());
            }
        }
    }

    /**
     * At least one, so that no guardian is armed: on a busy machine one would end this process for a lease
     * that was lost.
     */
    private static Primitive dummy() {
        var meta = new TreeMap<String, String>();
        meta.put("exclusivity", "at-least-one");
        var interval = new TreeMap<String, String>();
        interval.put("interval", "1s");
        return new Primitive(DUMMY, new AgentName("ocf", "quorate", "Dummy"), List.of(),
                List.of(NvSet.of(meta)),
                List.of(new Operation("monitor", interval, NvSet.of(new TreeMap<>()))));
    }

    private interface Condition {

        boolean holds(Control control);
    }

    private static void await(Daemon daemon, Condition condition)
            throws InterruptedException, ExecutionException, TimeoutException {
        var end = Instant.now().plus(LIMIT);
        while (!condition.holds(daemon.control())) {
            var left = Duration.between(Instant.now(), end);
            if (!left.isPositive()) {
                throw new TimeoutException("not within " + LIMIT.toSeconds() + " s");
            }
            var revision = daemon.control().view().revision();
            if (!condition.holds(daemon.control())) {
                var _ = daemon.control().changed(revision, left).toCompletableFuture().get(
                        left.toMillis() + 1000,
                        TimeUnit.MILLISECONDS);
            }
        }
    }

    private static HostPort freeAddress() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return new HostPort("127.0.0.1", socket.getLocalPort());
        }
    }

    private static void delete(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
