package org.quorate.membership.heartbeat;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.quorate.membership.Urgency;

/** Holds whether or not this user may have real-time priority; which it was is in what was given. */
class RealTimeTest {

    /** A thread's place with the kernel's scheduler. */
    private record Place(int policy, int priority, int niceness) {

        private static final Place ORDINARY = new Place(0, 0, 0);
        private static final int ROUND_ROBIN = 2;

        /** proc(5): the fields 19, 40 and 41 of stat; the name, which may have spaces, is the second. */
        static Place of(String stat) {
            var fields = stat.substring(stat.lastIndexOf(')') + 2).split("\\s+", -1);
            return new Place(Integer.parseInt(fields[41 - 3]), Integer.parseInt(fields[40 - 3]),
                    Integer.parseInt(fields[19 - 3]));
        }

        static Place ofThisThread() {
            try {
                return of(Files.readString(Path.of("/proc/thread-self/stat")));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        static Place ofAChildProcess() {
            try {
                var process = new ProcessBuilder("cat", "/proc/self/stat").start();
                return of(new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private record Asked(Urgency given, Place place) {}

    @Test
    void aThreadStandsAsItIsSaidTo() {
        var heartbeats = afterAsking(RealTime.Level.HEARTBEATS, Place::ofThisThread);
        var decisions = afterAsking(RealTime.Level.DECISIONS, Place::ofThisThread);

        assertThat(heartbeats.place()).isEqualTo(expected(heartbeats.given(), 2));
        assertThat(decisions.place()).isEqualTo(expected(decisions.given(), 1));
    }

    @Test
    void aProcessThatItStartsIsAnOrdinaryOne() {
        assertThat(afterAsking(RealTime.Level.HEARTBEATS, Place::ofAChildProcess).place())
                .isEqualTo(Place.ORDINARY);
    }

    @Test
    void aThreadThatItStartsIsAnOrdinaryOne() {
        var asked = afterAsking(RealTime.Level.HEARTBEATS, () -> onNewThread(Place::ofThisThread));

        assertThat(asked.place()).isEqualTo(Place.ORDINARY);
    }

    @Test
    void theThreadOfTheVirtualMachineIsFound() {
        var own = afterAsking(RealTime.Level.HEARTBEATS, Place::ofThisThread).given();

        assertThat(RealTime.askForVirtualMachine()).isEqualTo(own);
    }

    private static Place expected(Urgency given, int priority) {
        return switch (given) {
            case REAL_TIME -> new Place(Place.ROUND_ROBIN, priority, 0);
            case FAVOURED -> new Place(0, 0, -20);
            case NONE -> Place.ORDINARY;
        };
    }

    private static Asked afterAsking(RealTime.Level level, Supplier<Place> look) {
        return onNewThread(() -> new Asked(RealTime.askForThisThread(level), look.get()));
    }

    private static <T> T onNewThread(Supplier<T> work) {
        var result = new CompletableFuture<T>();
        Thread.ofPlatform().start(() -> result.complete(work.get()));
        return result.join();
    }
}
