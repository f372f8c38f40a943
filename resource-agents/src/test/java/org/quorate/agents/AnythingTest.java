package org.quorate.agents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnythingTest {

    private static final String SLEEP = "binfile=/bin/sleep";
    private static final String LONG = "cmdline_options=1000";
    /** Listens on port 8088 after a while. */
    private static final String SERVER = "cmdline_options=-e \"use Socket; select(undef,undef,undef,0.3);"
            + " socket(S,PF_INET,SOCK_STREAM,0); bind(S,pack_sockaddr_in(8088,INADDR_ANY));"
            + " listen(S,5); sleep 1000\"";

    private Namespace node;

    @BeforeEach
    void open(@TempDir Path folder) throws IOException {
        node = Namespace.in(folder);
    }

    @AfterEach
    void close() throws IOException {
        try (var files = Files.newDirectoryStream(node.state(), "*.pid")) {
            for (var file : files) {
                var pid = Files.readAllLines(file).get(0);
                node.run("kill -9 " + pid);
            }
        }
        node.close();
    }

    private String pid() throws IOException {
        return Files.readAllLines(node.state().resolve("quorate-anything-r1.pid")).get(0);
    }

    /** What waits for its parent to hear of its end does not run. */
    private static boolean runs(String pid) throws IOException {
        var status = Path.of("/proc", pid, "status");
        return Files.exists(status) && !Files.readString(status).contains("State:\tZ");
    }

    @Test
    void runsAProgram() throws IOException {
        assertThat(node.agent("anything", "monitor", SLEEP, LONG).status()).isEqualTo(7);
        assertThat(node.agent("anything", "start", SLEEP, LONG)).isEqualTo(new Namespace.Ended(0, ""));
        var pid = pid();
        assertThat(node.agent("anything", "start", SLEEP, LONG).status()).isZero();
        assertThat(pid()).as("the pid after a second start").isEqualTo(pid);
        assertThat(node.agent("anything", "monitor", SLEEP, LONG).status()).isZero();

        assertThat(node.agent("anything", "stop", SLEEP, LONG).status()).isZero();

        assertThat(runs(pid)).isFalse();
        assertThat(node.agent("anything", "stop", SLEEP, LONG).status()).isZero();
        assertThat(node.agent("anything", "monitor", SLEEP, LONG).status()).isEqualTo(7);
    }

    @Test
    void noticesThatTheProgramIsGone() throws IOException {
        node.agent("anything", "start", SLEEP, LONG);

        node.run("kill -9 " + pid());

        await().atMost(Duration.ofSeconds(10))
                .until(() -> node.agent("anything", "monitor", SLEEP, LONG).status() == 7);
    }

    @Test
    void takesNoOtherProcessForItsOwn() throws IOException {
        node.agent("anything", "start", SLEEP, LONG);
        var file = node.state().resolve("quorate-anything-r1.pid");
        var pid = pid();
        Files.writeString(file, pid + "\n1\n");

        assertThat(node.agent("anything", "monitor", SLEEP, LONG).status()).isEqualTo(7);
        assertThat(node.agent("anything", "stop", SLEEP, LONG).status()).isZero();

        assertThat(runs(pid)).as("a process that is not ours lives on").isTrue();
        node.run("kill -9 " + pid);
    }

    @Test
    void killsAProgramThatWillNotStop() throws IOException {
        var deaf = "cmdline_options=-c \"trap : TERM; while :; do sleep 0.1; done\"";
        assertThat(node.agent("anything", "start", "binfile=/bin/sh", deaf).status()).isZero();
        var pid = pid();

        assertThat(node.agent("anything", "stop", "binfile=/bin/sh", deaf, "stop_timeout=1").status())
                .isZero();

        assertThat(runs(pid)).isFalse();
    }

    @Test
    void isStartedWhenItsPortListens() {
        var parameters = new String[]{"binfile=/usr/bin/perl", SERVER, "ready_port=8088"};

        assertThat(node.agent("anything", "start", parameters)).isEqualTo(new Namespace.Ended(0, ""));

        assertThat(node.run(
                "perl -MIO::Socket::INET -e 'IO::Socket::INET->new(\"127.0.0.1:8088\") or die'").status())
                .isZero();
        assertThat(node.agent("anything", "stop", parameters).status()).isZero();
    }

    @Test
    void isHealthyOnlyWhenItsHookSaysSo() {
        var hook = "monitor_hook=echo not today; false";
        node.agent("anything", "start", SLEEP, LONG);

        var ended = node.agent("anything", "monitor", SLEEP, LONG, hook, "CRM_meta_interval=1000");

        assertThat(ended)
                .isEqualTo(new Namespace.Ended(1, "ocf-exit-reason:monitor_hook failed: not today\n"));
        assertThat(node.agent("anything", "monitor", SLEEP, LONG, hook).status()).as("a probe").isZero();
    }

    @Test
    void saysWhyAProgramDidNotStart() {
        var log = "logfile=" + node.state().resolve("log");
        // It looks after 10 ms; on a busy machine the program may not have come to its end by then.
        await().pollDelay(Duration.ZERO).atMost(Duration.ofSeconds(20)).untilAsserted(
                () -> assertThat(node.agent("anything", "start", SLEEP, "cmdline_options=soon", log).text())
                        .contains("ocf-exit-reason:'/bin/sleep' ended at once: "));
        assertThat(node.agent("anything", "start", "binfile=/no/such").status()).isEqualTo(5);
        assertThat(node.agent("anything", "start", "binfile=/etc/passwd").status()).isEqualTo(4);
        assertThat(node.agent("anything", "start", "workdir=/").status()).isEqualTo(6);
    }
}
