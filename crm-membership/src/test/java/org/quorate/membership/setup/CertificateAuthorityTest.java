package org.quorate.membership.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SignatureException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quorate.membership.NodeName;

class CertificateAuthorityTest {

    @Test
    void nodesAreVouchedForByTheirOwnClusterOnly(@TempDir Path folder)
            throws IOException, GeneralSecurityException {
        var ours = certificates(Files.createDirectory(folder.resolve("ours")));
        var theirs = certificates(Files.createDirectory(folder.resolve("theirs")));

        assertThatCode(() -> ours.node().verify(ours.authority().getPublicKey())).doesNotThrowAnyException();
        assertThatThrownBy(() -> ours.node().verify(theirs.authority().getPublicKey()))
                .isInstanceOf(SignatureException.class);
        var path = CertificateFactory.getInstance("X.509").generateCertPath(List.of(ours.node()));
        var trusted = new PKIXParameters(Set.of(new TrustAnchor(ours.authority(), null)));
        trusted.setRevocationEnabled(false);
        assertThatCode(() -> CertPathValidator.getInstance("PKIX").validate(path, trusted))
                .doesNotThrowAnyException();
    }

    @Test
    void certificatesSayWhatTheyAreFor(@TempDir Path folder) throws IOException, GeneralSecurityException {
        var made = certificates(folder);

        assertThat(made.authority().getBasicConstraints()).isZero();
        assertThat(made.authority().getKeyUsage()).contains(true);
        assertThat(made.node().getBasicConstraints()).isEqualTo(-1);
        assertThat(made.node().getSubjectX500Principal().getName()).isEqualTo("CN=n1");
        assertThat(made.node().getSubjectAlternativeNames()).containsExactly(List.of(2, "quorate-peer"));
        assertThat(made.node().getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.1",
                "1.3.6.1.5.5.7.3.2");
        made.node().checkValidity();
    }

    private record Made(X509Certificate authority, X509Certificate node) {}

    private static Made certificates(Path folder) throws IOException, GeneralSecurityException {
        var authority = CertificateAuthority.make(folder, UUID.randomUUID());
        var node = Files.createDirectory(folder.resolve("n1"));
        authority.issue(new NodeName("n1"), node);
        return new Made(read(node.resolve("ca.pem")), read(node.resolve("node.pem")));
    }

    private static X509Certificate read(Path file) throws IOException, GeneralSecurityException {
        try (var stream = Files.newInputStream(file)) {
            return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(stream);
        }
    }
}
