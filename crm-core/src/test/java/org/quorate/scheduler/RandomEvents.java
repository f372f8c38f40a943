package org.quorate.scheduler;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.quorate.membership.Incarnation;
import org.quorate.membership.NodeName;
import org.quorate.model.ConfigurationEdit;
import org.quorate.model.ResourceId;
import org.quorate.state.Activity;
import org.quorate.state.ClusterState;
import org.quorate.state.Command;
import org.quorate.state.ConfigurationChange.Origin;
import org.quorate.state.NodeStatus.Kind;
import org.quorate.state.OpRecord;

/** What may happen to a cluster: nodes come and go, services fail, operators ask. */
final class RandomEvents {

    private static final Origin ORIGIN = new Origin("root", "n1", "test");

    private final RandomGenerator random;
    private long sequence;

    RandomEvents(RandomGenerator random) {
        this.random = random;
    }

    /** An event that fits the state; empty when the dice fell on one that does not. */
    Optional<Command> next(ClusterState state, World world, Instant now) {
        sequence++;
        return switch (random.nextInt(10)) {
            case 0, 1 -> lost(state, now);
            case 2, 3 -> joined(state, world, now);
            case 4 -> attribute(state, now);
            case 5, 6 -> monitorFailed(state, world, now);
            case 7 -> meta(state, now);
            case 8 -> asked(state, now);
            default -> leaving(state, now);
        };
    }

    private Optional<Command> lost(ClusterState state, Instant now) {
        return member(state).map(node -> new Command.NodeLost(node, incarnation(state, node), "silent", now));
    }

    private Optional<Command> leaving(ClusterState state, Instant now) {
        return member(state).map(node -> new Command.NodeLeaving(node, incarnation(state, node), now));
    }

    /** A daemon comes back; what ran there goes on running, or not; an agent may be gone meanwhile. */
    private Optional<Command> joined(ClusterState state, World world, Instant now) {
        var gone = state.nodes().entrySet().stream().filter(e -> !e.getValue().isMember()).toList();
        if (gone.isEmpty()) {
            return Optional.empty();
        }
        var entry = gone.get(random.nextInt(gone.size()));
        if (random.nextBoolean()) {
            world.removeAll(entry.getKey());
        }
        if (random.nextBoolean() && !state.resources().isEmpty()) {
            var resources = List.copyOf(state.resources().keySet());
            world.fail("probe", resources.get(random.nextInt(resources.size())).value(),
                    entry.getKey().value(), Map.of("exit", random.nextBoolean() ? "2" : "5", "times", "1"));
        }
        return Optional.of(new Command.NodeJoined(entry.getKey(),
                new Incarnation(entry.getValue().incarnation().value() + 1), "life-" + sequence,
                entry.getValue().traits(), now));
    }

    private Optional<Command> attribute(ClusterState state, Instant now) {
        return member(state).map(node -> {
            var values = new TreeMap<String, String>();
            values.put(random.nextInt(4) == 0 ? "maintenance" : "standby", random.nextBoolean() ? "on" : "");
            return new Command.SetAttributes("k" + sequence, node, values, now);
        });
    }

    private Optional<Command> monitorFailed(ClusterState state, World world, Instant now) {
        var choices = new ArrayList<Command>();
        state.resources().forEach((id, status) -> status.nodes().forEach((node, known) -> {
            var monitor = known.operations().keySet().stream()
                    .filter(k -> k.startsWith("monitor_") && !k.equals("monitor_0")).findFirst();
            var status2 = state.nodes().get(node);
            if (monitor.isPresent() && status2 != null && known.activity() instanceof Activity.Active) {
                var record = CaseReader.record(known.operations().firstEntry().getValue().action(), 7, "");
                choices.add(new Command.MonitorChanged(node, status2.incarnation(), id, monitor
                        .get(), sequence,
                        new OpRecord(record.action(), 7, record.status(), now, record.took(),
                                "died", ""),
                        now));
            }
        }));
        if (choices.isEmpty()) {
            return Optional.empty();
        }
        var choice = choices.get(random.nextInt(choices.size()));
        if (choice instanceof Command.MonitorChanged changed) {
            world.remove(changed.resource(), changed.node());
        }
        return Optional.of(choice);
    }

    private Optional<Command> meta(ClusterState state, Instant now) {
        return resource(state).map(id -> {
            var edit = switch (random.nextInt(4)) {
                case 0 -> new ConfigurationEdit.SetMeta(id, "target-role", "Stopped");
                case 1 -> new ConfigurationEdit.SetMeta(id, "target-role", "Started");
                case 2 -> new ConfigurationEdit.SetMeta(id, "is-managed", random.nextBoolean()
                        ? "true"
                        : "false");
                default -> new ConfigurationEdit.SetMeta(id, "resource-stickiness", "7");
            };
            return new Command.EditConfiguration("k" + sequence, now, ORIGIN, "", -1, List.of(edit));
        });
    }

    private Optional<Command> asked(ClusterState state, Instant now) {
        var resource = resource(state);
        var node = member(state);
        if (resource.isEmpty() || node.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(switch (random.nextInt(3)) {
            case 0 -> new Command.MoveResource("k" + sequence, resource.get(), node.get(), now
                    .plusSeconds(60), now);
            case 1 -> new Command.RestartResource("k" + sequence, resource.get(), now);
            default -> new Command.Forget("k" + sequence, Command.What.CLEANUP, List.of(resource
                    .get()), List.of(),
                    now);
        });
    }

    private Optional<ResourceId> resource(ClusterState state) {
        var all = state.configuration().primitives();
        return Optional.of(all.get(random.nextInt(all.size())).id());
    }

    private Optional<NodeName> member(ClusterState state) {
        var members = state.nodes().entrySet().stream().filter(e -> e.getValue().isMember())
                .filter(e -> e.getValue().traits().kind() == Kind.NODE)
                .filter(e -> e.getValue().presence() == org.quorate.state.NodeStatus.Presence.MEMBER)
                .map(e -> e.getKey()).toList();
        return members.isEmpty()
                ? Optional.empty()
                : Optional.of(members.get(random.nextInt(members
                        .size())));
    }

    private static Incarnation incarnation(ClusterState state, NodeName node) {
        var status = state.nodes().get(node);
        return status == null ? Incarnation.NONE : status.incarnation();
    }
}
