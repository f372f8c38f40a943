package org.quorate.crmsh.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Nodes as processes of this machine on addresses of the loopback net: links and addresses stay put. */
public final class LoopbackLab implements Lab {

    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final Isolation isolation;
    private final List<LabNode> nodes = new ArrayList<>();
    private final LoopbackNode client;
    /** Removes the disks when told to, or when this JVM is gone; null where they are to stay. */
    private final @Nullable Process janitor;

    private LoopbackLab(LabPlan plan, Isolation isolation) throws IOException {
        this.isolation = isolation;
        var chosen = plan.disks();
        var disks = chosen == null ? Files.createTempDirectory("quorate-lab-") : chosen;
        janitor = chosen == null ? janitor(disks) : null;
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
            if (janitor != null) {
                janitor.getOutputStream().close();
                if (!Commands.await(janitor, LIMIT)) {
                    throw new IOException("the laboratory's folder is still there " + LIMIT.toSeconds()
                            + " s after its end");
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Process janitor(Path folder) throws IOException {
        return Commands.builder(List.of("setsid", "sh", "-c", NamespaceLab.script("janitor.sh"), "sh",
                folder.toString()), Map.of()).redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD).start();
    }
}
