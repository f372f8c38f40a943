package org.quorate.membership.setup;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.quorate.membership.NodeName;

/** The cluster's own CA, run with the JDK's keytool. Its key stays in its folder; it is needed to add nodes. */
final class CertificateAuthority {

    /**
     * What every node's certificate is made out to. A peer is whoever the cluster's CA vouches for, whatever its
     * address: addresses change, and the CA signs for nobody else.
     */
    static final String TLS_NAME = "quorate-peer";

    private static final String DAYS = "7300";

    private final Path store;
    private final String password;
    private final String certificate;

    private CertificateAuthority(Path store, String password, String certificate) {
        this.store = store;
        this.password = password;
        this.certificate = certificate;
    }

    static CertificateAuthority make(Path folder, UUID cluster) throws IOException, InterruptedException {
        var password = newPassword();
        ClusterSetup.writePrivate(folder.resolve("ca.password"), password + "\n");
        var store = folder.resolve("ca.p12");
        Keytool.run(password, "", List.of("-genkeypair", "-alias", "ca", "-keyalg", "EC",
                "-groupname", "secp256r1", "-dname", "CN=quorate " + cluster, "-validity", DAYS, "-ext",
                "bc:c=ca:true,pathlen:0", "-ext", "ku:c=keyCertSign,cRLSign", "-keystore", store.toString()));
        var pem = Keytool.run(password, "",
                List.of("-exportcert", "-rfc", "-alias", "ca", "-keystore", store.toString()));
        Files.writeString(folder.resolve("ca.pem"), pem);
        return new CertificateAuthority(store, password, pem);
    }

    /** Writes ca.pem, node.pem and node-key.pem to the node's folder. */
    void issue(NodeName node, Path folder) throws IOException, InterruptedException {
        var keys = folder.resolve("node.p12");
        Keytool.run(password, "", List.of("-genkeypair", "-alias", "node", "-keyalg", "EC",
                "-groupname", "secp256r1", "-dname", "CN=" + node, "-validity", DAYS, "-keystore",
                keys.toString()));
        var request = Keytool.run(password, "",
                List.of("-certreq", "-alias", "node", "-keystore", keys.toString()));
        var signed = Keytool.run(password, request, List.of("-gencert", "-rfc", "-alias", "ca",
                "-validity", DAYS, "-ext", "san=dns:" + TLS_NAME, "-ext",
                "eku=serverAuth,clientAuth", "-keystore", store.toString()));
        Files.writeString(folder.resolve("node.pem"), signed);
        Files.writeString(folder.resolve("ca.pem"), certificate);
        ClusterSetup.writePrivate(folder.resolve("node-key.pem"), privateKey(keys));
        Files.delete(keys);
    }

    private String privateKey(Path keys) throws IOException {
        try (var stream = Files.newInputStream(keys)) {
            var loaded = KeyStore.getInstance("PKCS12");
            loaded.load(stream, password.toCharArray());
            var key = loaded.getKey("node", password.toCharArray()).getEncoded();
            var lines = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));
            return "-----BEGIN PRIVATE KEY-----\n" + lines.encodeToString(key)
                    + "\n-----END PRIVATE KEY-----\n";
        } catch (GeneralSecurityException e) {
            throw new IOException("the key of the new node cannot be read: " + keys, e);
        }
    }

    private static String newPassword() {
        var bytes = new byte[16];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
