package org.quorate.membership.setup;

import java.nio.file.Path;

/** How a node proves to its peers that it belongs to the cluster. */
public sealed interface Security {

    /**
     * Heartbeats carry a code made with the cluster key; the log runs over mutual TLS.
     *
     * @param clusterKey 32 random bytes in hexadecimal, the same on every node
     * @param authority the certificate of the cluster's CA, PEM
     * @param certificate this node's certificate, PEM
     * @param privateKey its PKCS 8 key, PEM
     */
    record Secured(Path clusterKey, Path authority, Path certificate, Path privateKey) implements Security {}

    /** For tests on one machine: no TLS, and a key that everyone knows. */
    record Insecure() implements Security {}
}
