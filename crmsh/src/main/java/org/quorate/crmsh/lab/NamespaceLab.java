package org.quorate.crmsh.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Nodes as namespaces. One holder world contains the switch (a bridge), the memory disks and, nested in it,
 * a world per node; the holder's process 1 lives only as long as this JVM.
 */
public final class NamespaceLab implements Lab {

    static final int CLIENT_NUMBER = 200;
    private static final Duration STEP = Duration.ofSeconds(10);

    private final Isolation.Namespaces isolation;
    private final World holder;
    private final List<LabNode> nodes = new ArrayList<>();
    private final NamespaceNode client;

    private NamespaceLab(LabPlan plan, Isolation.Namespaces isolation, World holder) throws IOException {
        this.isolation = isolation;
        this.holder = holder;
        var number = 1;
        for (var name : plan.nodes()) {
            nodes.add(new NamespaceNode(this, new NamespaceNode.Place(name, number, disk(plan, name))));
            number++;
        }
        client = new NamespaceNode(this,
                new NamespaceNode.Place("client", CLIENT_NUMBER, memoryDisk("client")));
        client.revive();
        for (var node : nodes) {
            node.revive();
        }
    }

    static NamespaceLab open(LabPlan plan, Isolation.Namespaces isolation) throws IOException {
        var command = new ArrayList<>(isolation.unshare());
        command.addAll(List.of("sh", "-c", script("holder.sh")));
        var holder = World.begin("the laboratory", command, 1);
        try {
            return new NamespaceLab(plan, isolation, holder);
        } catch (IOException e) {
            holder.close();
            throw e;
        }
    }

    @Override
    public Isolation isolation() {
        return isolation;
    }

    @Override
    public List<LabNode> nodes() {
        return List.copyOf(nodes);
    }

    @Override
    public LabNode client() {
        return client;
    }

    @Override
    public Poller poll(String address, int port) throws IOException {
        return Poller.start(client.startPiped(Poller.command(address, port)));
    }

    @Override
    public void close() {
        holder.close();
    }

    /** Runs {@code ip} at the switch; many commands cost one process. */
    void atSwitch(String... commands) throws IOException {
        var words = holder.enter(isRoot(), List.of("--net"),
                List.of("sh", "-c", "printf '%s\\n' \"$@\" | ip -batch -", "sh"));
        var all = new ArrayList<>(words);
        all.addAll(List.of(commands));
        Commands.require(all, STEP);
    }

    /** Removes a cable; the kernel may have done so already, with the node at its other end. */
    void unplug(String cable) throws IOException {
        var script = "ip link delete \"$1\" 2>/dev/null || ! ip link show \"$1\" 2>/dev/null";
        Commands.require(holder.enter(isRoot(), List.of("--net"), List.of("sh", "-c", script, "sh", cable)),
                STEP);
    }

    /** Starts a world nested in this lab, as a child of the holder's process 1. */
    World beginNode(String name, List<String> arguments) throws IOException {
        var command = new ArrayList<>(
                List.of("unshare", "--net", "--mount", "--uts", "--ipc", "--pid", "--fork",
                        "--kill-child", "--mount-proc", "sh", "-c", script("node.sh"), "sh"));
        command.addAll(arguments);
        return World.begin("node " + name, holder.enter(isRoot(), command), 2);
    }

    World holder() {
        return holder;
    }

    boolean isRoot() {
        return isolation.asRoot();
    }

    private Path disk(LabPlan plan, String name) throws IOException {
        var disks = plan.disks();
        return disks == null ? memoryDisk(name) : Files.createDirectories(disks.resolve(name));
    }

    private Path memoryDisk(String name) throws IOException {
        var inside = Path.of("/run/lab", name);
        Commands.require(holder.enter(isRoot(), List.of("mkdir", "-p", inside.toString())), STEP);
        return inside;
    }

    static String script(String name) {
        try (var stream = NamespaceLab.class.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IllegalStateException(name + " is not in this jar");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
