package org.quorate.executor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.quorate.agent.AgentAction.START;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quorate.agent.AgentCall;

/** The guardian with a process in the daemon's place; the order of its deeds is read from its log. */
class GuardianTest {

    private static final Path SCRIPT = Workshop.REPOSITORY
            .resolve("resource-agents/guardian/quorate-guardian");
    private static final String SERVICE = """
            setsid sleep 1000 &
            echo $! >"$HA_RSCTMP/service-$OCF_RESOURCE_INSTANCE\"""";

    private Workshop shop;
    private Process daemon;
    private final List<Process> guardians = new ArrayList<>();

    @BeforeEach
    void open(@TempDir Path folder) throws IOException {
        shop = Workshop.in(folder);
        daemon = new ProcessBuilder("sleep", "1000").start();
        write(Duration.ZERO, daemon.pid());
        shop.run(shop.agent("service", SERVICE), START);
    }

    @AfterEach
    void close() {
        daemon.destroyForcibly();
        guardians.forEach(Process::destroyForcibly);
        shop.close();
    }

    private void write(Duration deadline, long pid) throws IOException {
        long ticks = pid == 0 ? 0 : ProcessTable.stat(pid).orElseThrow().startTicks();
        var line = "%019d %010d %019d%n".formatted(deadline.toMillis(), pid, ticks);
        Files.writeString(shop.settings.folders().run().resolve("deadline"), line + line);
    }

    private Process watch() throws IOException {
        var guardian = new ProcessBuilder("setsid", "perl", SCRIPT.toString(),
                shop.settings.folders().run().toString(),
                shop.settings.nodeToken(), "-").start();
        guardians.add(guardian);
        assertThat(guardian.inputReader().readLine()).isEqualTo("watching");
        return guardian;
    }

    private String log() throws IOException {
        return Files.readString(shop.settings.folders().run().resolve("guardian.log"));
    }

    private static Duration in(int ms) {
        return Posix.bootTime().plusMillis(ms);
    }

    @Test
    void killsAStoppedDaemonFirstAndThenItsResources() throws Exception {
        var guardian = watch();
        assertThat(new ProcessBuilder("kill", "-STOP", Long.toString(daemon.pid())).start().waitFor())
                .isZero();
        long service = shop.pidIn("service-web");

        write(in(300), daemon.pid());

        assertThat(guardian.waitFor(Duration.ofSeconds(10))).isTrue();
        assertThat(daemon.isAlive()).isFalse();
        assertThat(Workshop.isAlive(service)).isFalse();
        assertThat(log()).containsSubsequence("killed the daemon pid=" + daemon.pid(), "gave up resources");
    }

    @Test
    void endsResourcesWithinATenthOfASecondOfTheDeadline() throws Exception {
        watch();
        long service = shop.pidIn("service-web");
        var deadline = in(400);
        write(deadline, daemon.pid());

        await().atMost(Duration.ofSeconds(10)).pollInterval(Duration.ofMillis(1)).pollDelay(Duration.ZERO)
                .until(() -> !Workshop.isAlive(service));

        var late = Posix.bootTime().minus(deadline);
        assertThat(late).isBetween(Duration.ofMillis(-20), Duration.ofMillis(1000));
    }

    @Test
    void killsNobodyWhileTheDeadlineIsRenewed() throws IOException {
        var guardian = watch();
        for (int turn = 0; turn < 20; turn++) {
            write(in(2000), daemon.pid());
            await().pollDelay(Duration.ofMillis(20)).until(() -> true);
        }

        assertThat(guardian.isAlive()).isTrue();
        assertThat(daemon.isAlive()).isTrue();
        assertThat(Workshop.isAlive(shop.pidIn("service-web"))).isTrue();
    }

    @Test
    void keepsWatchingAfterTheDaemonIsGone() throws Exception {
        write(in(500), daemon.pid());
        var guardian = watch();
        long service = shop.pidIn("service-web");

        daemon.destroyForcibly();

        assertThat(guardian.waitFor(Duration.ofSeconds(10))).isTrue();
        assertThat(Workshop.isAlive(service)).isFalse();
    }

