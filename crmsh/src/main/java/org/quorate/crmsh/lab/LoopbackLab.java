package org.quorate.crmsh.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Nodes as processes of this machine on addresses of the loopback net: links and addresses stay put. */
public final class LoopbackLab implements Lab {

    private final Isolation isolation;
    private final List<LabNode> nodes = new ArrayList<>();
    private final LoopbackNode client;
    private final Path disks;
    private final boolean temporary;

    private LoopbackLab(LabPlan plan, Isolation isolation) throws IOException {
        this.isolation = isolation;
        var chosen = plan.disks();
        this.temporary = chosen == null;
        this.disks = chosen == null ? Files.createTempDirectory("quorate-lab-") : chosen;
        var number = 1;
        for (var name : plan.nodes()) {
            nodes.add(new LoopbackNode(name, number, Files.createDirectories(disks.resolve(name))));
            number++;
        }
        client = new LoopbackNode("client", NamespaceLab.CLIENT_NUMBER,
                Files.createDirectories(disks.resolve("client")));
    }

    static LoopbackLab open(LabPlan plan, Isolation isolation) throws IOException {
        return new LoopbackLab(plan, isolation);
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
        return Poller.start(Commands.builder(Poller.command(address, port), Map.of())
                .redirectError(ProcessBuilder.Redirect.DISCARD).start());
    }

    @Override
    public void close() {
        try {
            for (var node : nodes) {
                node.kill9();
            }
            client.kill9();
            if (temporary) {
                delete(disks);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
