package org.quorate.codec;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.quorate.membership.Incarnation;
import org.quorate.membership.NodeName;
import org.quorate.model.Configuration;
import org.quorate.model.ConfigurationEdit;
import org.quorate.model.Problem;
import org.quorate.model.Resource;
import org.quorate.model.ResourceId;
import org.quorate.model.Role;
import org.quorate.state.Action;
import org.quorate.state.ActionId;
import org.quorate.state.Activity;
import org.quorate.state.Boot;
import org.quorate.state.ClusterState;
import org.quorate.state.Command;
import org.quorate.state.ConfigurationChange;
import org.quorate.state.Failures;
import org.quorate.state.Fencing;
import org.quorate.state.NodeStatus;
import org.quorate.state.OpRecord;
import org.quorate.state.Outcome;
import org.quorate.state.Owner;
import org.quorate.state.Position;
import org.quorate.state.Progress;
import org.quorate.state.Reason;
import org.quorate.state.RecentKeys;
import org.quorate.state.Request;
import org.quorate.state.ResourceOnNode;
import org.quorate.state.ResourceStatus;
import org.quorate.state.Transition;
import org.quorate.state.VersionedConfiguration;
import org.quorate.state.Voter;
import org.quorate.state.VoterChange;
import org.quorate.state.Voters;
import org.quorate.state.Work;

/** Values of every shape, from a seed; few names, so that they meet. */
final class RandomValues {

    private static final List<String> TEXTS = List.of("", "a", "10.0.0.1/24", "Grüße \"x\"\\\n\t",
            "\u0001\uD83D\uDE00",
            " blank ", "{}", "null", "0");

    private final RandomGenerator random;

    RandomValues(RandomGenerator random) {
        this.random = random;
    }

    ClusterState state() {
        return new ClusterState(new Position(number(), number()),
                new VersionedConfiguration(number(), configuration(), some(this::change),
                        some(this::primitive)),
                map(this::node, this::nodeStatus), map(this::id, this::resourceStatus),
                new Progress(transition(), map(this::actionId, () -> one(Progress.Ending.values()))),
                some(() -> new Fencing(node(), text(), one(Progress.Ending.values()), instant())),
                new RecentKeys(some(this::text)), random.nextBoolean() ? Voters.NONE : voters());
    }

    private Voters voters() {
        var listed = new TreeMap<NodeName, Voters.Listed>();
        some(this::voter).forEach(voter -> listed.put(voter.name(), new Voters.Listed(voter, number())));
        return new Voters(number() + 1, listed, new TreeSet<>(some(this::node)), some(this::voter),
                map(this::node, () -> random.nextInt(1, 9)), instant());
    }

    private Voter voter() {
        return new Voter(node(), one(NodeStatus.Kind.values()), random.nextInt(1, 9), text(),
                some(this::text));
    }

    private VoterChange voterChange() {
        return switch (random.nextInt(3)) {
            case 0 -> new VoterChange.Add(node(), one(NodeStatus.Kind.values()), text(), some(this::text));
            case 1 -> new VoterChange.Remove(node());
            default -> new VoterChange.Replace(node(), text(), some(this::text));
        };
    }

    Command command() {
        return switch (random.nextInt(17)) {
            case 0 ->
                new Command.EditConfiguration(text(), instant(), origin(), text(), number() - 1, edits());
            case 1 -> new Command.NodeJoined(node(), incarnation(), text(), traits(), instant());
            case 2 -> new Command.NodeLost(node(), incarnation(), text(), instant());
            case 3 -> new Command.NodeLeaving(node(), incarnation(), instant());
            case 4 -> new Command.NodeLeft(node(), incarnation(), instant());
            case 5 -> new Command.AdoptTransition(transition(), instant());
            case 6 -> new Command.ActionResult(actionId(), node(), incarnation(), opRecord(), instant());
            case 7 -> new Command.MonitorChanged(node(), incarnation(), id(), text(), number(), opRecord(),
                    instant());
            case 8 -> new Command.SetAttributes(text(), node(), texts(), instant());
            case 9 -> new Command.Forget(text(), one(Command.What.values()), some(this::id), some(this::node),
                    instant());
            case 10 -> new Command.MoveResource(text(), id(), node(), instant(), instant());
            case 11 -> new Command.RestartResource(text(), id(), instant());
            case 12 -> new Command.ClearRequests(text(), id(), instant());
            case 13 -> new Command.VoterAdmitted(number(), node(), random.nextInt(1, 9), instant());
            case 14 -> new Command.VotersSettled(number(), instant());
            case 15 -> new Command.ChangeVoters(text(), instant(), origin(), number() - 1, some(this::voter),
                    voterChange());
            default -> new Command.ConfirmDead(text(), node(), incarnation(), origin(), instant());
        };
    }

