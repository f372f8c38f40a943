package org.quorate.crmsh.demo;

import java.io.IOException;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import org.quorate.crmsh.lab.LabNode;

/**
 * Leaves the user at the prompt of a {@code crm} of its own, until that ends. It dies with this process
 * (PR_SET_PDEATHSIG), since its cluster does.
 */
final class Prompt {

    private static final int SIGINT = 2;
    private static final MemorySegment IGNORE = MemorySegment.ofAddress(1);

    private Prompt() {}

    /** Where the operator sits. */
    static LabNode node(LabCluster cluster) {
        return cluster.up().getFirst();
    }

    static void open(LabCluster cluster) throws IOException {
        var node = node(cluster);
        var builder = new ProcessBuilder(List.of("setpriv", "--pdeathsig", "KILL", "--",
                cluster.home().resolve("bin/crm").toString())).inheritIO();
        builder.environment().put("QUORATE_SOCKET", cluster.socket(node).toString());
        var crm = builder.start();
        // Ctrl-C at the prompt is meant for the prompt. Children inherit what is ignored: so only
        // from now on.
        var before = setInterruptAction(IGNORE);
        try {
            crm.waitFor();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            crm.destroy();
        } finally {
            setInterruptAction(before);
        }
    }

    /** signal(2): returns the action so far. */
    @SuppressWarnings("restricted")
    private static MemorySegment setInterruptAction(MemorySegment action) throws IOException {
        var linker = Linker.nativeLinker();
        try {
            var function = linker.downcallHandle(linker.defaultLookup().findOrThrow("signal"),
                    FunctionDescriptor.of(ValueLayout.ADDRESS, ValueLayout.JAVA_INT, ValueLayout.ADDRESS));
            return (MemorySegment) function.invokeExact(SIGINT, action);
        } catch (Throwable e) {
            throw new IOException("cannot set what Ctrl-C does", e);
        }
    }
}
