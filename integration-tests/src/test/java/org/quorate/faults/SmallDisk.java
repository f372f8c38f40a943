package org.quorate.faults;

import java.io.IOException;
import java.time.Duration;
import org.quorate.cluster.ClusterUnderTest;
import org.quorate.crmsh.lab.LabNode;

/** A file system of its own under a node's data folder, so that it can be full or read-only. */
final class SmallDisk {

    private static final Duration GONE = Duration.ofSeconds(10);

    private final ClusterUnderTest test;
    private final LabNode node;
    private final String data;

    SmallDisk(ClusterUnderTest test, LabNode node) {
        this.test = test;
        this.node = node;
        data = test.cluster().folder(node).resolve("data").toString();
    }

    /** The data move there; the daemon runs on it and is a member afterwards. */
    void insert() throws IOException {
        stopDaemon();
        sh("mkdir -p /run/kept && mount -t tmpfs -o size=24m,mode=700 small /run/kept && cp -a " + data
                + "/. /run/kept && mount --move /run/kept " + data);
        test.mend();
    }

    void fill() throws IOException {
        // dd ends with an error when there is no more room: that is the point.
        sh("dd if=/dev/zero of=" + data + "/filler bs=4k 2>/dev/null; test -s " + data + "/filler");
    }

    void free() throws IOException {
        sh("rm -f " + data + "/filler");
    }

    /** A running daemon keeps files open, so that only one that starts can find it so. */
    void protect() throws IOException {
        stopDaemon();
        sh("mount -o remount,ro " + data);
    }

    void unprotect() throws IOException {
        sh("mount -o remount,rw " + data);
    }

    /** The data move back, as they are now. */
    void remove() throws IOException {
        stopDaemon();
        sh("rm -rf /run/kept && mkdir /run/kept && cp -a " + data + "/. /run/kept && umount " + data
                + " && find " + data + " -mindepth 1 -delete && cp -a /run/kept/. " + data
                + " && rm -rf /run/kept");
    }

    private void stopDaemon() throws IOException {
        if (test.cluster().isUp(node)) {
            test.cluster().daemon(node).signal("KILL");
            test.cluster().daemon(node).waitFor(GONE);
        }
    }

    private void sh(String script) throws IOException {
        var output = node.exec("sh", "-c", script);
        if (!output.succeeded()) {
            throw new IOException("on " + node.name() + ": " + script + ": " + output.text().strip());
        }
    }
}
