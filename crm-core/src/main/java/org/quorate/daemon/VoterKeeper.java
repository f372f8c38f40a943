package org.quorate.daemon;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.quorate.codec.CommandCodec;
import org.quorate.controller.VoterDuty;
import org.quorate.membership.AgreedLog.PeerChange;
import org.quorate.membership.Leadership;
import org.quorate.membership.Membership;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries a change of voters through while this node leads the log: one step at a time, each with a limit,
 * until there is nothing left to do. Works on a thread of its own only as long as there is.
 */
final class VoterKeeper implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(VoterKeeper.class);

    /** A replica that does not run is given up for this time's try after so long. */
    private static final Duration CHANGE_LIMIT = Duration.ofSeconds(30);
    private static final Duration SUBMIT_LIMIT = Duration.ofSeconds(3);
    private static final Duration LOOK_EVERY = Duration.ofMillis(100);
    /** After a step that came to nothing. */
    private static final Duration AGAIN = Duration.ofSeconds(1);
    private static final Duration SAY_EVERY = Duration.ofSeconds(30);

    private final ReplicatedState replicated;
    private final Membership membership;
    private final AtomicBoolean working = new AtomicBoolean();
    private volatile boolean closing;
    private long nextSayAt = Long.MIN_VALUE;

    VoterKeeper(ReplicatedState replicated, Membership membership) {
        this.replicated = replicated;
        this.membership = membership;
    }

    /** Something has changed: begins to work if there is anything to do. From any thread, at once. */
    void look() {
        if (isNeeded() && working.compareAndSet(false, true)) {
            Thread.ofVirtual().name("voters").start(this::work);
        }
    }

    private boolean isNeeded() {
        var voters = replicated.current().voters();
        return !closing && voters.areKnown() && membership.log().leadership() instanceof Leadership.Leads
                && VoterDuty.isOpen(voters, membership.log().peers());
    }

    private void work() {
        try {
            while (isNeeded()) {
                LockSupport.parkNanos(step().toNanos());
            }
        } finally {
            working.set(false);
        }
        look();
    }

    /** Does the next step, and says how long to wait before the one after it. */
    private Duration step() {
        var duty = VoterDuty.next(replicated.current().voters(), membership.log().peers(),
                new VoterDuty.Seen(membership.votersSettled(), membership.votersAnswering()), Instant.now());
        return switch (duty) {
            case VoterDuty.Nothing() -> LOOK_EVERY;
            case VoterDuty.Waits(var why) -> {
                say("a voter is awaited and is not taken in yet", why);
                yield LOOK_EVERY;
            }
            case VoterDuty.Propose(var command) -> {
                var _ = membership.log().submit(CommandCodec.encode(command), SUBMIT_LIMIT)
                        .toCompletableFuture().join();
                LOG.info("voters: {}", command);
                yield LOOK_EVERY;
            }
            case VoterDuty.ChangePeers(var from, var to) ->
                switch (membership.log().changePeers(from, to, CHANGE_LIMIT).toCompletableFuture().join()) {
                    case PeerChange.Changed() -> {
                        LOG.info("replicas of the log from={} to={}", from, to);
                        yield LOOK_EVERY;
                    }
                    case PeerChange.NotChanged(var why) -> {
                        say(to.size() > from.size()
                                ? "a voter is awaited and cannot be reached yet; is its daemon started?"
                                : "a replica of the log could not be removed yet", why);
                        yield AGAIN;
                    }
                };
        };
    }

    private void say(String what, String why) {
        long now = membership.clock().nanos();
        if (now >= nextSayAt) {
            nextSayAt = now + SAY_EVERY.toNanos();
            LOG.warn("{} why=\"{}\"", what, why);
        }
    }

    @Override
    public void close() {
        closing = true;
    }
}
