package org.quorate.daemon;

import org.quorate.codec.CommandCodec;
import org.quorate.codec.OutcomeCodec;
import org.quorate.codec.StateCodec;
import org.quorate.membership.AgreedState;
import org.quorate.state.Apply;
import org.quorate.state.ClusterState;

/**
 * The cluster state behind the agreed log, with what a newer version wrote beside it. Applied by the log's
 * thread, read by any.
 */
final class ReplicatedState implements AgreedState {

    private final Runnable changed;
    private volatile StateCodec.Snapshot current = StateCodec.Snapshot.of(ClusterState.EMPTY);

    /** @param changed told after each entry, by the log's thread; must not block */
    ReplicatedState(Runnable changed) {
        this.changed = changed;
    }

    ClusterState current() {
        return current.state();
    }

    @Override
    public byte[] apply(long index, byte[] command) {
        var applied = Apply.apply(current.state(), index, CommandCodec.decode(command));
        current = current.with(applied.state());
        changed.run();
        return OutcomeCodec.encode(applied.outcome());
    }

    @Override
    public byte[] snapshot() {
        return StateCodec.encode(current);
    }

    @Override
    public long restore(long index, byte[] snapshot) {
        current = StateCodec.decode(snapshot);
        changed.run();
        return current.state().position().index();
    }
}
