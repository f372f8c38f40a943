package org.quorate.crmsh.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The laboratory on this machine: as root and as any user where the machine allows both. */
class LabIT {

    private static final Duration SOON = Duration.ofSeconds(5);

    /** A server that answers with the node's name, one connection after the other. */
    private static final Command NAME_SERVER = Command.of("perl", "-MIO::Socket", "-e", """
            my $name = `uname -n`;
            my $s = IO::Socket::INET->new(LocalPort => 80, Listen => 64, ReuseAddr => 1) or die $!;
            while (1) {
                my $c = $s->accept or next;
                sysread $c, my $request, 4096;
                print $c "HTTP/1.0 200 OK\\r\\n\\r\\n$name";
                close $c;
            }
            """);

    static Stream<Isolation.Namespaces> isolations() {
        assertThat(Lab.detect()).as("what this machine allows").isInstanceOf(Isolation.Namespaces.class);
        var allowed = (Isolation.Namespaces) Lab.detect();
        return allowed.asRoot() ? Stream.of(allowed, new Isolation.Namespaces(false)) : Stream.of(allowed);
    }

    @ParameterizedTest
    @MethodSource("isolations")
    void nodesReachEachOtherUnderTheirOwnNames(Isolation.Namespaces isolation) throws IOException {
        try (var lab = NamespaceLab.open(LabPlan.of("n1", "n2"), isolation)) {
            assertThat(lab.node("n2").exec("uname", "-n").text()).isEqualTo("n2\n");
            assertThat(connect(lab.node("n1"), lab.node("n2"))).isTrue();
            assertThat(connect(lab.client(), lab.node("n1"))).isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("isolations")
    void killsEverythingOfANodeAtOnceAndRevivesItWithItsDisk(Isolation.Namespaces isolation)
            throws IOException {
        try (var lab = NamespaceLab.open(LabPlan.of("n1", "n2"), isolation)) {
            var node = lab.node("n1");
            var program = node
                    .start(Command.of("sh", "-c", "setsid sleep 1000 & touch /run/disk/kept; exec sleep 1001")
                            .loggingTo(node.disk().resolve("log")));
            await().atMost(SOON).until(() -> Files.exists(node.seenFromHere(node.disk().resolve("kept"))));
            var pids = ProcessTree.inNamespaceOf(ProcessHandle.of(program.pid()).orElseThrow().pid());
            assertThat(pids).hasSizeGreaterThanOrEqualTo(3);

            node.kill9();

            assertThat(pids).noneMatch(LabIT::isRunning);
            assertThat(program.isAlive()).isFalse();
            assertThat(node.isAlive()).isFalse();
            assertThat(connect(lab.node("n2"), node)).isFalse();
            node.revive();
            assertThat(node.exec("ls", "/run/disk").text()).contains("kept");
            await().atMost(SOON).until(() -> connect(lab.node("n2"), node));
        }
    }

    @ParameterizedTest
    @MethodSource("isolations")
    void cutsALinkAndOneDirection(Isolation.Namespaces isolation) throws IOException {
        try (var lab = NamespaceLab.open(LabPlan.of("n1", "n2", "n3"), isolation)) {
            lab.node("n1").cutLink();
            assertThat(connect(lab.node("n2"), lab.node("n1"))).isFalse();
            lab.node("n1").healLink();
            await().atMost(SOON).until(() -> connect(lab.node("n2"), lab.node("n1")));

            lab.node("n1").cutTowards(lab.node("n2"));
            assertThat(connect(lab.node("n1"), lab.node("n2"))).isFalse();
            assertThat(connect(lab.node("n1"), lab.node("n3"))).isTrue();
            lab.node("n1").healTowards(lab.node("n2"));
            await().atMost(SOON).until(() -> connect(lab.node("n1"), lab.node("n2")));
        }
    }

    @Test
    void measuresAnOutageFromOutside() throws IOException {
        try (var lab = Lab.open(LabPlan.of("n1")); var poller = lab.poll("10.77.0.1", 80)) {
            var node = lab.node("n1");
            var server = node.start(NAME_SERVER);
            await().atMost(SOON).until(() -> poller.last().filter(Poller.Answer::ok).isPresent());
            assertThat(poller.last().orElseThrow().text()).isEqualTo("n1");

            var cut = System.nanoTime();
            server.signal("STOP");
            await().pollDelay(Duration.ofMillis(300)).atMost(SOON).until(() -> !poller.since(cut).isEmpty());
            server.signal("CONT");

            await().atMost(SOON).until(() -> poller.firstGoodSince(cut).isPresent());
            assertThat(poller.longestOutageSince(cut).orElseThrow().duration())
                    .isBetween(Duration.ofMillis(250), Duration.ofMillis(2500));
        }
    }

    @Test
    void pausesANodeWhereItStands() throws IOException {
        try (var lab = Lab.open(LabPlan.of("n1")); var poller = lab.poll("10.77.0.1", 80)) {
            lab.node("n1").start(NAME_SERVER);
            await().atMost(SOON).until(() -> poller.last().filter(Poller.Answer::ok).isPresent());

            lab.node("n1").pause();
            await().atMost(SOON).until(() -> poller.last().filter(answer -> !answer.ok()).isPresent());
            var resumed = System.nanoTime();
            lab.node("n1").resume();

            await().atMost(SOON).until(() -> poller.firstGoodSince(resumed).isPresent());
        }
    }

    @Test
    void leavesNothingWhenItsJvmIsKilled() throws IOException, InterruptedException {
        leavesNothingWhenKilled(victim(System.getProperty("java.class.path")));
    }

    @Test
    void worksForAUserWhoIsNotRoot() throws IOException, InterruptedException {
        var folder = Files.createTempDirectory("lab-classes-");
        try {
            // What another user cannot read (a checkout under /root) is laid out where he can.
            for (var type : List.of(Lab.class, LabIT.class)) {
                var classes = type.getProtectionDomain().getCodeSource().getLocation().getPath();
                Commands.require(
                        List.of("cp", "-r", classes, folder.resolve(type.getSimpleName()).toString()), SOON);
            }
            Commands.require(List.of("chmod", "-R", "a+rX", folder.toString()), SOON);
            var command = victim(folder.resolve("Lab") + ":" + folder.resolve("LabIT"));
            if (ProcessHandle.current().info().user().filter("root"::equals).isPresent()) {
                command.addAll(0,
                        List.of("setpriv", "--reuid", "65534", "--regid", "65534", "--clear-groups"));
            }

            leavesNothingWhenKilled(command);
        } finally {
            Commands.require(List.of("rm", "-r", folder.toString()), SOON);
        }
    }

    private static List<String> victim(String classPath) {
        return new ArrayList<>(
                List.of(ProcessHandle.current().info().command().orElseThrow(), "-cp", classPath,
                        Victim.class.getName()));
    }

    private static void leavesNothingWhenKilled(List<String> command)
            throws IOException, InterruptedException {
        var jvm = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        List<Long> pids;
        try (var lines = new BufferedReader(
                new InputStreamReader(jvm.getInputStream(), StandardCharsets.UTF_8))) {
            pids = Arrays.stream(lines.readLine().split(" ")).map(Long::parseLong).toList();
            assertThat(pids).hasSizeGreaterThanOrEqualTo(4).allMatch(LabIT::isRunning);
            jvm.destroyForcibly().waitFor();
        }

        await().atMost(SOON).until(() -> pids.stream().noneMatch(LabIT::isRunning));
    }

    @Test
    void loopbackNodesDieWithAllTheirOffspring(@TempDir Path folder) throws IOException {
        var plan = LabPlan.of("n1").withDisksUnder(folder);
        try (var lab = LoopbackLab.open(plan, new Isolation.LoopbackOnly("for the test"))) {
            var node = lab.node("n1");
            var program = node
                    .start(Command.of("sh", "-c", "setsid sh -c 'echo $$; exec sleep 1000' & echo $$; wait")
                            .loggingTo(node.disk().resolve("pids")));
            var written = node.seenFromHere(node.disk().resolve("pids"));
            await().atMost(SOON)
                    .until(() -> Files.exists(written) && Files.readAllLines(written).size() == 2);
            var pids = Files.readAllLines(written).stream().map(Long::parseLong).toList();

            program.signal("KILL");
            assertThat(program.waitFor(SOON)).hasValue(128 + 9);
            assertThat(pids).anyMatch(LabIT::isRunning);
            node.kill9();

            assertThat(pids).noneMatch(LabIT::isRunning);
            assertThatThrownBy(node::cutLink).hasMessageContaining("no link to cut");
        }
    }

    /** Opens a lab, names the processes in it and waits to be killed. */
    static final class Victim {

        public static void main(String[] arguments) throws IOException {
            var lab = Lab.open(LabPlan.of("n1", "n2"));
            var first = lab.node("n1").start(Command.of("sleep", "1000")).pid();
            var second = lab.node("n2").start(Command.of("sh", "-c", "sleep 1000 & setsid sleep 1000")).pid();
            var pids = Stream.concat(ProcessTree.inNamespaceOf(first).stream(),
                    ProcessTree.inNamespaceOf(second).stream()).map(String::valueOf).toList();
            new java.io.PrintStream(new java.io.FileOutputStream(java.io.FileDescriptor.out), true,
                    StandardCharsets.UTF_8).println(String.join(" ", pids));
            while (lab.node("n1").isAlive()) {
                Thread.onSpinWait();
            }
        }
    }

    /**
     * A TCP connection to a port nobody listens on is refused by a living network and times out on a dead
     * one.
     */
    private static boolean connect(LabNode from, LabNode target) throws IOException {
        var script = """
                use Socket; use Errno qw(EINPROGRESS); use Fcntl;
                socket(my $s, AF_INET, SOCK_STREAM, 0); fcntl($s, F_SETFL, O_NONBLOCK);
                connect($s, pack_sockaddr_in(9, inet_aton($ARGV[0])));
                my $w = ''; vec($w, fileno $s, 1) = 1;
                my $found = select(undef, $w, undef, 1);
                my $error = unpack('i', getsockopt($s, SOL_SOCKET, SO_ERROR));
                exit($found == 1 && $error == 111 ? 0 : 1);
                """;
        return from.exec("perl", "-e", script, "--", target.address()).succeeded();
    }

    private static boolean isRunning(long pid) {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent();
    }
}
