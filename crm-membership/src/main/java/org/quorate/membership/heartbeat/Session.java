package org.quorate.membership.heartbeat;

import java.util.Arrays;
import java.util.function.LongSupplier;

/**
 * What this life knows of one peer's lives, so that nothing recorded is ever taken for something said now. A
 * life of the peer is believed only after it has sent back a fresh random number; within a life and a link
 * the sequence must grow. A datagram made for an earlier life of this node is not for it.
 *
 * <p>Only a life that answered can replace the current one; until then the current one goes on.
 */
final class Session {

    /** A sequence so far behind is no datagram that was overtaken on its way. */
    private static final int OVERTAKEN = 16;
    private static final long CHALLENGE_EVERY = 50_000_000L;
    /** So many challenges to one life without an answer are worth a line. */
    private static final int UNANSWERED = 10;

    private final long ownLife;
    private final LongSupplier random;
    private final long[] lastSequence;
    private long life = Frame.NO_LIFE;
    private long strangerLife = Frame.NO_LIFE;
    private long nonce;
    private long nextChallengeAt = Long.MIN_VALUE;
    private int unanswered;

    /** What is to be done with a datagram. */
    sealed interface Verdict {}

    record Accepted() implements Verdict {}

    /** To be dropped; happens in every network. */
    record Dropped() implements Verdict {}

    /** To be dropped, and told: nothing honest looks like this. */
    record Replayed() implements Verdict {}

    /** To be dropped; the life it says it is of shall prove itself. */
    record ToChallenge(long strangerLife, long nonce) implements Verdict {}

    /** To be dropped; a life that does not answer where its name is configured sends under that name. */
    record Stranger(long strangerLife) implements Verdict {}

    Session(long ownLife, int links, LongSupplier random) {
        this.ownLife = ownLife;
        this.random = random;
        this.lastSequence = new long[links];
    }

    /** The peer's current life; {@link Frame#NO_LIFE} before it has proved one. */
    long life() {
        return life;
    }

    Verdict admit(Frame frame, long now) {
        boolean forAnotherLife = frame.toLife() != Frame.NO_LIFE && frame.toLife() != ownLife;
        if (frame.link() < 0 || frame.link() >= lastSequence.length || frame.life() == Frame.NO_LIFE) {
            return new Dropped();
        }
        if (frame.life() != life) {
            return admitStranger(frame, forAnotherLife, now);
        }
        if (forAnotherLife) {
            return new Dropped();
        }
        if (frame.sequence() <= lastSequence[frame.link()]) {
            return lastSequence[frame.link()] - frame.sequence() > OVERTAKEN ? new Replayed() : new Dropped();
        }
        lastSequence[frame.link()] = frame.sequence();
        return new Accepted();
    }

    private Verdict admitStranger(Frame frame, boolean forAnotherLife, long now) {
        boolean proves = frame.content() instanceof Frame.Echo(var echoed) && echoed == nonce
                && frame.life() == strangerLife && !forAnotherLife;
        if (proves) {
            life = frame.life();
            Arrays.fill(lastSequence, 0);
            lastSequence[frame.link()] = frame.sequence();
            strangerLife = Frame.NO_LIFE;
            return new Accepted();
        }
        if (now < nextChallengeAt) {
            return new Dropped();
        }
        return challenge(frame.life(), now);
    }

    private Verdict challenge(long stranger, long now) {
        nextChallengeAt = now + CHALLENGE_EVERY;
        if (stranger != strangerLife) {
            strangerLife = stranger;
            nonce = random.getAsLong();
            unanswered = 0;
        }
        unanswered++;
        return unanswered > UNANSWERED && unanswered % UNANSWERED == 0
                ? new Stranger(stranger)
                : new ToChallenge(stranger, nonce);
    }
}
