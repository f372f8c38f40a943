package org.quorate.crmsh.lab;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * One machine of the lab. Its methods fail with an IOException that names the step and the system's answer.
 */
public sealed interface LabNode permits NamespaceNode, LoopbackNode {

    /** Host name inside, too ({@code uname -n}), where the lab has namespaces. */
    String name();

    /** IPv4 address on the lab's network: 10.77.0.N in namespaces, 127.77.0.N on loopback. */
    String address();

    /** The folder that survives {@link #kill9()}, as a path that is valid inside the node. */
    Path disk();

    /** How this JVM reaches a path of the node; for {@link #disk()} also while the node is dead. */
    Path seenFromHere(Path inside);

    boolean isAlive();

    /** Starts a long-running program; it lives until it ends, the node dies or the lab closes. */
    LabProcess start(Command command) throws IOException;

    /** Runs a short command to its end, 30 s at most, output and errors together. */
    default Output exec(String... command) throws IOException {
        return exec(List.of(command), Duration.ofSeconds(30));
    }

    /** Runs a command to its end; one that runs longer is killed and reported by an IOException. */
    Output exec(List<String> command, Duration limit) throws IOException;

    /** Power off: every process of the node dies at once by SIGKILL, then its link goes. The disk stays. */
    void kill9() throws IOException;

    /** Power on after {@link #kill9()}: the same name, address and disk, no processes. */
    void revive() throws IOException;

    /** Takes the link down at the switch's side: the node sees its own end without carrier. */
    void cutLink() throws IOException;

    void healLink() throws IOException;

    /** Loses silently whatever this node sends to the other; the other direction still works. */
    void cutTowards(LabNode other) throws IOException;

    void healTowards(LabNode other) throws IOException;

    /** Stops every process of the node where it stands (SIGSTOP), like a virtual machine that is paused. */
    void pause() throws IOException;

    void resume() throws IOException;
}