    Outcome outcome() {
        return switch (random.nextInt(3)) {
            case 0 -> new Outcome.Accepted(number());
            case 1 -> new Outcome.Duplicate();
            default -> new Outcome.Refused(some(() -> new Problem(text(), text())));
        };
    }

    // ----- configuration

    Configuration configuration() {
        return new RandomConfigurations(random).configuration();
    }

    List<ConfigurationEdit> edits() {
        return new RandomConfigurations(random).edits();
    }

    private Resource.Primitive primitive() {
        return new RandomConfigurations(random).primitive();
    }

    // ----- state

    private ConfigurationChange change() {
        return new ConfigurationChange(number(), instant(), origin(), text(), edits());
    }

    private ConfigurationChange.Origin origin() {
        return new ConfigurationChange.Origin(text(), text(), text());
    }

    private NodeStatus nodeStatus() {
        return new NodeStatus(incarnation(), text(), one(NodeStatus.Presence.values()), traits(), texts(),
                instant(),
                number(), duration());
    }

    private NodeStatus.Traits traits() {
        return new NodeStatus.Traits(one(NodeStatus.Kind.values()), one(NodeStatus.Isolation.values()),
                random.nextInt(5), new Boot(text(), text()));
    }

    private ResourceStatus resourceStatus() {
        return new ResourceStatus(map(this::node, this::onNode),
                some(() -> new Owner(node(), incarnation(), actionId(), random.nextInt(3), duration(),
                        random.nextInt(3), one(NodeStatus.Isolation.values()))),
                some(() -> random.nextBoolean()
                        ? new Request.Move(node(), number(), instant())
                        : new Request.Restart(number())));
    }

    private ResourceOnNode onNode() {
        return random.nextInt(3) == 0
                ? ResourceOnNode.UNKNOWN.withActivity(activity())
                : new ResourceOnNode(activity(), map(this::text, this::opRecord),
                        map(this::text, () -> new Failures(random.nextInt(2_000_000), opRecord())));
    }

    private Activity activity() {
        return switch (random.nextInt(5)) {
            case 0 -> new Activity.Unknown();
            case 1 -> new Activity.Inactive();
            case 2 -> new Activity.Active(one(Role.values()));
            case 3 -> new Activity.Failing(one(Role.values()), text());
            default -> new Activity.StopFailed(one(Role.values()));
        };
    }

    private OpRecord opRecord() {
        return new OpRecord(actionId(), random.nextInt(192), one(OpRecord.Status.values()), instant(),
                duration(),
                text(), text());
    }

    private Transition transition() {
        return new Transition(number(), number(), instant(), some(() -> new Action(actionId(), work(),
                some(this::actionId), new Reason(one(Reason.Kind.values()), texts()))));
    }

    private Work work() {
        return switch (random.nextInt(3)) {
            case 0 -> new Work.Run(node(), incarnation(), id(), one(Work.Task.values()), duration(),
                    one(Role.values()), duration());
            case 1 -> new Work.Cancel(node(), incarnation(), id(), text());
            default -> new Work.Fence(node(), incarnation(), node(), id(), duration(),
                    one(Work.FenceKind.values()));
        };
    }

    // ----- small

    private ActionId actionId() {
        return new ActionId(number(), random.nextInt(100));
    }

    private NodeName node() {
        return new NodeName("n" + random.nextInt(4));
    }

    private ResourceId id() {
        return new ResourceId("r" + random.nextInt(5));
    }

    private Incarnation incarnation() {
        return new Incarnation(random.nextInt(9));
    }

    private Instant instant() {
        return Instant.ofEpochSecond(1_700_000_000L + random.nextInt(1000),
                random.nextBoolean() ? 0 : random.nextInt(1_000_000_000));
    }

    private Duration duration() {
        return Duration.ofNanos(random.nextLong(10_000_000_000L));
    }

    private long number() {
        return random.nextInt(4) == 0 ? random.nextLong(1L << 60) : random.nextInt(100);
    }

    private String text() {
        return TEXTS.get(random.nextInt(TEXTS.size()));
    }

    private SortedMap<String, String> texts() {
        return map(this::text, this::text);
    }

    private <T> T one(T[] all) {
        return all[random.nextInt(all.length)];
    }

    private <T> List<T> some(Supplier<T> make) {
        var all = new ArrayList<T>();
        for (int i = random.nextInt(3); i > 0; i--) {
            all.add(make.get());
        }
        return all;
    }

    private <K extends Comparable<K>, V> SortedMap<K, V> map(Supplier<K> key, Supplier<V> value) {
        var all = new TreeMap<K, V>();
        for (int i = random.nextInt(4); i > 0; i--) {
            all.put(key.get(), value.get());
        }
        return all;
    }
}
