package org.quorate.state;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.quorate.membership.NodeName;
import org.quorate.model.Resource;
import org.quorate.model.ResourceId;
import org.quorate.model.Suggestion;
import org.quorate.state.Progress.Ending;

/**
 * What operators ask of resources: to be moved, restarted, forgotten. A member of a group stands for its
 * group.
 */
final class Requests {

    private Requests() {}

    static Applied move(ClusterState state, Command.MoveResource move) {
        if (state.configuration().resource(move.resource()).isEmpty()) {
            return Applied.refused(state, "resource " + move.resource(), unknown(state, move.resource()));
        }
        var node = state.nodes().get(move.to());
        if (node == null) {
            return Applied.refused(state, "node " + move.to(), Presences.unknown(state, move.to()));
        }
        if (node.presence() != NodeStatus.Presence.MEMBER
                || node.traits().kind() == NodeStatus.Kind.ARBITER) {
            return Applied.refused(state, "node " + move.to(),
                    node.traits().kind() == NodeStatus.Kind.ARBITER
                            ? "is the arbiter and runs no resource"
                            : "is not there: " + node.presence().name().toLowerCase(java.util.Locale.ROOT));
        }
        var top = top(state, move.resource());
        var asked = new Request.Move(move.to(), state.position().index(), move.until());
        return Applied.relevant(ended(with(state, top, asked), top, move.to(), Ending.SUCCEEDED));
    }

    static Applied restart(ClusterState state, Command.RestartResource restart) {
        if (state.configuration().resource(restart.resource()).isEmpty()) {
            return Applied.refused(state, "resource " + restart.resource(),
                    unknown(state, restart.resource()));
        }
        return Applied.relevant(
                with(state, restart.resource(), new Request.Restart(state.progress().transition().id())));
    }

    static Applied clear(ClusterState state, Command.ClearRequests clear) {
        var top = top(state, clear.resource());
        if (state.configuration().resource(clear.resource()).isEmpty()) {
            return Applied.refused(state, "resource " + clear.resource(), unknown(state, clear.resource()));
        }
        var after = state;
        for (var id : List.of(top, clear.resource())) {
            after = after.with(id, after.resource(id).withRequests(List.of()));
        }
        return Applied.relevant(after);
    }

    static Applied forget(ClusterState state, Command.Forget forget) {
        for (var node : forget.nodes()) {
            if (!state.nodes().containsKey(node)) {
                return Applied.refused(state, "node " + node, Presences.unknown(state, node));
            }
        }
        var after = state;
        for (var named : forget.resources()) {
            if (state.configuration().resource(named).isEmpty() && !state.resources().containsKey(named)) {
                return Applied.refused(state, "resource " + named, unknown(state, named));
            }
            for (var primitive : primitives(state, named)) {
                after = after.with(primitive, forgotten(after.resource(primitive), forget));
            }
        }
        return Applied.relevant(after);
    }

    private static ResourceStatus forgotten(ResourceStatus status, Command.Forget forget) {
        var after = status;
        for (var entry : status.nodes().entrySet()) {
            if (forget.nodes().isEmpty() || forget.nodes().contains(entry.getKey())) {
                after = after.with(entry.getKey(), forgotten(entry.getValue(), forget.what()));
            }
        }
        return after;
    }

    private static ResourceOnNode forgotten(ResourceOnNode known, Command.What what) {
        var clean = known.withFailures(new TreeMap<>());
        var failed = known.activity() instanceof Activity.Failing
                || known.activity() instanceof Activity.StopFailed;
        return what == Command.What.REFRESH || failed
                ? clean.withActivity(new Activity.Unknown()).withOperations(new TreeMap<>())
                : clean;
    }

    /** Ends the requests that a result on that node fulfils or defeats. */
    static ClusterState ended(ClusterState state, ResourceId resource, NodeName node, Ending how) {
        var after = state;
        for (var id : List.of(resource, top(state, resource))) {
            var status = after.resource(id);
            if (status.requests().isEmpty()) {
                continue;
            }
            var now = after;
            var open = status.requests().stream().filter(request -> !hasEnded(now, id, request, node, how))
                    .toList();
            if (open.size() != status.requests().size()) {
                after = after.with(id, status.withRequests(open));
            }
        }
        return after;
    }

    /** That node is gone; nothing can be moved there. */
    static ResourceStatus withoutMovesTo(ResourceStatus status, NodeName node) {
        return status.withRequests(status.requests().stream()
                .filter(request -> !(request instanceof Request.Move move && move.to().equals(node)))
                .toList());
    }

    private static boolean hasEnded(ClusterState state, ResourceId id, Request request, NodeName node,
            Ending how) {
        return switch (request) {
            case Request.Move move -> node.equals(move.to())
                    && (how == Ending.FAILED || primitives(state, id).stream().allMatch(
                            member -> state.resource(member).on(node).activity() instanceof Activity.Active));
            case Request.Restart restart -> how == Ending.FAILED || primitives(state, id).stream()
                    .allMatch(member -> wasStartedAfter(state.resource(member), restart.asked()));
        };
    }

    private static boolean wasStartedAfter(ResourceStatus status, long transition) {
        return status.nodes().values().stream().map(known -> known.operations().get("start_0"))
                .anyMatch(start -> start != null && start.action().transition() > transition);
    }

    private static ClusterState with(ClusterState state, ResourceId id, Request request) {
        var status = state.resource(id);
        var requests = new ArrayList<Request>();
        status.requests().stream().filter(old -> old.getClass() != request.getClass()).forEach(requests::add);
        requests.add(request);
        return state.with(id, status.withRequests(requests));
    }

    private static ResourceId top(ClusterState state, ResourceId id) {
        return state.configuration().groupOf(id).map(Resource.Group::id).orElse(id);
    }

    private static List<ResourceId> primitives(ClusterState state, ResourceId id) {
        return state.configuration().resource(id)
                .map(resource -> resource instanceof Resource.Group group ? group.members() : List.of(id))
                .orElse(List.of(id));
    }

    private static String unknown(ClusterState state, ResourceId id) {
        var near = Suggestion.nearest(id.value(),
                state.configuration().resources().stream().map(resource -> resource.id().value()).toList());
        return "is not in the configuration" + near.map(name -> "; did you mean " + name + "?").orElse("");
    }
}
