package org.quorate.state;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.quorate.membership.Incarnation;
import org.quorate.membership.NodeName;
import org.quorate.model.Suggestion;
import org.quorate.state.NodeStatus.Presence;

/** Nodes that join, leave, are lost, fenced or confirmed dead. */
final class Presences {

    private Presences() {}

    static Applied joined(ClusterState state, Command.NodeJoined joined) {
        var known = state.nodes().get(joined.node());
        if (known != null && known.life().equals(joined.life())
                && known.incarnation().equals(joined.incarnation())) {
            return Applied.duplicate(state);
        }
        if (!state.voters().allow(joined.node())) {
            return Applied.refused(state, "node " + joined.node(),
                    "is not among the voters " + state.voters().names() + "; add it with crm cluster add");
        }
        var next = known == null ? 1 : known.incarnation().value() + 1;
        if (joined.incarnation().value() != next) {
            return Applied.refused(state, "node " + joined.node(),
                    "the next incarnation is " + next + ", not " + joined.incarnation());
        }
        var index = state.position().index();
        var after = known == null ? state : over(state, known, joined);
        return Applied.relevant(after.with(joined.node(), new NodeStatus(joined.incarnation(), joined.life(),
                Presence.MEMBER, joined.traits(), new TreeMap<>(), joined.at(), index,
                Owners.takeoverWait(state))));
    }

    /** Of what the earlier lives had, nothing is left where the machine has been started anew since. */
    private static ClusterState over(ClusterState state, NodeStatus known, Command.NodeJoined joined) {
        var after = gone(state, joined.node(), known.incarnation());
        return joined.traits().boot().isAnotherThan(known.traits().boot())
                ? Owners.without(after, joined.node())
                : after;
    }

    static Applied lost(ClusterState state, Command.NodeLost lost) {
        var known = state.nodes().get(lost.node());
        if (known == null || !known.incarnation().equals(lost.incarnation()) || !known.isMember()) {
            return Applied.duplicate(state);
        }
        var after = gone(state, lost.node(), lost.incarnation());
        return Applied.relevant(after.with(lost.node(),
                known.withPresence(Presence.LOST, lost.at(), state.position().index())));
    }

    static Applied leaving(ClusterState state, Command.NodeLeaving leaving) {
        var known = state.nodes().get(leaving.node());
        if (known == null || !known.incarnation().equals(leaving.incarnation())
                || known.presence() != Presence.MEMBER) {
            return Applied.duplicate(state);
        }
        return Applied.relevant(state.with(leaving.node(),
                known.withPresence(Presence.LEAVING, leaving.at(), state.position().index())));
    }

    /** Who takes over from it waits for the window too: so long may its guardian leave things running. */
    static Applied restarting(ClusterState state, Command.NodeRestarting restarting) {
        var known = state.nodes().get(restarting.node());
        if (known == null || !known.incarnation().equals(restarting.incarnation())
                || known.presence() != Presence.MEMBER) {
            return Applied.duplicate(state);
        }
        var after = Owners.prolonged(state, restarting.node(), restarting.incarnation(), restarting.window());
        return Applied.relevant(after.with(restarting.node(),
                known.withPresence(Presence.RESTARTING, restarting.at(), state.position().index())));
    }

    /**
     * The node itself says that nothing runs on it any more, and it starts nothing after: while it is leaving
     * no start is adopted for it. It says so for this life; what an earlier one left running, and this one
     * has not looked at, may be there yet.
     */
    static Applied left(ClusterState state, Command.NodeLeft left) {
        var known = state.nodes().get(left.node());
        if (known == null || !known.incarnation().equals(left.incarnation())
                || known.presence() != Presence.LEAVING) {
            return Applied.duplicate(state);
        }
        var after = Owners.without(gone(state, left.node(), left.incarnation()), left.node(),
                left.incarnation());
        return Applied.relevant(after.with(left.node(),
                known.withPresence(Presence.LEFT, left.at(), state.position().index())));
    }

