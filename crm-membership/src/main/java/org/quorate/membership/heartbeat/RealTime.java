package org.quorate.membership.heartbeat;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import org.quorate.membership.Urgency;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Real-time priority for the few threads whose lateness ends a lease: sched_setscheduler(2), round robin, and
 * never inherited by what such a thread starts, be it a thread or a process. It takes root, CAP_SYS_NICE or
 * RLIMIT_RTPRIO, and a control group with real-time bandwidth. Where it is refused the thread is given the
 * lowest niceness, and where that is refused too it runs on as it was.
 */
public final class RealTime {

    /** Which thread asks; of two that want to run the higher one does. */
    public enum Level {

        /** Decides what this node does and extends the guardian's deadline; may compute for long. */
        DECISIONS(1),
        /** Asks for the lease and answers others. All of Java waits for the virtual machine's own thread. */
        HEARTBEATS(2);

        private final int priority;

        Level(int priority) {
            this.priority = priority;
        }
    }

    /** The highest priority that is asked for: what RLIMIT_RTPRIO must allow. */
    public static final int HIGHEST = Level.HEARTBEATS.priority;

    private static final Logger LOG = LoggerFactory.getLogger(RealTime.class);
    private static final int CALLING_THREAD = 0;
    private static final int SCHED_OTHER = 0;
    private static final int SCHED_RR = 2;
    private static final int SCHED_RESET_ON_FORK = 0x40000000;
    private static final int PRIO_PROCESS = 0;
    private static final int LOWEST_NICENESS = -20;
    private static final Path THREADS = Path.of("/proc/self/task");
    /** The thread of HotSpot that stops the others, and with the serial collector collects the garbage. */
    private static final String VIRTUAL_MACHINE = "VM Thread";

    private RealTime() {}

    /** Asks for the calling thread; what it has now. */
    public static Urgency askForThisThread(Level level) {
        return ask(CALLING_THREAD, level);
    }

    /** Asks for the virtual machine's own thread; what it has now. */
    static Urgency askForVirtualMachine() {
        try (var threads = Files.newDirectoryStream(THREADS)) {
            for (var thread : threads) {
                if (Files.readString(thread.resolve("comm")).strip().equals(VIRTUAL_MACHINE)) {
                    return ask(Integer.parseInt(thread.getFileName().toString()), Level.HEARTBEATS);
                }
            }
        } catch (IOException e) {
            LOG.debug("the threads of this process cannot be listed: {}", e.getMessage());
        }
        return Urgency.NONE;
    }

    /** A thread that ends meanwhile is refused it, which harms nobody. */
    private static Urgency ask(int thread, Level level) {
        try (var arena = Arena.ofConfined()) {
            var call = find("sched_setscheduler", FunctionDescriptor.of(ValueLayout.JAVA_INT,
                    ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.ADDRESS));
            var priority = arena.allocateFrom(ValueLayout.JAVA_INT, level.priority);
            if ((int) call.invokeExact(thread, SCHED_RR | SCHED_RESET_ON_FORK, priority) == 0) {
                return Urgency.REAL_TIME;
            }
            var none = arena.allocateFrom(ValueLayout.JAVA_INT, 0);
            boolean resets = (int) call.invokeExact(thread, SCHED_OTHER | SCHED_RESET_ON_FORK, none) == 0;
            return resets && nice(thread) ? Urgency.FAVOURED : Urgency.NONE;
        } catch (Throwable e) {
            throw new IllegalStateException("sched_setscheduler cannot be called", e);
        }
    }

    private static boolean nice(int thread) throws Throwable {
        var call = find("setpriority", FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT,
                ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
        return (int) call.invokeExact(PRIO_PROCESS, thread, LOWEST_NICENESS) == 0;
    }

    @SuppressWarnings("restricted") // native access is enabled on the command line
    private static MethodHandle find(String name, FunctionDescriptor descriptor) {
        var linker = Linker.nativeLinker();
        return linker.downcallHandle(linker.defaultLookup().findOrThrow(name), descriptor);
    }
}
