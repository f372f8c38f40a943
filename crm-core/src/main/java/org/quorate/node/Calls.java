package org.quorate.node;

import java.time.Duration;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.quorate.agent.AgentAction;
import org.quorate.agent.AgentCall;
import org.quorate.membership.NodeName;
import org.quorate.model.Operation;
import org.quorate.model.Resource.Primitive;
import org.quorate.model.ResourceId;
import org.quorate.rules.EffectiveAttributes;
import org.quorate.rules.NodeFacts;
import org.quorate.scheduler.situation.Digests;
import org.quorate.state.ClusterState;
import org.quorate.state.Work.Run;
import org.quorate.state.Work.Task;

/**
 * What an agent is called with: parameters and meta-attributes as they hold on this node (OCF resource agent
 * API; which {@code CRM_meta_} names: Pacemaker's executor).
 */
final class Calls {

    private static final Duration SHORTEST = Duration.ofMillis(1);
    private static final Duration LONGEST = Duration.ofHours(24);

    private Calls() {}

    /** Empty when there is no definition, or one that no agent can be called with. */
    static Optional<AgentCall> of(HandsState state, Run run) {
        return state.cluster().definition(run.resource()).flatMap(primitive -> call(state, run, primitive));
    }

    private static Optional<AgentCall> call(HandsState state, Run run, Primitive primitive) {
        var effective = new EffectiveAttributes(state.cluster().configuration(),
                state.cluster().progress().transition().computedAt());
        var parameters = new TreeMap<>(parameters(state, effective, primitive, run.task()));
        effective.operation(primitive, run.key()).ifPresent(op -> parameters.putAll(op.params().values()));
        var meta = new TreeMap<>(effective.meta(primitive));
        meta.put("on_node", state.self().name().value());
        meta.put("on_node_uuid", state.self().name().value());
        meta.put("timeout", Long.toString(run.timeout().toMillis()));
        meta.put("name", run.task().word());
        if (!run.interval().isZero()) {
            meta.put("interval", Long.toString(run.interval().toMillis()));
        }
        try {
            return Optional.of(new AgentCall(run.resource().value(), primitive.agent(), action(run.task()),
                    parameters, meta, withinLimits(run.timeout())));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Duration withinLimits(Duration timeout) {
        return timeout.compareTo(SHORTEST) < 0
                ? SHORTEST
                : timeout.compareTo(LONGEST) > 0 ? LONGEST : timeout;
    }

    /** The stop of a resource that is given up without asking anybody. */
    static Optional<AgentCall> stop(HandsState state, ResourceId resource) {
        return state.cluster().definition(resource).flatMap(primitive -> {
            var effective = new EffectiveAttributes(state.cluster().configuration(),
                    state.cluster().progress().transition().computedAt());
            var timeout = effective.timeout(primitive, Operation.key("stop", Duration.ZERO));
            return of(state, new Run(state.self().name(), state.mine(), resource, Task.STOP, Duration.ZERO,
                    org.quorate.model.Role.STOPPED, timeout));
        });
    }

    /** What a start or a recurring monitor is recorded with, so that a change of its definition is seen. */
    static String digest(HandsState state, Run run) {
        if (run.task() != Task.START && !run.isRecurring()) {
            return "";
        }
        var effective = new EffectiveAttributes(state.cluster().configuration(),
                state.cluster().progress().transition().computedAt());
        return state.cluster().configuration().primitive(run.resource())
                .map(primitive -> Digests.of(effective, primitive,
                        facts(state.cluster(), state.self().name()), run))
                .orElse("");
    }

    /** A stop gets what the start got, whatever the configuration says since. */
    private static SortedMap<String, String> parameters(HandsState state, EffectiveAttributes effective,
            Primitive primitive, Task task) {
        var started = state.actions().started().get(primitive.id());
        if (started != null && (task == Task.STOP || task == Task.DEMOTE)) {
            return started;
        }
        return effective.parameters(primitive, facts(state.cluster(), state.self().name()));
    }

    private static NodeFacts facts(ClusterState cluster, NodeName node) {
        var permanent = cluster.configuration().node(node).map(entry -> entry.attributes().values())
                .orElse(new TreeMap<>());
        var status = cluster.nodes().get(node);
        return NodeFacts.of(node, permanent, status == null ? new TreeMap<>() : status.attributes());
    }

    private static AgentAction action(Task task) {
        return switch (task) {
            case START -> AgentAction.START;
            case STOP -> AgentAction.STOP;
            case MONITOR -> AgentAction.MONITOR;
            case PROMOTE -> AgentAction.PROMOTE;
            case DEMOTE -> AgentAction.DEMOTE;
        };
    }
}
