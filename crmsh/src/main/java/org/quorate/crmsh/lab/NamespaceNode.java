package org.quorate.crmsh.lab;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A node as a world of its own, nested in the lab's, with a cable to its switch. */
public final class NamespaceNode implements LabNode {

    /** An address nobody on the switch has: what is sent there is lost without a word. */
    private static final String NOWHERE = "02:00:00:00:00:fe";
    private static final Path DISK = Path.of("/run/disk");

    /** @param disk the node's disk as the lab's holder sees it */
    record Place(String name, int number, Path disk) {}

    private final NamespaceLab lab;
    private final Place place;
    private @Nullable World world;

    NamespaceNode(NamespaceLab lab, Place place) {
        this.lab = lab;
        this.place = place;
    }

    @Override
    public String name() {
        return place.name();
    }

    @Override
    public String address() {
        return "10.77.0." + place.number();
    }

    /** IPv6 on the same link. */
    public String address6() {
        return "fd77::" + place.number();
    }

    @Override
    public Path disk() {
        return DISK;
    }

    @Override
    public Path seenFromHere(Path inside) {
        return inside.startsWith(DISK)
                ? lab.holder().seenFromHere(place.disk().resolve(DISK.relativize(inside)))
                : world().seenFromHere(inside);
    }

    @Override
    public boolean isAlive() {
        return world != null && world.isAlive();
    }

    @Override
    public LabProcess start(Command command) throws IOException {
        var builder = Commands.builder(inside(command.words()), command.environment())
                .redirectErrorStream(true);
        builder.redirectInput(new File("/dev/null"));
        var log = command.log();
        builder.redirectOutput(log == null
                ? ProcessBuilder.Redirect.DISCARD
                : ProcessBuilder.Redirect.appendTo(seenFromHere(log).toFile()));
        return LabProcess.ofWrapper(builder.start());
    }

    /** Starts a program whose standard input and output are pipes to this JVM. */
    Process startPiped(List<String> words) throws IOException {
        return Commands.builder(inside(words), Map.of()).redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    @Override
    public Output exec(List<String> command, Duration limit) throws IOException {
        return Commands.run(inside(command), limit);
    }

    @Override
    public void kill9() throws IOException {
        world().kill();
        world = null;
        lab.unplug(cable());
    }

    @Override
    public void revive() throws IOException {
        if (isAlive()) {
            throw new IOException("node " + name() + " is alive");
        }
        var begun = lab.beginNode(name(), List.of(name(), place.disk().toString(), address(), address6()));
        try {
            lab.atSwitch("link add name " + cable() + " type veth peer name eth0 netns " + begun.init(),
                    "link set " + cable() + " master switch up");
            begun.proceed();
            world = begun;
        } catch (IOException e) {
            begun.close();
            throw e;
        }
    }

    @Override
    public void cutLink() throws IOException {
        lab.atSwitch("link set " + cable() + " down");
    }

    @Override
    public void healLink() throws IOException {
        lab.atSwitch("link set " + cable() + " up");
    }

    @Override
    public void cutTowards(LabNode other) throws IOException {
        var target = (NamespaceNode) other;
        atNode("neighbour replace " + target.address() + " lladdr " + NOWHERE + " dev eth0 nud permanent",
                "neighbour replace " + target.address6() + " lladdr " + NOWHERE + " dev eth0 nud permanent");
    }

    /** What is taken away is put there first: this node may have begun after the other one was cut off. */
    @Override
    public void healTowards(LabNode other) throws IOException {
        cutTowards(other);
        var target = (NamespaceNode) other;
        atNode("neighbour delete " + target.address() + " dev eth0",
                "neighbour delete " + target.address6() + " dev eth0");
    }

    @Override
    public void pause() throws IOException {
        signalAll("STOP");
    }

    @Override
    public void resume() throws IOException {
        signalAll("CONT");
    }

    /** Twice, so that a child born during the first round is caught by the second. */
    private void signalAll(String signal) throws IOException {
        for (var round = 0; round < 2; round++) {
            ProcessTree.signal(signal, ProcessTree.inNamespaceOf(world().init()));
        }
    }

    private void atNode(String... commands) throws IOException {
        var script = String.join("\n", commands);
        Commands.require(inside(List.of("sh", "-c", "printf '%s\\n' \"$1\" | ip -batch -", "sh", script)),
                Duration.ofSeconds(10));
    }

    private List<String> inside(List<String> command) {
        return world().enter(lab.isRoot(), command);
    }

    /** The switch's end of the link. */
    private String cable() {
        return "to-" + name();
    }

    private World world() {
        if (world == null) {
            throw new IllegalStateException("node " + name() + " is dead");
        }
        return world;
    }
}
