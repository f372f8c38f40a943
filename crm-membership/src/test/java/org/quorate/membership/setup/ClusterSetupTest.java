package org.quorate.membership.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quorate.membership.LogStartFailed;
import org.quorate.membership.NodeName;

class ClusterSetupTest {

    private static final NodeName N1 = new NodeName("n1");
    private static final NodeName ARBITER = new NodeName("arbiter");

    @TempDir
    static Path folder;

    @BeforeAll
    static void makeOnce() throws IOException, InterruptedException {
        new ClusterSetup(folder)
                .make(new TreeSet<>(List.of(N1, new NodeName("n2"), new NodeName("n3"), ARBITER)));
    }

    private static String mode(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    @Test
    void everyNodeGetsItsOwnIdentityInOneCluster() throws LogStartFailed {
        var setup = new ClusterSetup(folder);
        var first = VoterMarker.read(setup.dataFolder(N1));
        var arbiter = VoterMarker.read(setup.dataFolder(ARBITER));

        assertThat(first.cluster()).isEqualTo(arbiter.cluster());
        assertThat(first.node()).isEqualTo(N1);
        assertThat(arbiter.log()).isEqualTo(VoterMarker.Log.NEVER_STARTED);
        assertThat(first.peerId()).isEqualTo(first.cluster().toString().substring(0, 8) + "-n1-1");
    }

    @Test
    void allNodesShareTheKeyAndTheAuthorityButNoPrivateKey() throws IOException {
        var setup = new ClusterSetup(folder);
        var one = setup.security(N1);
        var two = setup.security(ARBITER);

        assertThat(one.clusterKey()).hasSameTextualContentAs(two.clusterKey());
        assertThat(Files.readString(one.clusterKey()).strip()).matches("[0-9a-f]{64}");
        assertThat(one.authority()).hasSameTextualContentAs(two.authority());
        assertThat(Files.readString(one.privateKey())).isNotEqualTo(Files.readString(two.privateKey()))
                .startsWith("-----BEGIN PRIVATE KEY-----");
    }

    @Test
    void everyCertificateIsSignedByTheClustersAuthority() throws IOException, GeneralSecurityException {
        var security = new ClusterSetup(folder).security(N1);
        var authority = certificate(security.authority());
        var own = certificate(security.certificate());

        own.verify(authority.getPublicKey());
        authority.verify(authority.getPublicKey());
        own.checkValidity();

        assertThat(own.getSubjectX500Principal().getName()).isEqualTo("CN=n1");
        assertThat(own.getBasicConstraints()).isEqualTo(-1);
        assertThat(authority.getBasicConstraints()).isZero();
        assertThat(authority.getKeyUsage()).startsWith(false, false, false, false, false, true, true);
        assertThat(own.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.1", "1.3.6.1.5.5.7.3.2");
        assertThat(own.getSubjectAlternativeNames()).containsExactly(List.of(2, "quorate-peer"));
    }

    private static X509Certificate certificate(Path file) throws IOException, CertificateException {
        try (var stream = Files.newInputStream(file)) {
            return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(stream);
        }
    }

    @Test
    void whatIsSecretCanBeReadByItsOwnerOnly() throws IOException {
        var security = new ClusterSetup(folder).security(N1);

        assertThat(mode(security.clusterKey())).isEqualTo("rw-------");
        assertThat(mode(security.privateKey())).isEqualTo("rw-------");
        assertThat(mode(folder.resolve("n1"))).isEqualTo("rwx------");
        assertThat(mode(folder.resolve("ca"))).isEqualTo("rwx------");
    }

    @Test
    void aClusterThatIsThereIsNotOverwritten() {
        assertThatThrownBy(() -> new ClusterSetup(folder).make(new TreeSet<>(List.of(N1))))
                .isInstanceOf(IOException.class).hasMessageContaining("there is a cluster already");
    }

    @Test
    void theNodeOfAPeerIdIsFoundWhateverItsName() {
        var cluster = UUID.randomUUID();

        for (var name : List.of("n1", "a-b", "a-1", "9", "x.y_z-3-4")) {
            assertThat(VoterMarker.nodeOf(VoterMarker.peerId(cluster, new NodeName(name), 12)))
                    .isEqualTo(new NodeName(name));
        }
    }

    @Test
    void aMissingFolderMarkerAndADamagedOneAreToldApart(@TempDir Path data) throws IOException {
        assertThatThrownBy(() -> VoterMarker.read(data.resolve("none"))).isInstanceOf(LogStartFailed.class)
                .hasMessageContaining("data folder is missing").hasMessageContaining("none");
        assertThatThrownBy(() -> VoterMarker.read(data)).isInstanceOf(LogStartFailed.class)
                .hasMessageContaining("marker is missing").hasMessageContaining("voter.json");
        Files.writeString(data.resolve("voter.json"), "{}");
        assertThatThrownBy(() -> VoterMarker.read(data)).isInstanceOf(LogStartFailed.class)
                .hasMessageContaining("marker is damaged");
    }
}