    @Test
    void endsWithTheDaemonWhenThereIsNothingToGuard() throws Exception {
        var guardian = watch();

        daemon.destroyForcibly();

        assertThat(guardian.waitFor(Duration.ofSeconds(10))).isTrue();
        assertThat(Workshop.isAlive(shop.pidIn("service-web"))).isTrue();
    }

    @Test
    void sparesExemptResources() throws Exception {
        var agent = shop.agent("service", SERVICE);
        shop.run(new AgentCall("edge", agent, START, new TreeMap<>(), new TreeMap<>(),
                Workshop.call(agent, START, Map.of()).timeout()));
        Files.writeString(shop.settings.folders().run().resolve("exempt"), "edge\n");
        var guardian = watch();

        write(in(100), daemon.pid());

        assertThat(guardian.waitFor(Duration.ofSeconds(10))).isTrue();
        assertThat(Workshop.isAlive(shop.pidIn("service-web"))).isFalse();
        assertThat(Workshop.isAlive(shop.pidIn("service-edge"))).isTrue();
    }

    @Test
    void aNewLifeKeepsTheDeadlineOfTheOneBeforeAndIsNotKilledForIt() throws Exception {
        long service = shop.pidIn("service-web");
        write(in(700), daemon.pid());

        try (var mine = Guardian.start(shop.settings, SCRIPT)) {
            assertThat(mine.deadline()).isPresent();
            Workshop.awaitDeath(service);
            assertThat(mine.isRunning()).isTrue();

            mine.exempt(new TreeSet<>());
            mine.none();
            assertThat(mine.deadline()).isEmpty();
            Posix.kill(mine.pid());
            Workshop.awaitDeath(mine.pid());
        }
    }

    @Test
    void aNewLifeEndsWhatMissedItsDeadlineBeforeItBegins() throws Exception {
        long service = shop.pidIn("service-web");
        write(in(-1000), daemon.pid());

        try (var mine = Guardian.start(shop.settings, SCRIPT)) {
            assertThat(Workshop.isAlive(service)).isFalse();
            assertThat(mine.deadline()).isEmpty();
            assertThat(mine.isRunning()).isTrue();
            Posix.kill(mine.pid());
            Workshop.awaitDeath(mine.pid());
        }
    }

    @Test
    void anotherOneWatchesTheSameDeadlineWhenItIsKilled() throws Exception {
        long service = shop.pidIn("service-web");
        var lost = new AtomicReference<String>();
        long third;
        try (var mine = Guardian.start(shop.settings, SCRIPT)) {
            mine.keep(lost::set);
            write(in(3000), 0);
            long first = mine.pid();

            Posix.kill(first);

            await().until(() -> mine.isRunning() && mine.pid() != first);
            Workshop.awaitDeath(service);
            assertThat(lost).hasNullValue();
            long second = mine.pid();
            Posix.kill(second);
            await().until(() -> mine.isRunning() && mine.pid() != second);
            third = mine.pid();
        }
        Posix.kill(third);
        Workshop.awaitDeath(third);
    }

    @Test
    void itTellsWhenNoneCanBeStarted() throws Exception {
        var script = Files.copy(SCRIPT, shop.settings.folders().run().resolve("guardian-copy"));
        var lost = new AtomicReference<String>();
        try (var mine = Guardian.start(shop.settings, script)) {
            mine.keep(lost::set);
            Files.delete(script);

            Posix.kill(mine.pid());

            await().until(() -> lost.get() != null);
            assertThat(lost.get()).contains("cannot be started again");
            assertThat(mine.isRunning()).isFalse();
        }
    }

    @Test
    void aSecondGuardianReplacesTheFirst() throws Exception {
        try (var first = Guardian.start(shop.settings, SCRIPT);
                var second = Guardian.start(shop.settings, SCRIPT)) {
            Workshop.awaitDeath(first.pid());
            assertThat(second.isRunning()).isTrue();
            Posix.kill(second.pid());
            Workshop.awaitDeath(second.pid());
        }
    }
}
