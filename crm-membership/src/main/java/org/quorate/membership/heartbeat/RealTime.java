package org.quorate.membership.heartbeat;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Real-time priority for a thread whose lateness ends a lease: sched_setscheduler(2). The lowest one, round
 * robin, and not inherited by what the thread starts. Where it is not allowed (it takes root, CAP_SYS_NICE or
 * RLIMIT_RTPRIO) the thread runs on as it is.
 */
final class RealTime {

    private static final Logger LOG = LoggerFactory.getLogger(RealTime.class);
    private static final int CALLING_THREAD = 0;
    private static final int SCHED_RR = 2;
    private static final int SCHED_RESET_ON_FORK = 0x40000000;
    private static final int LOWEST = 1;

    private RealTime() {}

    /** Whether the calling thread has it now. */
    @SuppressWarnings("restricted") // native access is enabled on the command line
    static boolean askForThisThread() {
        var linker = Linker.nativeLinker();
        var function = linker.defaultLookup().find("sched_setscheduler");
        if (function.isEmpty()) {
            return false;
        }
        var call = linker.downcallHandle(function.get(), FunctionDescriptor.of(ValueLayout.JAVA_INT,
                ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.ADDRESS));
        try (var arena = Arena.ofConfined()) {
            var parameters = arena.allocate(ValueLayout.JAVA_INT);
            parameters.set(ValueLayout.JAVA_INT, 0, LOWEST);
            boolean given = (int) call.invokeExact(CALLING_THREAD, SCHED_RR | SCHED_RESET_ON_FORK,
                    parameters) == 0;
            LOG.debug("the heartbeat thread {} real-time priority", given ? "has" : "was refused");
            return given;
        } catch (Throwable e) {
            throw new IllegalStateException("sched_setscheduler cannot be called", e);
        }
    }
}
