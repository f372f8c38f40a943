package org.quorate.membership.ratis;

import java.time.Duration;
import org.apache.ratis.conf.RaftProperties;

/** Ratis' properties as we set them; each one with its reason in docs/decisions. */
final class RaftOptions {

    /** No appender batch is larger, so no entry either; a command of 1 MiB and its envelope fit. */
    private static final String ENTRY_LIMIT = "1280KB";
    private static final String WRITE_BUFFER = "1536KB";

    private RaftOptions() {}

    /**
     * Ratis elects calmly, so that load makes no elections and its own heartbeats, one in half of the shorter
     * timeout, cost next to nothing; ours find a dead leader sooner.
     */
    static RaftProperties of(LogSettings settings, Duration requestTimeout) {
        var properties = new RaftProperties();
        var timings = settings.timings();
        long firstElectionMs = timings.raftFirstElection().toMillis();
        properties.set("raft.rpc.type", "GRPC");
        properties.set("raft.server.storage.dir", settings.raftFolder().toString());
        properties.set("raft.server.removed.groups.dir", settings.dataFolder().resolve("removed").toString());
        properties.set("raft.server.storage.free-space.min", "16MB");
        properties.set("raft.server.rpc.timeout.min", timings.raftElection().toMillis() + "ms");
        properties.set("raft.server.rpc.timeout.max", timings.raftElectionAtMost().toMillis() + "ms");
        properties.set("raft.server.rpc.first-election.timeout.min", firstElectionMs + "ms");
        properties.set("raft.server.rpc.first-election.timeout.max", firstElectionMs * 2 + "ms");
        properties.set("raft.server.rpc.request.timeout", requestTimeout.toMillis() + "ms");
        properties.set("raft.server.rpc.slowness.timeout", "60s");
        properties.set("raft.server.leaderelection.pre-vote", "true");
        properties.set("raft.server.leaderelection.leader.step-down.wait-time", "1s");
        properties.set("raft.server.close.threshold", "1000d");
        // Its watch for pauses looks so often; our heartbeat thread notices a pause itself.
        properties.set("raft.server.rpc.sleep.time", "10s");
        properties.set("raft.server.sleep.deviation.threshold", "10s");
        properties.set("raft.server.retrycache.expirytime", "120s");
        properties.set("raft.server.log.appender.retry.policy", "1ms,5, 200ms,1000000");
        // The entry about a commit is what tells the followers of it; else they would wait for a heartbeat.
        properties.set("raft.server.log.log-metadata.enabled", "true");
        properties.set("raft.server.log.corruption.policy", "EXCEPTION");
        properties.set("raft.server.log.segment.size.max", "1MB");
        properties.set("raft.server.log.segment.cache.num.max", "2");
        properties.set("raft.server.log.preallocated.size", "64KB");
        properties.set("raft.server.log.appender.buffer.byte-limit", ENTRY_LIMIT);
        properties.set("raft.server.log.write.buffer.size", WRITE_BUFFER);
        properties.set("raft.server.log.purge.upto.snapshot.index", "true");
        properties.set("raft.server.log.purge.gap", "1");
        properties.set("raft.server.snapshot.auto.trigger.enabled", "true");
        properties.set("raft.server.snapshot.auto.trigger.threshold", Integer.toString(SNAPSHOT_EVERY));
        properties.set("raft.server.snapshot.creation.gap", Integer.toString(SNAPSHOT_EVERY / 2));
        properties.set("raft.server.snapshot.retention.file.num", "2");
        properties.set("raft.grpc.server.host", settings.own().host());
        properties.set("raft.grpc.server.port", Integer.toString(settings.own().port()));
        properties.set("raft.grpc.message.size.max", "8MB");
        properties.set("raft.client.rpc.request.timeout", requestTimeout.toMillis() + "ms");
        return properties;
    }

    /** Entries after which a snapshot is taken and older segments are purged. */
    static final int SNAPSHOT_EVERY = 1000;
}
