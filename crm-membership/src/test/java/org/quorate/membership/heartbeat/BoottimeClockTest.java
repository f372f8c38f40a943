package org.quorate.membership.heartbeat;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class BoottimeClockTest {

    @Test
    void agreesWithTheKernelsUptime() throws IOException {
        var clock = new BoottimeClock();

        var uptime = Double.parseDouble(Files.readString(Path.of("/proc/uptime")).split(" ", 2)[0]);

        assertThat(clock.nanos() / 1e9).isBetween(uptime - 0.1, uptime + 5);
    }

    @Test
    void neverGoesBack() {
        var clock = new BoottimeClock();
        long last = clock.nanos();
        for (int i = 0; i < 10_000; i++) {
            long next = clock.nanos();
            assertThat(next).isGreaterThanOrEqualTo(last);
            last = next;
        }
    }
}
