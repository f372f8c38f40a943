package org.quorate.state;

import static org.quorate.state.Story.NOON;
import static org.quorate.state.Story.ORIGIN;
import static org.quorate.state.Story.i;
import static org.quorate.state.Story.n;
import static org.quorate.state.Story.r;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.quorate.membership.Incarnation;
import org.quorate.model.ConfigurationEdit;
import org.quorate.scheduler.Scheduler;

/**
 * Commands from a seed, likely and unlikely ones, valid and invalid ones, about few names, so that they meet.
 */
final class RandomCommands {

    private static final List<Integer> EXITS = List.of(0, 0, 0, 0, 7, 7, 1, 5, 8, 9, 190);

    private final Random random;
    private final Story story = new Story();

    RandomCommands(long seed) {
        random = new Random(seed);
    }

    /** So many commands, each made up with a look at what the ones before have led to. */
    List<Command> next(int count) {
        var commands = new ArrayList<Command>();
        for (var made = 0; made < count; made++) {
            var command = command(made);
            commands.add(command);
            story.apply(command);
        }
        return commands;
    }

    private Command command(int number) {
        var key = "k" + (random.nextInt(20) == 0 ? random.nextInt(number + 1) : number);
        return switch (random.nextInt(24)) {
            case 0 -> Story.joined(node(), incarnation(1));
            case 1 -> Story.lost(node(), incarnation(0));
            case 2 -> new Command.NodeLeaving(n(node()), i(incarnation(0)), NOON);
            case 3 -> new Command.NodeLeft(n(node()), i(incarnation(0)), NOON);
            case 4 -> edit(key);
            case 5 ->
                new Command.ConfirmDead(key, n(node()), new Incarnation(1 + random.nextInt(3)), ORIGIN, NOON);
            case 6 -> new Command.SetAttributes(key, n(node()),
                    new TreeMap<>(Map.of("standby", random.nextBoolean() ? "on" : "")), NOON);
            case 7 ->
                new Command.Forget(key, random.nextBoolean() ? Command.What.CLEANUP : Command.What.REFRESH,
                        List.of(r(resource())), random.nextBoolean() ? List.of() : List.of(n(node())), NOON);
            case 8 -> new Command.MoveResource(key, r(resource()), n(node()), NOON.plusSeconds(5), NOON);
            case 9 -> new Command.RestartResource(key, r(resource()), NOON);
            case 10 -> new Command.ClearRequests(key, r(resource()), NOON);
            case 11 -> monitor();
            case 12, 13, 14, 15 -> decision();
            case 16 -> careless();
            default -> result();
        };
    }

    private Command edit(String key) {
        var edit = switch (random.nextInt(7)) {
            case 0 -> new ConfigurationEdit.Delete(List.of(r(resource())));
            case 1 -> new ConfigurationEdit.PutResource(Story.group("site", "ip", "web"));
            case 2 -> Story.property("failure-detection", random.nextInt(2, 9) + "00ms");
            case 3 -> Story.property("fencing-enabled", random.nextBoolean() ? "true" : "false");
            case 4 -> new ConfigurationEdit.PutResource(
                    Story.primitive(resource(), "exclusivity", "at-least-one"));
            default -> new ConfigurationEdit.PutResource(Story.primitive(resource()));
        };
        return new Command.EditConfiguration(key, NOON, ORIGIN, "",
                random.nextInt(5) == 0 ? story.state().cib().version() - random.nextInt(2) : -1,
                List.of(edit));
    }

    /** What a DC decides, now or from a state that it has not seen the end of. */
    private Command decision() {
        var state = story.state();
        return new Command.AdoptTransition(Scheduler.schedule(state, NOON).transition(), NOON);
    }

    /** What no DC should decide: a transition with actions left out, or prerequisites. */
    private Command careless() {
        var good = Scheduler.schedule(story.state(), NOON).transition();
        var actions = new ArrayList<Action>();
        for (var action : good.actions()) {
            if (random.nextInt(3) > 0) {
                actions.add(random.nextBoolean()
                        ? action
                        : new Action(action.id(), action.work(), List.of(), action.reason()));
            }
        }
        actions.add(new Action(new ActionId(good.id(), 900), Story.start(node(), incarnation(0), resource()),
                List.of(), Reason.of(Reason.Kind.NOT_RUNNING)));
        return new Command.AdoptTransition(
                new Transition(good.id(), good.basedOn() - random.nextInt(2), NOON, actions), NOON);
    }

    /** Mostly of an action that may run. */
    private Command result() {
        var inFlight = InFlight.of(story.state());
        var all = story.state().progress().transition().actions();
        var from = inFlight.isEmpty() || random.nextInt(10) == 0 ? all : inFlight;
        if (from.isEmpty()) {
            return Story.joined(node(), incarnation(1));
        }
        var action = from.get(random.nextInt(from.size()));
        var node = random.nextInt(20) == 0 ? n(node()) : InFlight.runsOn(action.work());
        var known = story.state().nodes().get(node);
        var incarnation = known == null ? new Incarnation(1) : known.incarnation();
        var exit = EXITS.get(random.nextInt(EXITS.size()));
        return new Command.ActionResult(action.id(), node, incarnation, Story.record(action.id(), exit),
                NOON);
    }

    private Command monitor() {
        var node = node();
        var resource = resource();
        var known = story.resource(resource).on(n(node)).operations().get("monitor_10000");
        return new Command.MonitorChanged(n(node), i(incarnation(0)), r(resource), "monitor_10000",
                random.nextInt(1, 30), Story.record(known == null ? new ActionId(1, 1) : known.action(),
                        EXITS.get(random.nextInt(EXITS.size()))),
                NOON);
    }

    private String node() {
        return "n" + random.nextInt(1, 4);
    }

    private String resource() {
        return List.of("db", "web", "ip", "site").get(random.nextInt(4));
    }

    /** That of the node, or so much later; now and then another. */
    private long incarnation(int later) {
        var wrong = random.nextInt(12) == 0 ? random.nextInt(3) : 0;
        var known = story.state().nodes().get(n(node()));
        return (known == null ? 0 : known.incarnation().value()) + later + wrong;
    }
}
