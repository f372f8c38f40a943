package org.quorate.scheduler;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.quorate.membership.Incarnation;
import org.quorate.membership.NodeName;
import org.quorate.model.Durations;
import org.quorate.model.ResourceId;
import org.quorate.model.Role;
import org.quorate.rules.EffectiveAttributes;
import org.quorate.rules.NodeFacts;
import org.quorate.scheduler.situation.Digests;
import org.quorate.state.Action;
import org.quorate.state.ActionId;
import org.quorate.state.Activity;
import org.quorate.state.ClusterState;
import org.quorate.state.Failures;
import org.quorate.state.NodeStatus;
import org.quorate.state.NodeStatus.Isolation;
import org.quorate.state.NodeStatus.Kind;
import org.quorate.state.NodeStatus.Presence;
import org.quorate.state.NodeStatus.Traits;
import org.quorate.state.OpRecord;
import org.quorate.state.Owner;
import org.quorate.state.Position;
import org.quorate.state.Progress;
import org.quorate.state.Progress.Ending;
import org.quorate.state.Reason;
import org.quorate.state.Request;
import org.quorate.state.ResourceOnNode;
import org.quorate.state.ResourceStatus;
import org.quorate.state.Transition;
import org.quorate.state.VersionedConfiguration;
import org.quorate.state.Work;

/** Reads the {@code before.txt} of a golden case: see {@code src/test/resources/scheduler/README.md}. */
final class CaseReader {

    static final Instant NOON = Instant.parse("2030-06-01T12:00:00Z");
    private static final Duration WAIT = Duration.ofSeconds(3);

    private final ConfigurationLines configuration = new ConfigurationLines();
    private final TreeMap<NodeName, NodeStatus> nodes = new TreeMap<>();
    private final List<String[]> facts = new ArrayList<>();
    private final SortedMap<ResourceId, ResourceStatus> resources = new TreeMap<>();
    private final List<Action> actions = new ArrayList<>();
    private final TreeMap<ActionId, Ending> endings = new TreeMap<>();
    private final World world = new World();
    private long transition = 5;

    /** A state, and how its agents behave. */
    record Case(ClusterState state, World world) {}

    static Case read(String text) {
        var reader = new CaseReader();
        for (var line : text.lines().map(String::strip).toList()) {
            if (!line.isEmpty() && !line.startsWith("#")) {
                reader.line(line.split("\\s+"));
            }
        }
        return reader.finish();
    }

    private void line(String[] words) {
        if (words[0].equals("node")) {
            node(words);
        } else if (!configuration.read(words)) {
            facts.add(words);
        }
    }

    private void node(String[] words) {
        var name = new NodeName(words[1]);
        var options = options(words, 2);
        var presence = Presence.MEMBER;
        var kind = Kind.NODE;
        var transients = new TreeMap<String, String>();
        for (int i = 2; i < words.length; i++) {
            switch (words[i]) {
                case "leaving" -> presence = Presence.LEAVING;
                case "left" -> presence = Presence.LEFT;
                case "lost" -> presence = Presence.LOST;
                case "fenced" -> presence = Presence.FENCED;
                case "arbiter" -> kind = Kind.ARBITER;
                case "standby" -> configuration.nodeAttribute(name, "standby", "on");
                case "maintenance" -> configuration.nodeAttribute(name, "maintenance", "on");
                default -> {
                    if (words[i].startsWith("transient:")) {
                        var pair = words[i].substring("transient:".length()).split("=", 2);
                        transients.put(pair[0], pair[1]);
                    } else if (words[i].startsWith("attr:")) {
                        var pair = words[i].substring("attr:".length()).split("=", 2);
                        configuration.nodeAttribute(name, pair[0], pair[1]);
                    }
                }
            }
        }
        if (List.of(words).contains("never-joined")) {
            configuration.nodeAttribute(name, "known", "true");
            return;
        }
        var incarnation = new Incarnation(Long.parseLong(options.getOrDefault("incarnation", "1")));
        var isolation = Isolation.valueOf(options.getOrDefault("isolation", "guardian").toUpperCase(
                java.util.Locale.ROOT));
        nodes.put(name, new NodeStatus(incarnation, "life-" + name + "-" + incarnation, presence,
                new Traits(kind, isolation, 1), transients, NOON.minusSeconds(3600), 1, WAIT));
    }

    static Map<String, String> options(String[] words, int from) {
        var options = new HashMap<String, String>();
        for (int i = from; i < words.length; i++) {
            var pair = words[i].split("=", 2);
            if (pair.length == 2) {
                options.put(pair[0], pair[1]);
            }
        }
        return options;
    }

