package org.quorate.daemon;

import java.io.IOException;
import java.io.PrintStream;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
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
 * A run of a cluster of one on loopback that starts, does a little and ends: what the ahead-of-time cache of
 * the daemon is made from ({@code quorated --train FOLDER}).
 */
final class Training {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final NodeName SELF = new NodeName("train");
    private static final ResourceId DUMMY = new ResourceId("dummy");

    private Training() {}

    static int run(List<String> args, PrintStream err) {
        if (args.size() != 1) {
            err.println("quorated: --train wants one folder, which it fills and empties");
            return Quorated.USAGE;
        }
        var folder = Path.of(args.getFirst()).toAbsolutePath();
        try {
            train(folder);
            return 0;
        } catch (IOException | LogStartFailed | ExecutionException | TimeoutException e) {
            err.println("quorated: training failed: " + e.getMessage());
            return Quorated.REFUSED;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Quorated.REFUSED;
        } finally {
            delete(folder);
        }
    }

    private static void train(Path folder)
            throws IOException, LogStartFailed, InterruptedException, ExecutionException, TimeoutException {
        var setup = new ClusterSetup(folder.resolve("cluster"));
        var _ = setup.make(new TreeSet<>(List.of(SELF)));
        var peers = new TreeMap<NodeName, PeerSettings>();
        peers.put(SELF, new PeerSettings(List.of(freeAddress()), freeAddress(), Role.NODE));
        var settings = new Settings("training", SELF, peers, new Settings.Folders(setup.dataFolder(SELF),
                folder.resolve("run"), folder.resolve("log"), Program.folder()),
                setup
                        .security(SELF),
                Tracking.MARKS, "");
        try (var daemon = Daemon.start(settings)) {
            await(daemon, control -> control.state().nodes().containsKey(SELF));
            var edit = new Command.EditConfiguration(UUID.randomUUID().toString(), Instant.now(),
                    new Origin("train", SELF.value(), "train"), "", -1,
                    List.of(new ConfigurationEdit.PutResource(dummy())));
            var answer = daemon.control().submit(edit, LIMIT).toCompletableFuture().get(LIMIT.toMillis(),
                    TimeUnit.MILLISECONDS);
            if (!(answer instanceof Answer.Said)) {
                throw new IOException("the configuration was not taken: " + answer);
            }
            await(daemon, control -> control.state().resource(DUMMY).on(SELF)
                    .activity() instanceof Activity.Active);
            daemon.leave();
            var _ = daemon.await();
        }
    }

    private static Primitive dummy() {
        var interval = new TreeMap<String, String>();
        interval.put("interval", "1s");
        return new Primitive(DUMMY, new AgentName("ocf", "quorate", "Dummy"), List.of(), List.of(),
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
