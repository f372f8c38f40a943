package org.quorate.state;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.quorate.membership.Incarnation;
import org.quorate.membership.NodeName;
import org.quorate.model.ConfigurationEdit;
import org.quorate.model.ResourceId;
import org.quorate.state.ConfigurationChange.Origin;

/** An entry of the log. Time in it is the proposer's; {@link Apply} never looks at a clock. */
public sealed interface Command {

    Instant at();

    /** A command that a person or a program asked for, once per key. */
    sealed interface Asked extends Command {

        String key();
    }

    /**
     * Changes the configuration; all edits or none.
     *
     * @param baseVersion the version the edits were made against, or -1 where any will do
     */
    record EditConfiguration(String key, Instant at, Origin origin, String message, long baseVersion,
            List<ConfigurationEdit> edits) implements Asked {

        public EditConfiguration {
            edits = List.copyOf(edits);
        }
    }

    /** A new incarnation of a node is there: one more than the last known one. */
    record NodeJoined(NodeName node, Incarnation incarnation, String life, NodeStatus.Traits traits,
            Instant at)
            implements
                Command {}

    /** A majority has heard nothing of this incarnation for dead-after. */
    record NodeLost(NodeName node, Incarnation incarnation, String why, Instant at) implements Command {}

    /** The node wants to stop: its resources are to be moved away. */
    record NodeLeaving(NodeName node, Incarnation incarnation, Instant at) implements Command {}

    /**
     * The node's daemon is about to be restarted while everything runs on: nothing of it is to be taken over
     * within the window.
     *
     * @param window in (0 s, 10 min]; how much longer than its lease the node's guardian waits
     */
    record NodeRestarting(NodeName node, Incarnation incarnation, Duration window, Instant at)
            implements
                Command {

        /** How long a daemon may take to come back. */
        public static final Duration WINDOW = Duration.ofSeconds(60);
    }

    /** Nothing runs on the node any more, and its daemon is about to end. */
    record NodeLeft(NodeName node, Incarnation incarnation, Instant at) implements Command {}

    /** The DC's decision. Refused when anything relevant was committed since {@code basedOn}. */
    record AdoptTransition(Transition transition, Instant at) implements Command {}

    /** The result of an action, by the incarnation that ran it. Counts once. */
    record ActionResult(ActionId action, NodeName node, Incarnation incarnation, OpRecord result, Instant at)
            implements
                Command {}

    /**
     * A recurring monitor changed its outcome.
     *
     * @param sequence grows with each change that this incarnation reports for this operation
     */
    record MonitorChanged(NodeName node, Incarnation incarnation, ResourceId resource, String operation,
            long sequence, OpRecord result, Instant at) implements Command {}

    /** Sets (empty value: removes) transient attributes of a node. */
    record SetAttributes(String key, NodeName node, SortedMap<String, String> values,
            Instant at) implements Asked {

        public SetAttributes {
            values = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(values));
        }
    }

    /**
     * Forgets failures (CLEANUP), or all that is known so that it is probed again (REFRESH). No nodes: on
     * all.
     */
    record Forget(String key, What what, List<ResourceId> resources, List<NodeName> nodes, Instant at)
            implements
                Asked {

        public Forget {
            resources = List.copyOf(resources);
            nodes = List.copyOf(nodes);
        }
    }

    /** Moves a resource, once; ends by itself at {@code until} at the latest. */
    record MoveResource(String key, ResourceId resource, NodeName to, Instant until,
            Instant at) implements Asked {}

    /** Restarts a resource where it is, once. */
    record RestartResource(String key, ResourceId resource, Instant at) implements Asked {}

    /** Ends the requests on a resource (a move under way, a restart). */
    record ClearRequests(String key, ResourceId resource, Instant at) implements Asked {}

    /**
     * An operator vouches that a lost node is off.
     *
     * @param incarnation the last that was known when it was said: of a later life nothing was said
     */
    record ConfirmDead(String key, NodeName node, Incarnation incarnation, Origin origin, Instant at)
            implements
                Asked {

        /** What a command of a version that named none was agreed to mean: whatever life is there. */
        public static final Incarnation WHATEVER = new Incarnation(Long.MAX_VALUE);
    }

    /**
     * Changes who votes, by one voter.
     *
     * @param baseVersion the version of the list that it was asked of, or -1 where any will do
     * @param atSetUp the voters of the settings; what counts while the log says nothing of voters
     */
    record ChangeVoters(String key, Instant at, Origin origin, long baseVersion, List<Voter> atSetUp,
            VoterChange change) implements Asked {

        public ChangeVoters {
            atSetUp = List.copyOf(atSetUp);
        }
    }

    /** The replica of the awaited voter is complete: it votes from now on. */
    record VoterAdmitted(long baseVersion, NodeName voter, int number, Instant at) implements Command {}

    /**
     * Majorities of the former and of the present list have applied this version of it, and since then the DC
     * has waited, on its own clock, until nobody can hold anything by an earlier list than the former one. No
     * two clocks are compared for it.
     */
    record VotersSettled(long version, Instant at) implements Command {}

    /** What is forgotten. */
    enum What {
        CLEANUP, REFRESH
    }
}