    static Applied confirmedDead(ClusterState state, Command.ConfirmDead dead) {
        var known = state.nodes().get(dead.node());
        if (known == null) {
            return Applied.refused(state, "node " + dead.node(), unknown(state, dead.node()));
        }
        if (known.incarnation().compareTo(dead.incarnation()) > 0) {
            return Applied.refused(state, "node " + dead.node(), "has joined again since: incarnation "
                    + known.incarnation() + ", and it was incarnation " + dead.incarnation()
                    + " that was confirmed dead");
        }
        return switch (known.presence()) {
            case MEMBER, LEAVING, RESTARTING -> Applied.refused(state, "node " + dead.node(),
                    "is a member of the cluster and alive; only a lost node can be confirmed dead");
            case LEFT, FENCED -> Owners.has(state, dead.node())
                    ? confirmed(state, dead, known)
                    : Applied.duplicate(state);
            case LOST -> confirmed(state, dead, known);
        };
    }

    private static Applied confirmed(ClusterState state, Command.ConfirmDead dead, NodeStatus known) {
        return Applied.relevant(fenced(state, dead.node(), known, new Fencing(dead.node(),
                "confirmed by " + dead.origin().user(), Progress.Ending.SUCCEEDED, dead.at())));
    }

    static Applied attributes(ClusterState state, Command.SetAttributes set) {
        var known = state.nodes().get(set.node());
        if (known == null) {
            return Applied.refused(state, "node " + set.node(), unknown(state, set.node()));
        }
        var changed = new TreeMap<>(known.attributes());
        set.values().forEach((name, value) -> {
            if (value.isEmpty()) {
                changed.remove(name);
            } else {
                changed.put(name, value);
            }
        });
        return changed.equals(known.attributes())
                ? Applied.noted(state)
                : Applied.relevant(state.with(set.node(), known.withAttributes(changed)));
    }

    /** The node is off for certain: its resources have no owner there. */
    static ClusterState fenced(ClusterState state, NodeName node, NodeStatus known, Fencing fencing) {
        var after = Owners.without(gone(state, node, known.incarnation()), node).with(node,
                known.withPresence(Presence.FENCED, fencing.at(), state.position().index()));
        return noted(after, fencing);
    }

    static ClusterState noted(ClusterState state, Fencing fencing) {
        var fencings = new ArrayList<>(state.fencings());
        fencings.add(fencing);
        return state.withFencings(
                List.copyOf(
                        fencings.subList(Math.max(0, fencings.size() - Fencing.HISTORY), fencings.size())));
    }

    /** The incarnation is over: its actions are abandoned, what was known of its resources is void. */
    private static ClusterState gone(ClusterState state, NodeName node, Incarnation incarnation) {
        var after = Owners.lost(state, node, incarnation, state.position().index());
        after = Owners.everywhere(after, status -> Requests.withoutMovesTo(status.without(node), node));
        var progress = after.progress();
        for (var action : progress.transition().actions()) {
            if (!progress.hasEnded(action) && runsOn(action.work(), node, incarnation)) {
                progress = progress.with(action.id(), Progress.Ending.ABANDONED);
            }
        }
        return after.withProgress(progress);
    }

    private static boolean runsOn(Work work, NodeName node, Incarnation incarnation) {
        return switch (work) {
            case Work.Run run -> run.node().equals(node) && run.incarnation().equals(incarnation);
            case Work.Cancel cancel -> cancel.node().equals(node) && cancel.incarnation().equals(incarnation);
            case Work.Fence fence -> fence.by().equals(node);
        };
    }

    static String unknown(ClusterState state, NodeName node) {
        var near = Suggestion.nearest(node.value(),
                state.nodes().keySet().stream().map(NodeName::value).toList());
        return "is not known to the cluster" + near.map(name -> "; did you mean " + name + "?").orElse("");
    }
}
