package org.quorate.membership.ratis;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import javax.net.ssl.X509TrustManager;
import org.apache.ratis.grpc.GrpcTlsConfig;
import org.apache.ratis.thirdparty.io.netty.handler.ssl.SslProvider;
import org.quorate.membership.LogStartFailed;
import org.quorate.membership.setup.Security;

/**
 * Mutual TLS between the peers with the JDK's own provider: no native library has to be unpacked anywhere. A
 * peer is whoever the cluster's CA vouches for; addresses are not compared, for they change.
 */
final class PeerTls {

    private static final char[] NO_PASSWORD = new char[0];

    private PeerTls() {}

    static GrpcTlsConfig of(Security.Secured files) throws LogStartFailed {
        try {
            var authority = certificate(files.authority());
            var keys = keyManager(privateKey(files.privateKey()), certificate(files.certificate()));
            var builder = GrpcTlsConfig.newBuilder();
            builder.setKeyManager(keys);
            builder.setTrustManager(new OnlyOurs(trustManager(authority)));
            builder.setMutualTls(true);
            builder.setSslProvider(SslProvider.JDK);
            return builder.build();
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            throw new LogStartFailed("the node's key or certificate cannot be used",
                    files.certificate().toString(),
                    "Copy ca.pem, node.pem and node-key.pem from the cluster's set-up again ("
                            + e.getMessage()
                            + ")");
        }
    }

    private static X509Certificate certificate(Path file) throws IOException, CertificateException {
        try (var stream = Files.newInputStream(file)) {
            return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(stream);
        }
    }

    private static PrivateKey privateKey(Path file) throws IOException, GeneralSecurityException {
        var base64 = Files.readString(file).replaceAll("-----(BEGIN|END) PRIVATE KEY-----|\\s", "");
        return KeyFactory.getInstance("EC")
                .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(base64)));
    }

    private static KeyManager keyManager(PrivateKey key, X509Certificate certificate)
            throws GeneralSecurityException, IOException {
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, NO_PASSWORD);
        store.setKeyEntry("node", key, NO_PASSWORD, new X509Certificate[]{certificate});
        var factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, NO_PASSWORD);
        return factory.getKeyManagers()[0];
    }

    private static X509TrustManager trustManager(X509Certificate authority)
            throws GeneralSecurityException, IOException {
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, NO_PASSWORD);
        store.setCertificateEntry("ca", authority);
        var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return (X509TrustManager) factory.getTrustManagers()[0];
    }

    /**
     * Trusts what the cluster's CA has signed, wherever it is; being extended it is not asked about host
     * names.
     */
    private static final class OnlyOurs extends X509ExtendedTrustManager {

        private final X509TrustManager authority;

        OnlyOurs(X509TrustManager authority) {
            this.authority = authority;
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
            authority.checkClientTrusted(chain, type);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
            authority.checkServerTrusted(chain, type);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
                throws CertificateException {
            authority.checkClientTrusted(chain, type);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
                throws CertificateException {
            authority.checkServerTrusted(chain, type);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
                throws CertificateException {
            authority.checkClientTrusted(chain, type);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
                throws CertificateException {
            authority.checkServerTrusted(chain, type);
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return authority.getAcceptedIssuers();
        }
    }
}
