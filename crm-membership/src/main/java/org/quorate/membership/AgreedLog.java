package org.quorate.membership;

import java.time.Duration;
import java.util.SortedSet;
import java.util.concurrent.CompletionStage;

/**
 * The one log on which a majority of voters agrees: opaque commands in, an agreed order out. Every method
 * may be called from any thread and returns at once.
 */
public interface AgreedLog extends AutoCloseable {

    /**
     * Offers a command; forwards it to the leader when this node is not it. The stage completes within
     * {@code limit} (in (0 s, 60 s]) and never exceptionally; it may complete on a thread of the log, so
     * what depends on it must be short. A command is at most 1 MiB. A retried command is a new command:
     * that it changes nothing the second time is the business of its {@link AgreedState}.
     */
    CompletionStage<Submission> submit(byte[] command, Duration limit);

    /** Who leads, as far as this node knows. */
    Leadership leadership();

    /** The index of the newest entry this node has applied, of any kind; -1 when there is none. */
    long appliedIndex();

    /**
     * Between which replicas the log is kept, as far as this node knows; empty while that is being changed,
     * and while nothing is known of it.
     */
    SortedSet<LogPeer> peers();

    /**
     * Changes the replicas by one that comes or goes; only on the leader, and only while they are
     * {@code from}. One that comes must run already, and is brought up to date first. The stage completes
     * within {@code limit} (in (0 s, 60 s]) and never exceptionally.
     */
    CompletionStage<PeerChange> changePeers(SortedSet<LogPeer> from, SortedSet<LogPeer> to, Duration limit);

    /** What became of a change of the replicas. */
    sealed interface PeerChange {

        record Changed() implements PeerChange {}

        /** Not as far as this node knows; {@link #peers} will tell. */
        record NotChanged(String why) implements PeerChange {}
    }

    /** Closes this node's part in the log; bounded, about 1 s. Does not throw. */
    @Override
    void close();
}
