package org.quorate.membership.ratis;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.quorate.membership.LogStartFailed;
import org.quorate.membership.setup.Advice;
import org.quorate.membership.setup.VoterMarker;

/** Looks at what is on disk before Ratis does, and says in our words what is wrong with it. */
final class StoredLog {

    private static final String AGAIN = Advice.RETURN + "; never copy another node's log here";

    private StoredLog() {}

    /** Refuses a folder that is another voter's, or that had a log and has none, or a damaged one. */
    static void check(LogSettings settings, VoterMarker marker) throws LogStartFailed {
        if (!marker.node().equals(settings.self())) {
            throw new LogStartFailed("this data folder belongs to node " + marker.node() + ", not to "
                    + settings.self(), settings.dataFolder().resolve(VoterMarker.FILE).toString(),
                    "Start the node with its own folder and name");
        }
        var group = settings.raftFolder().resolve(marker.cluster().toString());
        var meta = group.resolve("current").resolve("raft-meta");
        if (!Files.exists(meta)) {
            if (marker.log() == VoterMarker.Log.FORMATTED) {
                throw new LogStartFailed("the log of this node is gone", meta.toString(), AGAIN);
            }
            return;
        }
        try {
            if (Files.size(meta) == 0 || !Files.readString(meta).contains("term")) {
                throw new LogStartFailed("the log's term is lost: the file has none", meta.toString(), AGAIN);
            }
        } catch (IOException e) {
            throw new LogStartFailed("the log cannot be read", meta.toString(),
                    String.valueOf(e.getMessage()));
        }
        checkEntries(group, AppliedMark.read(settings.dataFolder()));
    }

    /**
     * Ratis takes what it finds for all there was: it starts with a log that has lost its end, and deletes a
     * segment that has lost its entries. This voter would then vote for, and vouch for, less than it said.
     */
    private static void checkEntries(Path group, long applied) throws LogStartFailed {
        try {
            var files = LogFiles.in(group);
            refuse("the snapshot of the state is damaged", files.damagedSnapshot());
            refuse("the log is damaged", files.emptiedSegment());
            var missing = files.firstMissing();
            if (missing.isPresent()) {
                throw new LogStartFailed("entry " + missing.get() + " of the log is missing",
                        group.resolve("current").toString(), AGAIN);
            }
            long last = files.last();
            if (last < applied) {
                throw new LogStartFailed("the log has lost its end: this node had entries up to " + applied
                        + ", and there are none after " + last, group.resolve("current").toString(), AGAIN);
            }
        } catch (IOException | IllegalStateException e) {
            throw damaged(group).orElseGet(() -> new LogStartFailed("the log cannot be read",
                    group.toString(), AGAIN + " (" + e.getMessage() + ")"));
        }
    }

    private static void refuse(String what, Optional<String> file) throws LogStartFailed {
        if (file.isPresent()) {
            throw new LogStartFailed(what, file.get(), AGAIN);
        }
    }

    /** Whether somebody else has the port: Ratis says so less clearly, and late. */
    static void checkPort(LogSettings settings) throws LogStartFailed {
        var own = settings.own();
        try (var socket = new ServerSocket(own.port(), 1, InetAddress.getByName(own.host()))) {
            socket.setReuseAddress(true);
        } catch (BindException e) {
            throw portTaken(settings, e);
        } catch (IOException e) {
            throw new LogStartFailed("the log's address cannot be used", own.toString(),
                    String.valueOf(e.getMessage()));
        }
    }

    private static LogStartFailed portTaken(LogSettings settings, Throwable cause) {
        return new LogStartFailed("the log's port is taken", settings.own().toString(),
                "Another daemon runs here, or the address is not one of this machine (tcp, "
                        + cause.getMessage()
                        + ")");
    }

    /** What a failed start of Ratis means. */
    static LogStartFailed explain(Throwable failure, LogSettings settings, VoterMarker marker) {
        var group = settings.raftFolder().resolve(marker.cluster().toString());
        var damaged = damaged(group);
        if (damaged.isPresent()) {
            return damaged.get();
        }
        var bind = cause(failure, BindException.class);
        if (bind.isPresent()) {
            return portTaken(settings, bind.get());
        }
        return new LogStartFailed("the log cannot be started (" + deepest(failure) + ")",
                settings.raftFolder().toString(), AGAIN);
    }

    /** Ratis says that an entry is bad but not where, so every segment is read again. */
    private static Optional<LogStartFailed> damaged(Path group) {
        try {
            return LogFiles.in(group).damagedSegment()
                    .map(file -> new LogStartFailed("the log is damaged", file, AGAIN));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static <T extends Throwable> Optional<T> cause(Throwable failure, Class<T> type) {
        for (Throwable each = failure; each != null; each = each.getCause()) {
            if (type.isInstance(each)) {
                return Optional.of(type.cast(each));
            }
        }
        return Optional.empty();
    }

    private static String deepest(Throwable failure) {
        Throwable last = failure;
        while (last.getCause() != null) {
            last = last.getCause();
        }
        return last.getClass().getSimpleName() + ": " + last.getMessage();
    }
}
