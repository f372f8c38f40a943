package org.quorate.simulation.exhaustive;

import java.time.Instant;
import org.quorate.membership.Leadership;
import org.quorate.membership.NodeName;
import org.quorate.membership.Standings;
import org.quorate.simulation.Site;
import org.quorate.state.ClusterState;
import org.quorate.state.Command;

/** Which life of which node this is, what time it is there, and what it has applied. */
abstract class Standpoint implements Site {

    /** Commands differ by what they say, not by when: the scheduler is not to see time pass. */
    static final Instant WALL = Instant.parse("2026-01-01T12:00:00Z");

    final NodeName name;
    final long now;
    int life;
    Agreed applied;

    Standpoint(Host host, long now) {
        this.name = host.name;
        this.now = now;
        this.life = host.life;
        this.applied = host.applied;
    }

    @Override
    public NodeName name() {
        return name;
    }

    @Override
    public int lifeNumber() {
        return life;
    }

    @Override
    public long boot() {
        return now;
    }

    @Override
    public Instant wall() {
        return WALL;
    }

    @Override
    public ClusterState state() {
        return applied.state();
    }

    @Override
    public Standings standings() {
        return applied.standings();
    }

    @Override
    public Leadership leadership() {
        return new Leadership.NoLeader();
    }

    @Override
    public void propose(Command command) {
        throw new IllegalStateException("a temptation is what is proposed here");
    }
}
