package org.quorate.membership.setup;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.UUID;
import org.quorate.membership.NodeName;

/**
 * The cluster's own CA. Its key stays in its folder; it is needed to add nodes. The certificates are put
 * together here (X.509 version 3, RFC 5280; elliptic keys on secp256r1), because the JDK offers no way but a
 * process of keytool for each step, which is seconds for a cluster of three.
 */
final class CertificateAuthority {

    /**
     * What every node's certificate is made out to. A peer is whoever the cluster's CA vouches for, whatever
     * its address: addresses change, and the CA signs for nobody else.
     */
    static final String TLS_NAME = "quorate-peer";

    private static final String NAME = "quorate ";
    private static final int DAYS = 7300;
    /** A node whose clock is behind takes a new certificate all the same. */
    private static final int DAYS_BACK = 1;
    private static final int SERIAL_BITS = 127;
    private static final String ECDSA_WITH_SHA256 = "1.2.840.10045.4.3.2";
    private static final String COMMON_NAME = "2.5.4.3";
    private static final String KEY_USAGE = "2.5.29.15";
    private static final String ALTERNATIVE_NAME = "2.5.29.17";
    private static final String BASIC_CONSTRAINTS = "2.5.29.19";
    private static final String EXTENDED_KEY_USAGE = "2.5.29.37";
    private static final String SERVER = "1.3.6.1.5.5.7.3.1";
    private static final String CLIENT = "1.3.6.1.5.5.7.3.2";
    private static final int DNS_NAME = 2;

    private final SecureRandom random = new SecureRandom();
    private final String name;
    private final KeyPair keys;
    private final String certificate;

    private CertificateAuthority(String name) throws GeneralSecurityException {
        this.name = name;
        keys = newKeys();
        // keyUsage: keyCertSign and cRLSign are bits 5 and 6.
        certificate = pem("CERTIFICATE", signed(name, keys.getPublic(),
                extension(BASIC_CONSTRAINTS, Critical.YES,
                        Der.sequence(Der.yes(), Der.integer(BigInteger.ZERO))),
                extension(KEY_USAGE, Critical.YES, Der.bits(1, (byte) 0b0000_0110))));
    }

    private CertificateAuthority(String name, KeyPair keys, String certificate) {
        this.name = name;
        this.keys = keys;
        this.certificate = certificate;
    }

    /** The CA of a cluster that was set up before, from its folder. */
    static CertificateAuthority open(Path folder) throws IOException {
        var file = folder.resolve("ca.pem");
        var key = Files.readString(folder.resolve("ca-key.pem"));
        try {
            var own = KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(der(key)));
            return new CertificateAuthority(NAME + clusterOf(file),
                    new KeyPair(certificate(file).getPublicKey(), own), Files.readString(file));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IOException(folder + " is not the CA folder of a cluster: " + e.getMessage(), e);
        }
    }

    /** The id of the cluster whose CA's certificate this is. */
    static UUID clusterOf(Path caFile) throws IOException {
        var name = "CN=" + NAME;
        var subject = certificate(caFile).getSubjectX500Principal().getName();
        try {
            if (subject.startsWith(name)) {
                return UUID.fromString(subject.substring(name.length()));
            }
        } catch (IllegalArgumentException e) {
            throw new IOException(caFile + " is not the CA of a quorate cluster: " + subject, e);
        }
        throw new IOException(caFile + " is not the CA of a quorate cluster: " + subject);
    }

    private static X509Certificate certificate(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
        } catch (GeneralSecurityException e) {
            throw new IOException(file + " is not a certificate: " + e.getMessage(), e);
        }
    }

    private static byte[] der(String pem) {
        return Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
    }

    static CertificateAuthority make(Path folder, UUID cluster) throws IOException {
        try {
            var authority = new CertificateAuthority(NAME + cluster);
            ClusterSetup.writePrivate(folder.resolve("ca-key.pem"), pem(authority.keys.getPrivate()));
            Files.writeString(folder.resolve("ca.pem"), authority.certificate);
            return authority;
        } catch (GeneralSecurityException e) {
            throw new IOException("this JDK cannot make keys: " + e.getMessage(), e);
        }
    }

    /** Writes ca.pem, node.pem and node-key.pem to the node's folder. */
    void issue(NodeName node, Path folder) throws IOException {
        try {
            var own = newKeys();
            var signed = signed(node.value(), own.getPublic(),
                    extension(ALTERNATIVE_NAME, Critical.NO, Der.sequence(Der.choice(DNS_NAME, TLS_NAME))),
                    extension(EXTENDED_KEY_USAGE, Critical.NO,
                            Der.sequence(Der.identifier(SERVER), Der.identifier(CLIENT))));
            Files.writeString(folder.resolve("node.pem"), pem("CERTIFICATE", signed));
            Files.writeString(folder.resolve("ca.pem"), certificate);
            ClusterSetup.writePrivate(folder.resolve("node-key.pem"), pem(own.getPrivate()));
        } catch (GeneralSecurityException e) {
            throw new IOException("this JDK cannot make keys: " + e.getMessage(), e);
        }
    }

    private KeyPair newKeys() throws GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"), random);
        return generator.generateKeyPair();
    }

    private byte[] signed(String subject, PublicKey key, byte[]... extensions)
            throws GeneralSecurityException {
        var now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        var algorithm = Der.sequence(Der.identifier(ECDSA_WITH_SHA256));
        var validity = Der.sequence(Der.time(now.minus(DAYS_BACK, ChronoUnit.DAYS)),
                Der.time(now.plus(DAYS, ChronoUnit.DAYS)));
        var serial = Der.integer(new BigInteger(SERIAL_BITS, random).setBit(0));
        var content = Der.sequence(Der.tagged(0, Der.integer(BigInteger.TWO)), serial, algorithm, named(name),
                validity, named(subject), key.getEncoded(), Der.tagged(3, Der.sequence(extensions)));
        var signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(keys.getPrivate());
        signature.update(content);
        return Der.sequence(content, algorithm, Der.bits(0, signature.sign()));
    }

    private static byte[] named(String commonName) {
        return Der.sequence(Der.set(Der.sequence(Der.identifier(COMMON_NAME), Der.text(commonName))));
    }

    /** Whether those who do not understand an extension must refuse the certificate. */
    private enum Critical {
        YES, NO
    }

    private static byte[] extension(String identifier, Critical critical, byte[] value) {
        return switch (critical) {
            case YES -> Der.sequence(Der.identifier(identifier), Der.yes(), Der.octets(value));
            case NO -> Der.sequence(Der.identifier(identifier), Der.octets(value));
        };
    }

    private static String pem(PrivateKey key) {
        return pem("PRIVATE KEY", key.getEncoded());
    }

    private static String pem(String kind, byte[] bytes) {
        var lines = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));
        return "-----BEGIN " + kind + "-----\n" + lines.encodeToString(bytes) + "\n-----END " + kind
                + "-----\n";
    }
}
