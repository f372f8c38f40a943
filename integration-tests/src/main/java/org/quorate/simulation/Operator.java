package org.quorate.simulation;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.quorate.membership.NodeName;
import org.quorate.model.ConfigurationEdit;
import org.quorate.model.ConfigurationEdit.Section;
import org.quorate.model.NvSet;
import org.quorate.model.ResourceId;
import org.quorate.state.ClusterState;
import org.quorate.state.Command;
import org.quorate.state.ConfigurationChange.Origin;
import org.quorate.state.Outcome;

/** Whoever types commands; remembers what was acknowledged. */
final class Operator {

    /** What an operator can do. */
    enum Act {
        WRITE, MOVE, RESTART, CLEANUP, REFRESH, STANDBY, ONLINE, STOP, START, SLOWER, FASTER
    }

    /** Each write sets an attribute of its own on the first node. */
    private static final String WRITTEN = "written-";
    private static final NodeName FIRST = new NodeName("n1");
    private static final Origin ORIGIN = new Origin("root", "n1", "simulation");
    private static final long LIMIT = 3_000_000_000L;
    private static final ResourceId DB = new ResourceId("db");

    private final World world;
    private long keys;
    private long numbers;
    private final SortedMap<String, Long> acknowledged = new TreeMap<>();

    Operator(World world) {
        this.world = world;
    }

    /** The writes that were acknowledged, and the index at which each was agreed. */
    SortedMap<String, Long> acknowledged() {
        return Collections.unmodifiableSortedMap(acknowledged);
    }

    static boolean has(ClusterState state, String written) {
        return state.configuration().node(FIRST)
                .filter(node -> node.attributes().values().containsKey(written))
                .isPresent();
    }

    /** Puts the configuration, again and again until it is there. */
    void configure(List<ConfigurationEdit> edits) {
        if (world.newest().configuration().primitives().isEmpty()) {
            submit(world.machines().getFirst().name(), edit(edits));
            world.agenda().in(Duration.ofMillis(700), () -> configure(edits));
        }
    }

    void act(Act act, NodeName node) {
        var at = world.machine(node).clock().wall();
        world.trace().add("op", () -> act + " " + node);
        switch (act) {
            case WRITE -> write(node);
            case MOVE -> submit(act, node,
                    new Command.MoveResource(key(), DB, node, at.plusSeconds(30), at));
            case RESTART -> submit(act, node, new Command.RestartResource(key(), DB, at));
            case CLEANUP -> submit(act, node,
                    new Command.Forget(key(), Command.What.CLEANUP, resources(), List.of(), at));
            case REFRESH -> submit(act, node,
                    new Command.Forget(key(), Command.What.REFRESH, resources(), List.of(), at));
            case STANDBY -> submit(act, node, attribute(node, "standby", "on"));
            case ONLINE -> submit(act, node, attribute(node, "standby", "off"));
            case STOP -> submit(act, node,
                    edit(List.of(new ConfigurationEdit.SetMeta(DB, "target-role", "Stopped"))));
            case START -> submit(act, node,
                    edit(List.of(new ConfigurationEdit.SetMeta(DB, "target-role", "Started"))));
            case SLOWER -> submit(act, node, detection("1s"));
            case FASTER -> submit(act, node, detection("400ms"));
        }
    }

    private void submit(Act act, NodeName node, Command command) {
        submit(node, command, answer -> {
            if (answer instanceof Answer.Agreed(var outcome) && outcome instanceof Outcome.Accepted) {
                world.happened(act);
            }
        });
    }

    /** Somebody has seen that it is off. Typed wherever it can be, of the life that is known there. */
    void confirmDead(NodeName node) {
        for (var machine : world.machines()) {
            var daemon = machine.daemon();
            if (machine.name().equals(node) || daemon == null
                    || !world.newestVoters().contains(machine.name())) {
                continue;
            }
            var known = daemon.state().nodes().get(node);
            if (known != null) {
                submit(machine.name(), new Command.ConfirmDead(key(), node, known.incarnation(), ORIGIN,
                        machine.clock().wall()));
            }
        }
    }

    /** Ends a standby. */
    void online(NodeName by, NodeName node) {
        submit(by, attribute(node, "standby", "off"));
    }

    private List<ResourceId> resources() {
        return world.newest().configuration().primitives().stream()
                .filter(primitive -> !primitive.isFenceDevice()).map(primitive -> primitive.id()).toList();
    }

    private Command attribute(NodeName node, String name, String value) {
        return edit(List.of(new ConfigurationEdit.SetNodeAttribute(node, name, value)));
    }

    private Command detection(String duration) {
        return edit(List.of(new ConfigurationEdit.SetValues(Section.PROPERTIES,
                NvSet.of(new TreeMap<>(Map.of("failure-detection", duration))))));
    }

    private void write(NodeName node) {
        var living = world.machine(node).daemon();
        if (living == null) {
            return;
        }
        var name = WRITTEN + ++numbers;
        living.life().run(() -> living.submit(attribute(FIRST, name, "yes"), LIMIT, answer -> {
            if (answer instanceof Answer.Agreed(var outcome)
                    && outcome instanceof Outcome.Accepted(var index)) {
                acknowledged.put(name, index);
                world.happened(Act.WRITE);
            }
        }));
    }

    private void submit(NodeName node, Command command) {
        submit(node, command, _ -> {});
    }

    private void submit(NodeName node, Command command, Consumer<Answer> then) {
        var living = world.machine(node).daemon();
        if (living != null) {
            living.life().run(() -> living.submit(command, LIMIT, answer -> {
                world.trace().add("op", () -> command.getClass().getSimpleName() + " " + answer);
                then.accept(answer);
            }));
        }
    }

    private Command edit(List<ConfigurationEdit> edits) {
        return new Command.EditConfiguration(key(), world.machines().getFirst().clock().wall(), ORIGIN, "",
                -1,
                edits);
    }

    private String key() {
        return "op" + ++keys;
    }
}
