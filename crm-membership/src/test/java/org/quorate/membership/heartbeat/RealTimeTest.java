package org.quorate.membership.heartbeat;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class RealTimeTest {

    private static final int POLICY = 41; // proc(5): the 41st field of stat, the 39th after the name
    private static final String ROUND_ROBIN = "2";

    @Test
    void aThreadThatIsGivenItRunsRoundRobin() throws Exception {
        var given = new CompletableFuture<Boolean>();
        var policy = new CompletableFuture<String>();

        Thread.ofPlatform().start(() -> {
            given.complete(RealTime.askForThisThread());
            policy.complete(policyOfThisThread());
        });

        assertThat(policy.get()).isEqualTo(given.get() ? ROUND_ROBIN : "0");
    }

    private static String policyOfThisThread() {
        try {
            var stat = Files.readString(Path.of("/proc/thread-self/stat"));
            return stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1)[POLICY - 3];
        } catch (IOException e) {
            return e.toString();
        }
    }
}
