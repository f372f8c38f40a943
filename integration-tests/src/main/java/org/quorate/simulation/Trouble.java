package org.quorate.simulation;

import java.util.List;
import org.quorate.membership.NodeName;
import org.quorate.model.ResourceId;
import org.quorate.simulation.Manner.Vice;
import org.quorate.simulation.Network.Kind;
import org.quorate.simulation.Network.Way;
import org.quorate.simulation.Network.Weather;

/** Something that goes wrong, or that an operator does, drawn before the world begins. In nanoseconds. */
sealed interface Trouble {

    /** When it begins. */
    long at();

    record PowerLoss(long at, long length, NodeName node) implements Trouble {}

    record DaemonKilled(long at, long length, NodeName node) implements Trouble {}

    /** SIGSTOP, and SIGCONT afterwards. */
    record DaemonStopped(long at, long length, NodeName node) implements Trouble {}

    /** The same, between the next decision to start something and the act. */
    record StoppedAtStart(long at, long length, NodeName node) implements Trouble {}

    record Cut(long at, long length, List<Kind> kinds, List<Way> ways) implements Trouble {

        public Cut {
            kinds = List.copyOf(kinds);
            ways = List.copyOf(ways);
        }
    }

    record BadWeather(long at, long length, Weather weather) implements Trouble {}

    record SlowDisk(long at, long length, NodeName node, long slowest) implements Trouble {}

    record FullDisk(long at, long length, NodeName node) implements Trouble {}

    /** The machine loses its log for good; its marker keeps it from voting again under its old name. */
    record WipedDisk(long at, NodeName node) implements Trouble {}

    /** It comes back with an older copy of its disk than it had acknowledged. */
    record StaleDisk(long at, NodeName node) implements Trouble {}

    /** The state is kept in place of the entries before it. */
    record SnapshotTaken(long at, NodeName node) implements Trouble {}

    /** An administrator adds a voter; its daemon is started so much later. */
    record VoterComes(long at, long length, NodeName node) implements Trouble {}

    /** An administrator stops a node and removes it from the voters. */
    record VoterGoes(long at, NodeName node) implements Trouble {}

    /** A voter's data is lost while it runs, and it is replaced; its daemon is started so much later. */
    record VoterReplaced(long at, long length, NodeName node) implements Trouble {}

    record BadAgents(long at, long length, NodeName node, Vice vice) implements Trouble {}

    /** Everything that runs there dies by itself. */
    record ServicesDie(long at, NodeName node) implements Trouble {}

    record LaggingReplica(long at, long length, NodeName node, long lag) implements Trouble {}

    /** What this life of the daemon tells the log of its actions stays on its way for {@code length}. */
    record LateResults(long at, long length, NodeName node) implements Trouble {}

    record SlowLoop(long at, long length, NodeName node, long slowest) implements Trouble {}

    record WallClockSet(long at, NodeName node, long by) implements Trouble {}

    /** An administrator stops the daemon in good order; its supervisor starts it again later. */
    record Leave(long at, NodeName node) implements Trouble {}

    /** Something is wrong with a fence device. */
    record BadSwitch(long at, long length, ResourceId device, PowerSwitch.Fault fault) implements Trouble {}

    /**
     * A machine loses its power for good; after {@code length} somebody has seen that, vouches for it, and
     * after as long again switches it on, whether or not the cluster has heard.
     */
    record ConfirmedDead(long at, long length, NodeName node) implements Trouble {}

    record Operation(long at, Operator.Act act, NodeName node) implements Trouble {}

    /** Waits for the moment at which it hurts most. */
    record Ambush(long at, long length, Moment moment, int afterTimes, Reaction reaction,
            long delay) implements Trouble {}

    /** Hits whoever that is when the time has come. */
    record Strike(long at, long length, Target target, Reaction reaction) implements Trouble {}

    /** Whom a strike hits. */
    enum Target {
        /** Where the first resource is active. */
        ACTIVE, LEADER,
        /** A machine on which nothing is active. */
        IDLE,
        /** The voter of the set-up that is cut off together with the active one. */
        PARTNER
    }

    /** Moments that an ambush can wait for; each has a machine that it is about. */
    enum Moment {
        /** A voter has told the age of its last answers to somebody who wants to take over. */
        VOTER_CONFIRMS,
        /** A start was adopted for this machine. */
        START_ADOPTED,
        /** A stop was adopted for this machine. */
        STOP_ADOPTED,
        /** This machine was declared lost. */
        DECLARED_LOST,
        /** This machine is about to start something. */
        STARTS,
        /** This machine has joined. */
        JOINED,
        /** Something has become active on this machine. */
        ACTIVE,
        /** The list of voters has changed; the machine is one on which something is active. */
        VOTERS_CHANGED
    }

    /** What is done to the machine then. */
    enum Reaction {
        RESTART_DAEMON, POWER_LOSS, CUT, CUT_LOG, CUT_FROM_ONE, STOP_DAEMON, LAG, HANGING_AGENTS, //
        /** The machine and one other voter of the set-up are cut off from all others. */
        CUT_OFF_WITH_ONE
    }
}
