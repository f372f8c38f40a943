package org.quorate.calm;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Processes that take all the processor time they are given. */
final class BusyProcesses implements AutoCloseable {

    /** Looks about once a second whether this JVM is still there. */
    private static final String LOOP = """
            while kill -0 "$1" 2>/dev/null; do
                i=0
                while [ $i -lt 1000000 ]; do i=$((i + 1)); done
            done
            """;

    private final List<Process> processes = new ArrayList<>();

    static BusyProcesses start(int number) throws IOException {
        var busy = new BusyProcesses();
        try {
            for (var i = 0; i < number; i++) {
                busy.processes.add(
                        new ProcessBuilder("sh", "-c", LOOP, "sh",
                                Long.toString(ProcessHandle.current().pid()))
                                .start());
            }
            return busy;
        } catch (IOException e) {
            busy.close();
            throw e;
        }
    }

    @Override
    public void close() {
        processes.forEach(Process::destroyForcibly);
    }
}
