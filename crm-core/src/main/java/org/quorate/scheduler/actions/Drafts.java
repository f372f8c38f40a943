package org.quorate.scheduler.actions;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.quorate.membership.Incarnation;
import org.quorate.membership.NodeName;
import org.quorate.model.ResourceId;
import org.quorate.state.Work;

/** The drafts of a transition, indexed the ways the orders ask for them. */
public final class Drafts {

    /** A resource on a node. */
    private record Place(ResourceId resource, NodeName node) {}

    private final List<Draft> all;
    private final Map<Place, List<Draft>> carried = new HashMap<>();
    private final Map<ResourceId, List<Draft>> starts = new HashMap<>();
    private final Map<ResourceId, List<Draft>> stops = new HashMap<>();
    private final Map<ResourceId, List<Draft>> probes = new HashMap<>();
    private final Map<NodeName, List<Draft>> fences = new HashMap<>();

    public Drafts(List<Draft> drafts) {
        all = List.copyOf(drafts);
        for (var draft : all) {
            switch (draft.work()) {
                case Work.Run run -> {
                    addCarried(draft, run.resource(), run.node());
                    if (run.task() == Work.Task.START) {
                        starts.computeIfAbsent(run.resource(), _ -> new ArrayList<>()).add(draft);
                    } else if (run.isProbe()) {
                        probes.computeIfAbsent(run.resource(), _ -> new ArrayList<>()).add(draft);
                    } else if (run.task() == Work.Task.STOP) {
                        stops.computeIfAbsent(run.resource(), _ -> new ArrayList<>()).add(draft);
                    }
                }
                case Work.Cancel cancel -> addCarried(draft, cancel.resource(), cancel.node());
                case Work.Fence fence ->
                    fences.computeIfAbsent(fence.target(), _ -> new ArrayList<>()).add(draft);
            }
        }
    }

    private void addCarried(Draft draft, ResourceId resource, NodeName node) {
        if (draft.isCarried()) {
            carried.computeIfAbsent(new Place(resource, node), _ -> new ArrayList<>()).add(draft);
        }
    }

    public List<Draft> all() {
        return all;
    }

    /** What is in flight for a resource on a node. */
    public List<Draft> carried(ResourceId resource, NodeName node) {
        return carried.getOrDefault(new Place(resource, node), List.of());
    }

    /** The starts of a resource: the new one, else what is in flight. */
    public List<Draft> starts(ResourceId resource) {
        var known = starts.getOrDefault(resource, List.of());
        var fresh = known.stream().filter(draft -> !draft.isCarried()).toList();
        return fresh.isEmpty() ? known : fresh;
    }

    public List<Draft> stops(ResourceId resource) {
        return stops.getOrDefault(resource, List.of());
    }

    /** The looks at a resource of which it is not known whether it runs. */
    public List<Draft> probes(ResourceId resource) {
        return probes.getOrDefault(resource, List.of());
    }

    /** What fences that incarnation of a node; what was ordered against an earlier one does not. */
    public List<Draft> fences(NodeName target, Incarnation incarnation) {
        return fences.getOrDefault(target, List.of()).stream()
                .filter(draft -> draft.work() instanceof Work.Fence fence
                        && fence.incarnation().equals(incarnation))
                .toList();
    }
}
