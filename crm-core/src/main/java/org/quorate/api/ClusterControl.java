package org.quorate.api;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.quorate.agent.AgentCatalog;
import org.quorate.membership.NodeName;
import org.quorate.model.ResourceId;
import org.quorate.state.ClusterState;
import org.quorate.state.Command;
import org.quorate.state.Outcome;
import org.quorate.state.Reason;
import org.quorate.state.Voter;

/**
 * What the control API asks of the daemon. Every method may be called from any thread, returns at once and
 * does not throw; the stages complete within the limit that was given and never exceptionally.
 */
public interface ClusterControl {

    /** What this daemon is and sees at this moment. */
    LocalView view();

    /** How well this daemon keeps time. */
    Punctuality punctuality();

    /** The newest state this node has applied. */
    ClusterState state();

    /** The voters of this node's settings: what counts while the state says nothing of voters. */
    List<Voter> votersAtSetUp();

    /** What the scheduler makes of the newest state; kept until the state changes. */
    Decision decision();

    /** A reason in words for a person: no capital at the start, no full stop at the end. */
    String words(Reason reason);

    /**
     * Why a resource is where it is, why it is not elsewhere, and the smallest change that would allow it; a
     * line each, for a person. With a node: why there, or why not there, alone. Empty for what is not
     * configured.
     */
    List<String> explain(ResourceId resource, Collection<NodeName> nodes);

    /** What would keep a resource from a node even when it is asked to move there; empty: nothing. */
    List<String> whyNotThere(Command.MoveResource move);

    /** The agents of this node. */
    AgentCatalog agents();

    /** Offers a command to the log. A retry with the same key changes nothing the second time. */
    CompletionStage<Answer> submit(Command command, Duration limit);

    /**
     * Completes with {@link LocalView#revision} as soon as that differs from {@code revision}, or at the
     * limit.
     *
     * @param limit in [0 s, 10 min]
     */
    CompletionStage<Long> changed(long revision, Duration limit);

    /**
     * Leaves the cluster cleanly: moves the resources away or stops them, says so in the log, then ends the
     * daemon.
     * The stage completes before the daemon ends, early enough for the reply to go out.
     *
     * @param limit how long the caller waits; leaving goes on afterwards
     */
    CompletionStage<Departure> leave(String why, Duration limit);

    /**
     * Ends the daemon while everything it started runs on, for the next start of the daemon to take over.
     *
     * @param limit how long the caller waits; it goes on afterwards
     */
    CompletionStage<Departure> restart(Duration limit);

    /** What became of a command. */
    sealed interface Answer {

        /** It is in the log, and this is what it came to. */
        record Said(Outcome outcome) implements Answer {}

        /** It certainly is not in the log and will not come into it. */
        record NotAgreed(String why) implements Answer {}

        /** Nobody can say: it may be in the log, or may yet come into it. The same key may be tried again. */
        record Unsure(String why) implements Answer {}
    }

    /** How far the leaving came within the limit. */
    sealed interface Departure {

        /** Nothing runs here any more; the daemon ends now. */
        record Left() implements Departure {}

        /** It goes on; these are the things still in the way, in words. */
        record Leaving(List<String> waitingFor) implements Departure {

            public Leaving {
                waitingFor = List.copyOf(waitingFor);
            }
        }

        /** It cannot leave now. */
        record Stays(String why) implements Departure {}
    }
}
