package org.quorate.membership.setup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedSet;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.quorate.membership.NodeName;

/**
 * Makes what a new cluster needs before its first start. Under the target folder: {@code ca/} (keep it off
 * the nodes) and one folder per node, to be copied to it, with {@code cluster.key}, {@code ca.pem}, {@code
 * node.pem}, {@code node-key.pem} and {@code data/voter.json}. Keys can be read by their owner only.
 */
public final class ClusterSetup {

    private static final int KEY_BYTES = 32;

    private final Path target;

    public ClusterSetup(Path target) {
        this.target = target;
    }

    /** Makes a cluster of these nodes, and its id; refuses a target folder that has one already. */
    public UUID make(SortedSet<NodeName> nodes) throws IOException, InterruptedException {
        if (nodes.isEmpty()) {
            throw new IllegalArgumentException("a cluster has at least one node");
        }
        for (var node : nodes) {
            if (Files.exists(folder(node))) {
                throw new IOException("there is a cluster already: " + folder(node) + " exists");
            }
        }
        var cluster = UUID.randomUUID();
        var authority = CertificateAuthority.make(privateFolder(target.resolve("ca")), cluster);
        var key = newKey();
        var work = new ArrayList<Callable<Path>>();
        for (var node : nodes) {
            work.add(() -> make(node, cluster, key, authority));
        }
        inParallel(work);
        return cluster;
    }

    /**
     * Makes the folder of a voter that a running cluster is to take in: with a certificate of the cluster's
     * own CA, whose folder {@code ca/} must be here, and the key that {@code other} has, a node of it.
     */
    public void join(NodeName node, int number, NodeName other) throws IOException {
        var folder = folder(node);
        if (Files.exists(folder)) {
            throw new IOException(folder + " exists: it is of an earlier voter; remove it first");
        }
        var authority = CertificateAuthority.open(target.resolve("ca"));
        var cluster = CertificateAuthority.clusterOf(target.resolve("ca").resolve("ca.pem"));
        var key = Files.readString(folder(other).resolve("cluster.key")).strip();
        privateFolder(folder);
        writePrivate(folder.resolve("cluster.key"), key + "\n");
        authority.issue(node, folder);
        VoterMarker.joining(cluster, node, number).write(privateFolder(folder.resolve("data")));
    }

    /**
     * Gives a node whose keys are there a new, empty data folder, with which it returns as a new voter.
     *
     * @param aside where the old one goes; nothing in it is looked at or lost
     */
    public static void rejoin(Path data, VoterMarker returning, Path aside) throws IOException {
        if (Files.exists(data)) {
            if (Files.exists(aside)) {
                throw new IOException(aside + " exists: remove or rename it");
            }
            Files.move(data, aside);
        }
        returning.write(privateFolder(data));
    }

    /** The id of the cluster that a node's folder belongs to, by the certificate of its CA. */
    public static UUID clusterOf(Path folder) throws IOException {
        return CertificateAuthority.clusterOf(folder.resolve("ca.pem"));
    }

    private Path make(NodeName node, UUID cluster, String key, CertificateAuthority authority)
            throws IOException, InterruptedException {
        var folder = privateFolder(folder(node));
        writePrivate(folder.resolve("cluster.key"), key + "\n");
        authority.issue(node, folder);
        var data = privateFolder(folder.resolve("data"));
        new VoterMarker(cluster, node, 1, VoterMarker.Log.NEVER_STARTED).write(data);
        return folder;
    }

    public Path folder(NodeName node) {
        return target.resolve(node.value());
    }

    public Path dataFolder(NodeName node) {
        return folder(node).resolve("data");
    }

    /** The security settings of a node whose folder lies where it was made. */
    public Security.Secured security(NodeName node) {
        return security(folder(node));
    }

    /** The security settings of a node whose folder was copied to {@code folder}. */
    public static Security.Secured security(Path folder) {
        return new Security.Secured(folder.resolve("cluster.key"), folder.resolve("ca.pem"),
                folder.resolve("node.pem"), folder.resolve("node-key.pem"));
    }

    private static String newKey() {
        var bytes = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    static Path privateFolder(Path folder) throws IOException {
        Files.createDirectories(folder.toAbsolutePath().getParent());
        return Files.createDirectories(folder,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }

    static void writePrivate(Path file, String text) throws IOException {
        Files.createFile(file,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, text);
    }

    private static void inParallel(List<Callable<Path>> work) throws IOException, InterruptedException {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Path> result : threads.invokeAll(work)) {
                result.get();
            }
        } catch (ExecutionException e) {
            throw new IOException("set-up failed: " + e.getMessage(), e);
        }
    }
}
