package org.quorate.policy.play;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.quorate.cib.Cib;
import org.quorate.cib.Element;
import org.quorate.model.Suggestion;
import org.quorate.policy.cluster.Cluster;
import org.quorate.policy.cluster.Node;

/** A change of the state of a cluster, to see what would come of it. */
public sealed interface WhatIf {

    /** A node is a member and ready for work. */
    record NodeUp(String node) implements WhatIf {}

    /** A node has left the cluster and runs nothing. */
    record NodeDown(String node) implements WhatIf {}

    /** A node is not heard any more; what it runs is not known. */
    record NodeLost(String node) implements WhatIf {}

    /** A node is to run nothing. */
    record NodeStandby(String node) implements WhatIf {}

    /** A node is in standby no longer. */
    record NodeOnline(String node) implements WhatIf {}

    /** A monitor of a resource has failed wherever it runs. */
    record ResourceFailed(String resource) implements WhatIf {}

    /** Whether this part of the cluster has quorum. */
    record Quorum(Quorum.State state) implements WhatIf {

        /** Had or not. */
        public enum State {
            HELD, LOST
        }
    }

    /** What a site may do by a ticket. */
    record Ticket(String ticket, Ticket.State state) implements WhatIf {

        /** Granted or not, or granted with its resources at rest. */
        public enum State {
            GRANTED, REVOKED, STANDBY
        }
    }

    /** Why it cannot be asked of that cluster; empty where it can. */
    default Optional<String> problem(Cluster cluster) {
        return switch (this) {
            case NodeUp(var node) -> noNode(cluster, node);
            case NodeDown(var node) -> noNode(cluster, node);
            case NodeLost(var node) -> noNode(cluster, node);
            case NodeStandby(var node) -> noNode(cluster, node);
            case NodeOnline(var node) -> noNode(cluster, node);
            case ResourceFailed(var resource) -> notActive(cluster, resource);
            case Ticket(var ticket, _) -> noTicket(cluster, ticket);
            case Quorum _ -> Optional.empty();
        };
    }

    private static Optional<String> noTicket(Cluster cluster, String ticket) {
        var known = new TreeSet<>(cluster.tickets().keySet());
        return known.contains(ticket)
                ? Optional.empty()
                : Optional.of("no constraint needs a ticket '" + ticket + "'"
                        + Suggestion.hint(ticket, known));
    }

    private static Optional<String> noNode(Cluster cluster, String node) {
        return cluster.node(node).isPresent()
                ? Optional.empty()
                : Optional.of("there is no node '" + node + "'"
                        + Suggestion.hint(node, cluster.nodes().stream().map(Node::name).toList()));
    }

    private static Optional<String> notActive(Cluster cluster, String resource) {
        var names = new TreeSet<String>();
        cluster.primitives().forEach(primitive -> names.add(Situation.name(primitive)));
        if (!names.contains(resource)) {
            return Optional.of("there is no primitive '" + resource + "'" + Suggestion.hint(resource, names));
        }
        return cluster.primitives().stream()
                .anyMatch(one -> Situation.name(one).equals(resource) && !one.active().isEmpty())
                        ? Optional.empty()
                        : Optional.of("'" + resource + "' runs nowhere, so it cannot fail");
    }

    /** The CIB with these changes, one after the other. */
    static Cib apply(Cib cib, List<WhatIf> changes, Instant now) {
        var changed = cib;
        for (var change : changes) {
            changed = change.apply(changed, now);
        }
        return changed;
    }

    private Cib apply(Cib cib, Instant now) {
        var cluster = org.quorate.policy.Policy.read(cib, now);
        var traces = new StatusTraces(cluster);
        switch (this) {
            case NodeUp(var node) -> join(traces.of(node), "member", "true", "online");
            case NodeDown(var node) -> {
                traces.of(node).goOffline();
            }
            case NodeLost(var node) -> join(traces.of(node), "member", "false", "offline");
            case NodeStandby(var node) -> traces.of(node).attribute("standby", "on");
            case NodeOnline(var node) -> traces.of(node).attribute("standby", "off");
            case ResourceFailed(var resource) -> new FailedMonitor(cluster, traces).record(resource);
            case Quorum(var state) -> {
                return new Cib(cib.root().with("have-quorum", state == Quorum.State.HELD ? "1" : "0"));
            }
            case Ticket(var ticket, var state) -> {
                return withTicket(cib, ticketState(ticket, state, now));
            }
        }
        return traces.written();
    }

    private static void join(NodeTrace node, String expected, String isMember, String process) {
        node.set("in_ccm", isMember);
        node.set("crmd", process);
        node.set("join", isMember.equals("true") ? "member" : "down");
        node.set("expected", expected);
    }

    private static Element ticketState(String ticket, Ticket.State state, Instant now) {
        return Element.of("ticket_state", "id", ticket, "granted",
                Boolean.toString(state != Ticket.State.REVOKED),
                "standby", Boolean.toString(state == Ticket.State.STANDBY), "last-granted",
                Long.toString(now.getEpochSecond()));
    }

    private static Cib withTicket(Cib cib, Element state) {
        var status = cib.status();
        var tickets = status.child("tickets").orElseGet(() -> Element.of("tickets"));
        var states = new ArrayList<>(
                tickets.children().stream().filter(child -> !child.id().equals(state.id())).toList());
        states.add(state);
        var children = new ArrayList<>(
                status.children().stream().filter(child -> !child.is("tickets")).toList());
        children.add(tickets.withChildren(states));
        var sections = new ArrayList<>(
                cib.root().children().stream().filter(child -> !child.is("status")).toList());
        sections.add(Element.of("status").withChildren(children));
        return new Cib(cib.root().withChildren(sections));
    }
}