    private Case finish() {
        var config = configuration.build();
        for (var primitive : config.primitives()) {
            var status = ResourceStatus.NONE;
            for (var entry : nodes.entrySet()) {
                if (entry.getValue().isMember() && entry.getValue().traits().kind() == Kind.NODE) {
                    status = status.with(entry.getKey(),
                            ResourceOnNode.UNKNOWN.withActivity(new Activity.Inactive()));
                }
            }
            resources.put(primitive.id(), status);
        }
        facts.forEach(this::fact);
        var transitionNow = new Transition(transition, 90, NOON.minusSeconds(10), List.copyOf(actions));
        var state = ClusterState.EMPTY.withPosition(new Position(100, 100))
                .withCib(new VersionedConfiguration(1, config, List.of(), configuration.removed()))
                .withResources(resources).withProgress(new Progress(transitionNow, endings));
        for (var entry : nodes.entrySet()) {
            state = state.with(entry.getKey(), entry.getValue());
        }
        return new Case(state, world);
    }

    private void fact(String[] words) {
        switch (words[0]) {
            case "transition" -> transition = Long.parseLong(words[1]);
            case "fresh" -> resources.replaceAll((_, status) -> status.with(new NodeName(words[1]),
                    ResourceOnNode.UNKNOWN));
            case "action" -> action(words);
            case "move" -> request(words[1], new Request.Move(new NodeName(words[2]), 95,
                    NOON.plus(
                            Durations.parse(options(words, 3).getOrDefault("within", "60s")).orElseThrow())));
            case "restart" -> request(words[1], new Request.Restart(Long.parseLong(words[2])));
            case "world" -> world.put(new ResourceId(words[1]), new NodeName(words[2]));
            case "fails" -> world.fail(words[1], words[2], words[3], options(words, 4));
            case "owner" -> owner(words);
            case "failed" -> failed(words);
            default -> activity(words);
        }
    }

    private void request(String resource, Request request) {
        var id = new ResourceId(resource);
        var status = resources.getOrDefault(id, ResourceStatus.NONE);
        var requests = new ArrayList<>(status.requests());
        requests.add(request);
        resources.put(id, status.withRequests(requests));
    }

    private void owner(String[] words) {
        grant(new ResourceId(words[1]), new NodeName(words[2]), actionId(words[3]), options(words, 4));
        if (List.of(words).contains("world")) {
            world.put(new ResourceId(words[1]), new NodeName(words[2]));
        }
    }

    private void grant(ResourceId resource, NodeName node, ActionId by, Map<String, String> options) {
        var status = resources.getOrDefault(resource, ResourceStatus.NONE);
        var known = nodes.get(node);
        if (known == null) {
            throw new IllegalArgumentException("no node " + node);
        }
        var incarnation = options.getOrDefault("incarnation", "");
        var told = options.get("isolation");
        var isolation = told == null
                ? known.traits().isolation()
                : Isolation.valueOf(told.toUpperCase(java.util.Locale.ROOT));
        var of = incarnation.isEmpty() ? known.incarnation() : new Incarnation(Long.parseLong(incarnation));
        var lostAt = known.isMember() && of.equals(known.incarnation()) ? 0 : 50;
        var owners = new ArrayList<>(status.owners());
        owners.add(new Owner(node, of, by, 0, WAIT, lostAt, isolation));
        resources.put(resource, status.withOwners(owners));
    }

    private void failed(String[] words) {
        var id = new ResourceId(words[1]);
        var node = new NodeName(words[2]);
        var ago = Durations.parse(options(words, 4).getOrDefault("ago", "60s")).orElseThrow();
        var status = resources.getOrDefault(id, ResourceStatus.NONE);
        var failures = new TreeMap<>(status.on(node).failures());
        var last = new OpRecord(actionId("3.1"), 1, OpRecord.Status.DONE, NOON.minus(ago),
                Duration.ofMillis(10),
                "as told", "");
        failures.put(words[3],
                new Failures(Integer.parseInt(options(words, 4).getOrDefault("count", "1")), last));
        resources.put(id, status.with(node, status.on(node).withFailures(failures)));
    }

