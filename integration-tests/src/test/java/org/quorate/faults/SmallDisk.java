package org.quorate.faults;

import java.io.IOException;
import org.quorate.cluster.ClusterUnderTest;
import org.quorate.crmsh.lab.LabNode;

/** A file system of its own under a node's data folder, so that it can be full or read-only. */
final class SmallDisk {

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
        StoppedDaemon.kill(test, node);
        Fault.sh(node,
                "mkdir -p /run/kept && mount -t tmpfs -o size=24m,mode=700 small /run/kept && cp -a " + data
                        + "/. /run/kept && mount --move /run/kept " + data);
        test.mend();
    }

    void fill() throws IOException {
        // dd ends with an error when there is no more room: that is the point.
        Fault.sh(node,
                "dd if=/dev/zero of=" + data + "/filler bs=4k 2>/dev/null; test -s " + data + "/filler");
    }

    void free() throws IOException {
        Fault.sh(node, "rm -f " + data + "/filler");
    }

    /** A running daemon keeps files open, so that only one that starts can find it so. */
    void protect() throws IOException {
        StoppedDaemon.kill(test, node);
        Fault.sh(node, "mount -o remount,ro " + data);
    }

    void unprotect() throws IOException {
        Fault.sh(node, "mount -o remount,rw " + data);
    }

    /** The data move back, as they are now. */
    void remove() throws IOException {
        StoppedDaemon.kill(test, node);
        Fault.sh(node,
                "rm -rf /run/kept && mkdir /run/kept && cp -a " + data + "/. /run/kept && umount " + data
                        + " && find " + data + " -mindepth 1 -delete && cp -a /run/kept/. " + data
                        + " && rm -rf /run/kept");
    }
}
