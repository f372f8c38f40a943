package org.quorate.state;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.quorate.membership.Incarnation;
import org.quorate.membership.NodeName;
import org.quorate.model.AgentName;
import org.quorate.model.ConfigurationEdit;
import org.quorate.model.NvSet;
import org.quorate.model.Operation;
import org.quorate.model.Resource;
import org.quorate.model.ResourceId;
import org.quorate.model.Role;
import org.quorate.state.NodeStatus.Isolation;
import org.quorate.state.NodeStatus.Kind;
import org.quorate.state.NodeStatus.Traits;
import org.quorate.state.Work.Task;

/**
 * A cluster in the making: applies commands one after the other, as the log does, and has short words for
 * them.
 */
public final class Story {

    public static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    public static final ConfigurationChange.Origin ORIGIN = new ConfigurationChange.Origin("root", "n1",
            "crm");
    public static final Traits TRAITS = new Traits(Kind.NODE, Isolation.GUARDIAN, 1);
    public static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final Reason REASON = Reason.of(Reason.Kind.NOT_RUNNING);

    private ClusterState state = ClusterState.EMPTY;
    private Outcome last = new Outcome.Duplicate();
    private int keys;

    /** Members n1, n2, ... in their first incarnation, and a primitive {@code db}. */
    public static Story ofMembers(int count) {
        var story = new Story();
        for (var i = 1; i <= count; i++) {
            story.apply(joined("n" + i, 1));
        }
        return story.configure(primitive("db"));
    }

    public ClusterState state() {
        return state;
    }

    public Outcome last() {
        return last;
    }

    public Outcome apply(Command command) {
        var applied = Apply.apply(state, state.position().index() + 1, command);
        state = applied.state();
        last = applied.outcome();
        return last;
    }

    public Story configure(Resource... resources) {
        apply(edit(Arrays.stream(resources).<ConfigurationEdit>map(ConfigurationEdit.PutResource::new)
                .toArray(ConfigurationEdit[]::new)));
        return this;
    }

    public Command edit(ConfigurationEdit... edits) {
        return new Command.EditConfiguration("edit" + keys++, NOON, ORIGIN, "", -1, List.of(edits));
    }

    public Outcome delete(String... ids) {
        return apply(edit(
                new ConfigurationEdit.Delete(Arrays.stream(ids).map(ResourceId::new).toList())));
    }

    /**
     * The next transition, with these actions numbered from 1, each after those of the numbers given with it.
     */
    public Outcome adopt(Draft... drafts) {
        return apply(next(drafts));
    }

    public Command.AdoptTransition next(Draft... drafts) {
        var id = state.progress().transition().id() + 1;
        var actions = new ArrayList<Action>();
        for (var draft : drafts) {
            var own = draft.carried() == null ? new ActionId(id, actions.size() + 1) : draft.carried();
            var after = draft.after().stream().map(at -> actions.get(at - 1).id()).sorted().toList();
            actions.add(new Action(own, draft.work(), after, REASON));
        }
        return new Command.AdoptTransition(new Transition(id, state.position().index(), NOON, actions), NOON);
    }

    /** One action to come. */
    public record Draft(Work work, @Nullable ActionId carried, List<Integer> after) {}

    public static Draft fresh(Work work, int... after) {
        return new Draft(work, null, boxed(after));
    }

    public static Draft carried(Action action, int... after) {
        return new Draft(action.work(), action.id(), boxed(after));
    }

    private static List<Integer> boxed(int... numbers) {
        return Arrays.stream(numbers).boxed().toList();
    }

    /** The action of that number in the adopted transition, in the order of ids. */
    public Action action(int number) {
        return state.progress().transition().actions().get(number - 1);
    }

    public Outcome ended(int number, int exit) {
        return apply(result(action(number), exit));
    }

    public static Command.ActionResult result(Action action, int exit) {
        var node = InFlight.runsOn(action.work());
        var incarnation = switch (action.work()) {
            case Work.Run run -> run.incarnation();
            case Work.Cancel cancel -> cancel.incarnation();
            case Work.Fence _ -> new Incarnation(1);
        };
        return new Command.ActionResult(action.id(), node, incarnation, record(action.id(), exit), NOON);
    }

