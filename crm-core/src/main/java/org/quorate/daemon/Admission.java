package org.quorate.daemon;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.quorate.membership.Membership;
import org.quorate.membership.NodeName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets this node ask to become a member only when a majority of voters and it hear each other, and when it
 * has caught up with the log: before, it would ask under numbers that were given away long ago. Without the
 * right cluster key, or with its datagrams cut off, it would be taken in through the log, be declared lost
 * because nobody hears it, and ask again, for ever.
 */
final class Admission {

    /** However slow the failure detection is that was configured, heartbeats are not as rare as this. */
    private static final Duration HEARD_WITHIN = Duration.ofSeconds(30);
    private static final Logger LOG = LoggerFactory.getLogger(Admission.class);

    /** Shorter than the pause after which a node that has not joined tries again with a fresh number. */
    private static final Duration LIMIT = Duration.ofMillis(900);
    private static final Duration LOOK_EVERY = Duration.ofMillis(10);
    private static final Duration SAY_EVERY = Duration.ofSeconds(30);

    private final NodeName self;
    private final Supplier<? extends Set<NodeName>> newestVoters;
    private final Membership membership;
    private long nextSayAt = Long.MIN_VALUE;

    /** What came of waiting. */
    enum Verdict {
        READY, NOT_READY
    }

    Admission(NodeName self, Supplier<? extends Set<NodeName>> voters, Membership membership) {
        this.self = self;
        this.newestVoters = voters;
        this.membership = membership;
    }

    /** Tells as soon as it may ask, unless that is now on another thread; at the latest after the limit. */
    void await(Consumer<Verdict> then) {
        if (isReady()) {
            then.accept(Verdict.READY);
            return;
        }
        Thread.ofVirtual().name("admission").start(() -> {
            long end = System.nanoTime() + LIMIT.toNanos();
            while (!isReady() && System.nanoTime() < end) {
                LockSupport.parkNanos(LOOK_EVERY.toNanos());
            }
            boolean ready = isReady();
            if (!isHeard()) {
                say();
            }
            then.accept(ready ? Verdict.READY : Verdict.NOT_READY);
        });
    }

    /** Its own voter counts once it has applied an entry of this life, and so all before it. */
    private boolean isReady() {
        return membership.view().counts() && isHeard();
    }

    /** It is a voter, and what is heard has the right key, and has answered a challenge of this life. */
    private boolean isHeard() {
        var heard = membership.view().heard();
        var voters = newestVoters.get();
        long fresh = voters.stream().filter(voter -> voter.equals(self)
                || heard.getOrDefault(voter, HEARD_WITHIN).compareTo(HEARD_WITHIN) < 0)
                .count();
        return voters.contains(self) && fresh > voters.size() / 2;
    }

    private synchronized void say() {
        long now = membership.clock().nanos();
        if (now >= nextSayAt) {
            nextSayAt = now + SAY_EVERY.toNanos();
            var voters = newestVoters.get();
            if (!voters.contains(self)) {
                LOG.warn(
                        "this node does not ask to join: it is not among the voters {} yet; if it is"
                                + " not awaited either (crm cluster status), type 'crm cluster add' on one"
                                + " of them",
                        voters);
                return;
            }
            LOG.warn(
                    "this node does not ask to join: it hears true heartbeats of fewer than a majority of the"
                            + " voters {} (is the UDP port open, and cluster.key the same everywhere?)",
                    voters);
        }
    }
}
