package org.quorate.executor;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;
import java.time.Duration;

/** The few calls of libc that Java has no words for. All are safe on any thread and do not wait. */
final class Posix {

    private static final int CLOCK_BOOTTIME = 7;
    private static final int SIGKILL = 9;
    private static final int O_RDONLY = 0;
    private static final int F_SETLEASE = 1024;
    private static final int F_WRLCK = 1;

    private static final MethodHandle KILL = find("kill",
            FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
    private static final MethodHandle CLOCK_GETTIME = find("clock_gettime",
            FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.ADDRESS));
    private static final MethodHandle OPEN = find("open",
            FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_INT),
            Linker.Option.firstVariadicArg(2));
    private static final MethodHandle FCNTL = find("fcntl", FunctionDescriptor.of(ValueLayout.JAVA_INT,
            ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT),
            Linker.Option.firstVariadicArg(2));
    private static final MethodHandle CLOSE = find("close",
            FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));

    private Posix() {}

    /** Time since boot, suspend included. */
    static Duration bootTime() {
        try (var arena = Arena.ofConfined()) {
            var time = arena.allocate(ValueLayout.JAVA_LONG, 2);
            int failed = (int) CLOCK_GETTIME.invokeExact(CLOCK_BOOTTIME, time);
            if (failed != 0) {
                throw new IllegalStateException("this kernel has no CLOCK_BOOTTIME");
            }
            return Duration.ofSeconds(time.getAtIndex(ValueLayout.JAVA_LONG, 0),
                    time.getAtIndex(ValueLayout.JAVA_LONG, 1));
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    /** Sends SIGKILL to one process; whether there was one. */
    static boolean kill(long pid) {
        return pid > 1 && send((int) pid);
    }

    /** Sends SIGKILL to a process group; whether there was one. */
    static boolean killGroup(long group) {
        return group > 1 && send((int) -group);
    }

    private static boolean send(int whom) {
        try {
            return (int) KILL.invokeExact(whom, SIGKILL) == 0;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Whether any process has the file open for writing: the kernel grants a write lease only on a file that
     * nobody else has open (fcntl(2), F_SETLEASE). False when it cannot be told.
     */
    static boolean hasWriter(Path file) {
        try (var arena = Arena.ofConfined()) {
            MemorySegment name = arena.allocateFrom(file.toString());
            int descriptor = (int) OPEN.invokeExact(name, O_RDONLY);
            if (descriptor < 0) {
                return false;
            }
            boolean refused = (int) FCNTL.invokeExact(descriptor, F_SETLEASE, F_WRLCK) != 0;
            int closed = (int) CLOSE.invokeExact(descriptor);
            return refused && closed == 0;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    @SuppressWarnings("restricted")
    private static MethodHandle find(String name, FunctionDescriptor descriptor, Linker.Option... options) {
        var linker = Linker.nativeLinker();
        return linker.downcallHandle(linker.defaultLookup().findOrThrow(name), descriptor, options);
    }
}