    public static OpRecord record(ActionId action, int exit) {
        return new OpRecord(action, exit, OpRecord.Status.DONE, NOON, Duration.ofMillis(5), "", "");
    }

    /** {@code db} is started on that node by a transition of its own. */
    public Story started(String node, long incarnation, String resource) {
        adopt(fresh(start(node, incarnation, resource)));
        ended(1, 0);
        return this;
    }

    /** What is known of a node that has joined. */
    public NodeStatus node(String name) {
        return Optional.ofNullable(state.nodes().get(n(name))).orElseThrow();
    }

    public ResourceStatus resource(String id) {
        return state.resource(r(id));
    }

    public Activity activity(String id, String node) {
        return resource(id).on(n(node)).activity();
    }

    /** {@code n1#1 n2#1(lost)}. */
    public String owners(String id) {
        return String.join(" ", resource(id).owners().stream().map(
                owner -> owner.node() + "#" + owner.incarnation().value() + (owner.isLost() ? "(lost)" : ""))
                .toList());
    }

    public static NodeName n(String name) {
        return new NodeName(name);
    }

    public static ResourceId r(String id) {
        return new ResourceId(id);
    }

    public static Incarnation i(long value) {
        return new Incarnation(value);
    }

    public static Command.NodeJoined joined(String node, long incarnation) {
        return new Command.NodeJoined(n(node), i(incarnation), "life-" + node + "-" + incarnation, TRAITS,
                NOON);
    }

    public static Command.NodeLost lost(String node, long incarnation) {
        return new Command.NodeLost(n(node), i(incarnation), "silent", NOON);
    }

    public static Work.Run start(String node, long incarnation, String resource) {
        return run(node, incarnation, resource, Task.START, Duration.ZERO);
    }

    public static Work.Run stop(String node, long incarnation, String resource) {
        return run(node, incarnation, resource, Task.STOP, Duration.ZERO);
    }

    public static Work.Run probe(String node, long incarnation, String resource) {
        return run(node, incarnation, resource, Task.MONITOR, Duration.ZERO);
    }

    public static Work.Run monitor(String node, long incarnation, String resource) {
        return run(node, incarnation, resource, Task.MONITOR, Duration.ofSeconds(10));
    }

    private static Work.Run run(String node, long incarnation, String resource, Task task,
            Duration interval) {
        var role = switch (task) {
            case STOP -> Role.STOPPED;
            case PROMOTE -> Role.PROMOTED;
            case DEMOTE -> Role.UNPROMOTED;
            case START, MONITOR -> Role.STARTED;
        };
        return new Work.Run(n(node), i(incarnation), r(resource), task, interval, role, TIMEOUT);
    }

    public static Work.Fence fence(String target, long incarnation, String by) {
        return new Work.Fence(n(target), i(incarnation), n(by), r("fencer"), Duration.ofSeconds(60));
    }

    public static Resource.Primitive primitive(String id, String... meta) {
        var monitor = new Operation("monitor", new TreeMap<>(Map.of("interval", "10s")), NvSet.of(Map.of()));
        return new Resource.Primitive(r(id), new AgentName("ocf", "quorate", "Dummy"), List.of(), set(meta),
                List.of(monitor));
    }

    public static Resource.Group group(String id, String... members) {
        return new Resource.Group(r(id), Arrays.stream(members).map(ResourceId::new).toList(), List.of(),
                List.of());
    }

    public static ConfigurationEdit property(String name, String value) {
        return new ConfigurationEdit.SetValues(ConfigurationEdit.Section.PROPERTIES,
                NvSet.of(Map.of(name, value)));
    }

    private static List<NvSet> set(String... namesAndValues) {
        var values = new TreeMap<String, String>();
        for (var at = 0; at + 1 < namesAndValues.length; at += 2) {
            values.put(namesAndValues[at], namesAndValues[at + 1]);
        }
        return values.isEmpty() ? List.of() : List.of(NvSet.of(values));
    }
}
