package org.quorate.policy.status;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.quorate.cib.Element;
import org.quorate.model.Durations;
import org.quorate.policy.cluster.Cluster;
import org.quorate.policy.cluster.Node;
import org.quorate.policy.cluster.Node.Flag;
import org.quorate.policy.cluster.Options.NoQuorum;
import org.quorate.policy.faults.FenceActions;
import org.quorate.policy.faults.FenceMarks;
import org.quorate.policy.input.NvSets;
import org.quorate.rules.Words;
import org.quorate.state.Reason;

/**
 * Which cluster nodes are members and can be given work, and which must be fenced. Of remote nodes only that
 * they
 * were fenced; whether they can be reached depends on the histories of their connections.
 */
final class NodeStates {

    private static final String DOWN = "down";
    private static final String MEMBER = "member";

    private final Cluster cluster;
    private final NodesByName names;
    private final NodeAttributes attributes;

    /**
     * How far a node has come in joining.
     *
     * @param member when it became a member: seconds, 0 for not, -1 where nothing was ever told
     * @param process when its controller came: seconds, 0 for not
     */
    private record Presence(long member, long process, String join, String expected) {}

    private NodeStates(Cluster cluster) {
        this.cluster = cluster;
        names = new NodesByName(cluster);
        attributes = new NodeAttributes(new NvSets(cluster.cib(), cluster.now()));
    }

    static void read(Cluster cluster) {
        var states = new NodeStates(cluster);
        cluster.nodes().forEach(states::assumeTheWorst);
        cluster.cib().nodeStates().forEach(states::read);
    }

    /** Until something is known of a node, it may be doing anything. */
    private void assumeTheWorst(Node node) {
        node.attributes().put("#is_dc", Boolean.toString(isDc(node)));
        if (isDc(node)) {
            node.set(Flag.DC);
        }
        var isCluster = node.kind() == Node.Kind.CLUSTER;
        var isRemote = node.kind() == Node.Kind.REMOTE && node.connection().isPresent();
        if (isCluster || isRemote) {
            node.set(Flag.UNSEEN);
            if (cluster.options().isStartupFencing()) {
                node.set(Flag.UNCLEAN);
            }
        }
        NodeAttributes.mark(node);
    }

    private boolean isDc(Node node) {
        return node.id().equals(cluster.cib().root().attribute("dc-uuid", ""));
    }

    private void read(Element state) {
        var node = names.of(state).orElse(null);
        if (node == null) {
            return;
        }
        if (node.isRemoteOrGuest()) {
            var fenced = state.attribute("node_fenced", "0");
            if (!fenced.equals("0") && !fenced.equalsIgnoreCase("false")) {
                node.set(Flag.REMOTE_FENCED);
            }
            return;
        }
        attributes.addTransient(node, state);
        node.clear(Flag.UNCLEAN);
        node.clear(Flag.UNSEEN);
        if (NodeAttributes.isShutdownRequested(node)) {
            node.set(Flag.SHUTDOWN);
        }
        if (isOnline(node, presence(state))) {
            node.set(Flag.ONLINE);
        }
        if (!cluster.hasQuorum() && node.is(Flag.ONLINE) && cluster.noQuorum() == NoQuorum.FENCE) {
            fence(node, "the cluster has no quorum");
        }
    }

    private void fence(Node node, String why) {
        FenceMarks.fence(cluster, node, Reason.of(Reason.Kind.FENCING, "node", node.name(), "why", why));
    }

    private Presence presence(Element state) {
        return new Presence(memberSince(state), processSince(state), state.attribute("join", DOWN),
                state.attribute("expected", DOWN));
    }

    /** A yes without a time is as good as now. */
    private long memberSince(Element state) {
        var word = state.attribute("in_ccm", "").toLowerCase(Locale.ROOT);
        return switch (word) {
            case "" -> -1;
            case "true", "yes", "on", "y", "1" -> cluster.now().getEpochSecond();
            case "false", "no", "off", "n" -> 0;
            default -> number(word).orElse(-1L);
        };
    }

    private long processSince(Element state) {
        var word = state.attribute("crmd", "").toLowerCase(Locale.ROOT);
        return switch (word) {
            case "online" -> cluster.now().getEpochSecond();
            case "", "offline" -> 0;
            default -> number(word).orElse(0L);
        };
    }

    private static Optional<Long> number(String word) {
        return word.matches("-?\\d{1,18}") ? Optional.of(Long.valueOf(word)) : Optional.empty();
    }

    private boolean isOnline(Node node, Presence presence) {
        return cluster.options().isFencingEnabled()
                ? isOnlineWithFencing(node, presence)
                : isOnlineWithoutFencing(node, presence);
    }

    private boolean isOnlineWithoutFencing(Node node, Presence presence) {
        if (presence.member <= 0) {
            return false;
        }
        if (presence.process > 0) {
            return presence.join.equals(MEMBER);
        }
        if (presence.expected.equals(MEMBER) && !node.is(Flag.SHUTDOWN)) {
            fence(node, "its controller is gone");
        }
        return false;
    }

    private boolean isOnlineWithFencing(Node node, Presence presence) {
        if (node.is(Flag.SHUTDOWN)) {
            return presence.process > 0;
        }
        if (presence.member < 0) {
            fence(node, "it has not been seen by the cluster");
            return false;
        }
        if (isTerminationWanted(node) && !presence.join.equals("nack")) {
            if (presence.member <= 0 && presence.process <= 0 && presence.join.equals(DOWN)) {
                return false;
            }
            fence(node, "its fencing was asked for");
        } else {
            judge(node, presence);
        }
        return presence.member > 0;
    }

    private void judge(Node node, Presence presence) {
        if (presence.join.equals("nack")) {
            fence(node, "it does not meet what membership asks");
        } else if (presence.expected.equals(DOWN)) {
            judgeUnexpected(node, presence);
        } else if (presence.member <= 0) {
            fence(node, "it is no longer part of the cluster");
            FenceActions.of(cluster, node).tell(FenceActions.LOST, "true");
        } else if (presence.process <= 0) {
            fence(node, "its controller is gone");
        } else {
            switch (presence.join) {
                case MEMBER -> {
                    // Ready for work.
                }
                case "pending", DOWN -> hold(node);
                default -> fence(node, "its state is not known");
            }
        }
    }

    private void judgeUnexpected(Node node, Presence presence) {
        if (isPendingTooLong(presence)) {
            fence(node, "it took too long to join");
        } else if (presence.member > 0 || presence.process > 0) {
            hold(node);
        }
    }

    private static void hold(Node node) {
        node.set(Flag.STANDBY);
        node.set(Flag.PENDING);
    }

    private boolean isPendingTooLong(Presence presence) {
        var limit = Durations.parse(cluster.options().value("node-pending-timeout")).orElse(Duration.ZERO);
        return limit.isPositive() && presence.member > 1 && presence.process <= 0
                && cluster.now().getEpochSecond() >= presence.member + limit.toSeconds();
    }

    private static boolean isTerminationWanted(Node node) {
        var word = node.attribute("terminate").orElse("");
        return Words.isTrue(word) || number(word).filter(at -> at > 0).isPresent();
    }
}