    /**
     * {@code runs web n1 start=3.1 digest=current monitor_10000}, {@code failing web n1 monitor_10000
     * exit=7}, ...
     */
    private void activity(String[] words) {
        var id = new ResourceId(words[1]);
        var node = new NodeName(words[2]);
        var options = options(words, 3);
        var started = actionId(options.getOrDefault("start", "3.1"));
        Activity activity = switch (words[0]) {
            case "runs" -> new Activity.Active(Role.STARTED);
            case "failing" -> new Activity.Failing(Role.STARTED, words[3]);
            case "stop-failed" -> new Activity.StopFailed(Role.STARTED);
            case "stopped" -> new Activity.Inactive();
            case "unknown" -> new Activity.Unknown();
            default -> throw new IllegalArgumentException("unknown line: " + String.join(" ", words));
        };
        var status = resources.getOrDefault(id, ResourceStatus.NONE);
        var known = status.on(node).withActivity(activity);
        if (!List.of("stopped", "unknown").contains(words[0])) {
            known = known.withOperation("start_0", record(started, 0, digest(options, id, node)));
            for (int i = 3; i < words.length; i++) {
                if (words[i].startsWith("monitor_")) {
                    known = known.withOperation(words[i], record(started,
                            words[0].equals("failing")
                                    ? Integer.parseInt(options.getOrDefault("exit", "7"))
                                    : 0,
                            options.getOrDefault("monitor-digest", "")));
                }
            }
            world.put(id, node);
        }
        resources.put(id, status.with(node, known));
        if (activity instanceof Activity.Active || activity instanceof Activity.Failing
                || activity instanceof Activity.StopFailed) {
            grant(id, node, started, Map.of());
        }
    }

    private String digest(Map<String, String> options, ResourceId id, NodeName node) {
        if (!options.getOrDefault("digest", "").equals("current")) {
            return options.getOrDefault("digest", "");
        }
        var config = configuration.build();
        var primitive = config.primitive(id).orElseThrow();
        var run = new Work.Run(node, new Incarnation(1), id, Work.Task.START, Duration.ZERO, Role.STARTED,
                Duration.ofSeconds(1));
        return Digests.of(new EffectiveAttributes(config, NOON), primitive,
                NodeFacts.of(node, Map.of(), Map.of()), run);
    }

    static OpRecord record(ActionId action, int exit, String digest) {
        return new OpRecord(action, exit, OpRecord.Status.DONE, NOON, Duration.ofMillis(10),
                exit == 0 ? "" : "as told", digest);
    }

    /** {@code action 5.2 start web n2 after 5.1 done}; {@code action 5.1 fence power n1 by=n3 of=1}. */
    private void action(String[] words) {
        var id = actionId(words[1]);
        var node = new NodeName(words[4]);
        var known = nodes.get(node);
        var incarnation = known == null ? new Incarnation(1) : known.incarnation();
        var resource = new ResourceId(words[3]);
        var interval = words[2].equals("monitor")
                ? Duration.ofMillis(Long.parseLong(options(words, 5).getOrDefault("interval", "10000")))
                : Duration.ZERO;
        Work work = switch (words[2]) {
            case "fence" ->
                new Work.Fence(node, options(words, 5).containsKey("of")
                        ? new Incarnation(Long.parseLong(options(words, 5).get("of")))
                        : incarnation, new NodeName(options(words, 5).getOrDefault("by", "n2")),
                        resource, Duration.ofSeconds(60));
            case "probe", "monitor" -> new Work.Run(node, incarnation, resource, Work.Task.MONITOR, interval,
                    Role.STARTED, Duration.ofSeconds(20));
            default -> new Work.Run(node, incarnation, resource, Work.Task.valueOf(words[2].toUpperCase(
                    java.util.Locale.ROOT)), Duration.ZERO,
                    words[2].equals("stop") ? Role.STOPPED : Role.STARTED, Duration.ofSeconds(20));
        };
        var after = new ArrayList<ActionId>();
        for (int i = 5; i < words.length; i++) {
            switch (words[i]) {
                case "done" -> endings.put(id, Ending.SUCCEEDED);
                case "failed" -> endings.put(id, Ending.FAILED);
                default -> {
                    if (words[i].matches("\\d+\\.\\d+")) {
                        after.add(actionId(words[i]));
                    }
                }
            }
        }
        actions.add(new Action(id, work, after, Reason.of(Reason.Kind.NOT_RUNNING)));
        if (words[2].equals("start") && known != null && !endings.containsKey(id)) {
            grant(resource, node, id, Map.of());
        }
    }

    static ActionId actionId(String text) {
        var parts = text.split("\\.", -1);
        return new ActionId(Long.parseLong(parts[0]), Integer.parseInt(parts[1]));
    }
}
