package org.quorate.membership.assembly;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.quorate.membership.HostPort;
import org.quorate.membership.Leadership;
import org.quorate.membership.LogStartFailed;
import org.quorate.membership.Membership;
import org.quorate.membership.MembershipEvent;
import org.quorate.membership.NodeName;
import org.quorate.membership.Submission;
import org.quorate.membership.Timings;
import org.quorate.membership.setup.Security;
import org.quorate.membership.setup.VoterMarker;

/** A cluster in one process, on loopback with ports of its own. */
final class TestCluster implements AutoCloseable {

    static final Duration LIMIT = Duration.ofSeconds(20);

    final Path folder;
    final SortedMap<NodeName, PeerSettings> peers = new TreeMap<>();
    final SortedMap<NodeName, Node> running = new ConcurrentSkipListMap<>();
    Timings timings = Timings.DEFAULT;

    TestCluster(Path folder, String... names) {
        this.folder = folder;
        for (var name : names) {
            peers.put(new NodeName(name), new PeerSettings(List.of(freeUdp()), freeTcp(), Role.NODE));
        }
    }

    /** A running node, its state and what it was told. */
    record Node(NodeName name, MembershipAssembly membership, Roster state, List<MembershipEvent> events) {

        boolean leads() {
            return membership.log().leadership() instanceof Leadership.Leads;
        }

        Submission submit(String line) {
            return submit(line, Duration.ofSeconds(10));
        }

        Submission submit(String line, Duration limit) {
            return membership.log().submit(line.getBytes(UTF_8), limit).toCompletableFuture().join();
        }

        boolean saw(Class<? extends MembershipEvent> type) {
            return events.stream().anyMatch(type::isInstance);
        }

        List<String> notices() {
            return events.stream().filter(MembershipEvent.Notice.class::isInstance)
                    .map(event -> ((MembershipEvent.Notice) event).text()).toList();
        }
    }

    /** Writes the markers of a cluster without keys. */
    TestCluster insecure() throws IOException {
        var cluster = UUID.randomUUID();
        for (var node : peers.keySet()) {
            var data = Files.createDirectories(dataFolder(node));
            new VoterMarker(cluster, node, 1, VoterMarker.Log.NEVER_STARTED).write(data);
        }
        return this;
    }

    Path dataFolder(NodeName node) {
        return folder.resolve(node.value()).resolve("data");
    }

    MembershipSettings settings(NodeName node, Security security) {
        return new MembershipSettings(node, peers, dataFolder(node), security, timings);
    }

    Node start(String name) throws LogStartFailed {
        return start(settings(new NodeName(name), new Security.Insecure()));
    }

    Node start(MembershipSettings settings) throws LogStartFailed {
        SortedSet<NodeName> voters = new TreeSet<>(peers.keySet());
        var state = new Roster(voters);
        var events = new CopyOnWriteArrayList<MembershipEvent>();
        var membership = (MembershipAssembly) MembershipAssembly.open(settings, state, events::add);
        state.feed(membership);
        var node = new Node(settings.self(), membership, state, events);
        running.put(settings.self(), node);
        return node;
    }

    /** Starts all at once. */
    TestCluster startAll() {
        var starts = peers.keySet().stream().map(name -> CompletableFuture.supplyAsync(() -> {
            try {
                return start(name.value());
            } catch (LogStartFailed e) {
                throw new IllegalStateException(e);
            }
        })).toList();
        starts.forEach(CompletableFuture::join);
        return this;
    }

    Node node(String name) {
        return Objects.requireNonNull(running.get(new NodeName(name)));
    }

    Node leader() {
        return await().atMost(LIMIT).pollInterval(Duration.ofMillis(5))
                .until(() -> running.values().stream().filter(Node::leads).findFirst(), Optional::isPresent)
                .orElseThrow();
    }

    Node follower() {
        var leader = leader();
        return running.values().stream().filter(node -> !node.name().equals(leader.name())).findFirst()
                .orElseThrow();
    }

    /** As a crash: nobody is told. */
    void crash(Node node) {
        running.remove(node.name());
        node.membership().stop();
    }

    void close(Node node) {
        running.remove(node.name());
        node.membership().close();
    }

    @Override
    public void close() {
        running.values().parallelStream().map(Node::membership).forEach(Membership::close);
    }

    static HostPort freeTcp() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return new HostPort("127.0.0.1", socket.getLocalPort());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    static HostPort freeUdp() {
        try (var socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            return new HostPort("127.0.0.1", socket.getLocalPort());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
