package org.quorate.agents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IPaddrTest {

    /** Prints each ARP packet and neighbour advertisement that reaches an interface, in hex, for 3 s. */
    private static final String LISTENER = """
            use Socket; $| = 1; socket(my $s, 17, SOCK_RAW, unpack("S", pack("n", 3))) or die $!;
            print "ready\\n"; my $end = time + 3;
            while (time < $end) {
                my $r = ""; vec($r, fileno $s, 1) = 1; next if !select($r, undef, undef, 0.1);
                recv($s, my $b, 2000, 0); my $t = unpack("n", substr($b, 12, 2));
                my $told = $t == 0x0806 || ($t == 0x86dd && ord(substr($b, 54, 1)) == 136);
                print unpack("H*", $b), "\\n" if $told;
            }
            """;

    private Namespace node;
    private File heard;

    @BeforeEach
    void open(@TempDir Path folder) throws IOException {
        node = Namespace.in(folder);
        heard = folder.resolve("heard").toFile();
    }

    @AfterEach
    void close() throws IOException {
        node.close();
    }

    private String addresses() {
        return node.run("ip -o addr show dev v0").text();
    }

    private String heard() throws IOException {
        return heard.exists() ? Files.readString(heard.toPath()) : "";
    }

    private void listen() {
        node.background("perl -e '" + LISTENER + "'", heard);
        await().atMost(Duration.ofSeconds(10)).until(() -> heard().contains("ready"));
    }

    @ParameterizedTest
    @CsvSource({"10.9.0.5,24", "fd00:9::5,64"})
    void keepsAnAddressOnTheInterfaceOfItsNetwork(String ip, String prefix) {
        var parameter = "ip=" + ip;
        assertThat(node.agent("IPaddr", "monitor", parameter).status()).isEqualTo(7);
        assertThat(node.agent("IPaddr", "stop", parameter).status()).isZero();

        assertThat(node.agent("IPaddr", "start", parameter)).isEqualTo(new Namespace.Ended(0, ""));
        assertThat(addresses()).contains(" " + ip + "/" + prefix + " ")
                .doesNotContain(ip + "/" + prefix + " tentative");
        assertThat(node.agent("IPaddr", "start", parameter).status()).isZero();
        assertThat(node.agent("IPaddr", "monitor", parameter).status()).isZero();
        assertThat(node.addresses().resolve("r1")).hasContent(ip + "/" + prefix + " v0");

        assertThat(node.agent("IPaddr", "stop", parameter).status()).isZero();
        assertThat(node.agent("IPaddr", "stop", parameter).status()).isZero();
        assertThat(node.agent("IPaddr", "monitor", parameter).status()).isEqualTo(7);
        assertThat(addresses()).doesNotContain(ip + "/");
        assertThat(node.addresses().resolve("r1")).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource({"10.9.0.5,0a090005ffffffffffff0a090005", "fd00:9::5,fd000009000000000000000000000005"})
    void announcesTheAddressAgainAndAgain(String ip, String inFrame) throws IOException {
        listen();

        node.agent("IPaddr", "start", "ip=" + ip, "announce_interval=50", "announce_count=4");

        await().atMost(Duration.ofSeconds(10)).untilAsserted(
                () -> assertThat(heard().lines().filter(line -> line.contains(inFrame)))
                        .hasSizeGreaterThan(6));
    }

    @Test
    void announcesNoMoreOnceTheAddressHasMovedOn() throws IOException {
        listen();
        var inFrame = "0a090005ffffffffffff0a090005";
        node.agent("IPaddr", "start", "ip=10.9.0.5", "announce_interval=300", "announce_count=5");
        await().atMost(Duration.ofSeconds(10)).until(() -> heard().contains(inFrame));

        node.agent("IPaddr", "stop", "ip=10.9.0.5");

        var before = heard().lines().filter(line -> line.contains(inFrame)).count();
        await().during(Duration.ofMillis(900)).atMost(Duration.ofSeconds(10))
                .until(() -> heard().lines().filter(line -> line.contains(inFrame)).count() <= before);
    }

    @Test
    void leavesTheOtherAddressesOfItsNetworkAlone() {
        node.agent("IPaddr", "start", "ip=10.77.0.5", "nic=v0", "cidr_netmask=24");
        node.run("ip addr add 10.77.0.6/24 dev v0");

        assertThat(node.agent("IPaddr", "stop", "ip=10.77.0.5", "nic=v0", "cidr_netmask=24").status())
                .isZero();

        assertThat(addresses()).contains("10.77.0.6/24").doesNotContain("10.77.0.5");
    }

    @ParameterizedTest
    @CsvSource({"5,ip=10.9.0.5,nic=nix,there is no interface 'nix' on this node; there are:",
            "6,ip=,nic=,parameter ip is not set", "6,ip=10.9.0,nic=v0,'10.9.0' is not an address",
            "6,ip=10.9.0.5,cidr_netmask=40,prefix length from 1 to 32",
            "6,ip=99.1.1.1,nic=,no interface has a network with 99.1.1.1; set parameter nic"})
    void saysWhatIsWrong(int status, String ip, String other, String reason) {
        var ended = node.agent("IPaddr", "start", ip, other);

        assertThat(ended.status()).isEqualTo(status);
        assertThat(ended.text()).startsWith("ocf-exit-reason:").contains(reason);
    }

    @Test
    void isStoppedWhereItsInterfaceIsMissing() {
        assertThat(node.agent("IPaddr", "stop", "ip=10.9.0.5", "nic=nix").status()).isZero();
        assertThat(node.agent("IPaddr", "monitor", "ip=10.9.0.5", "nic=nix").status()).isEqualTo(7);
    }
}
