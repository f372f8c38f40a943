package org.quorate.daemon;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.quorate.membership.Membership;
import org.quorate.membership.NodeName;
import org.quorate.node.AskingToJoin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Holds this node's wish to become a member back until it may ask ({@link AskingToJoin}), for a while. */
final class Admission {

    private static final Logger LOG = LoggerFactory.getLogger(Admission.class);

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
            long end = System.nanoTime() + AskingToJoin.LIMIT.toNanos();
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

    private boolean isReady() {
        return AskingToJoin.isAllowed(self, newestVoters.get(), membership.view());
    }

    private boolean isHeard() {
        return AskingToJoin.isHeard(self, newestVoters.get(), membership.view());
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
