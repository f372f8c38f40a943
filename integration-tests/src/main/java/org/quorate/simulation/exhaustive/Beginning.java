package org.quorate.simulation.exhaustive;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.quorate.model.AgentName;
import org.quorate.model.ConfigurationEdit;
import org.quorate.model.NvSet;
import org.quorate.model.Operation;
import org.quorate.model.Resource;
import org.quorate.model.ResourceId;
import org.quorate.simulation.exhaustive.Host.Ground;
import org.quorate.simulation.exhaustive.Host.Health;
import org.quorate.simulation.exhaustive.Host.Mind;
import org.quorate.simulation.exhaustive.Host.Post;
import org.quorate.simulation.exhaustive.Whole.Spent;
import org.quorate.state.Command;
import org.quorate.state.ConfigurationChange.Origin;

/** A cluster that has come to rest, in no time: all are members and hold leases, one runs the resource. */
final class Beginning {

    /** A cluster that has not come to rest after so many rounds never does. */
    private static final int MOST_ROUNDS = 60;

    private final Instance instance;
    private final Hosts hosts;
    private final Journal journal;
    private final Moves moves;
    private final Agreed empty;

    Beginning(Instance instance, Hosts hosts, Journal journal, Moves moves, Agreed empty) {
        this.instance = instance;
        this.hosts = hosts;
        this.journal = journal;
        this.moves = moves;
        this.empty = empty;
    }

    Whole whole() {
        var down = new ArrayList<Host>();
        instance.machines()
                .forEach((name, kind) -> down.add(hosts.intern(new Host(new Host.Being(name, Health.DOWN, 0),
                        Ground.BARE, empty, Mind.none(name, kind, empty.standings()), Post.EMPTY))));
        var whole = settled(new Whole(0, empty, down.stream()
                .map(p -> hosts.react(p, 0, new LocalEvent.Restart(empty)).after()).toList(),
                Spent.NOTHING));
        var configured = journal.append(whole.newest(), configuration()).entry().orElseThrow();
        whole = settled(whole.with(configured));
        if (whole.active() != 1) {
            throw new IllegalStateException("the resource is active " + whole.active() + " times");
        }
        return whole;
    }

    /** See {@link Instance.Opening#GIVEN_AWAY}. */
    Whole givenAway(Whole atRest) {
        var owner = atRest.hosts().getFirst();
        var whole = atRest.with(hosts.react(owner, 0, new LocalEvent.Restart(atRest.newest())).after());
        whole = caughtUp(
                whole.with(journal.append(whole.newest(), new Agreed.Token(owner.name, owner.life + 1))));
        var former = Objects.requireNonNull(whole.newest().state().nodes().get(owner.name)).incarnation();
        whole = agreed(whole, new Command.NodeLost(owner.name, former, "", Moves.AT));
        whole = agreed(whole, moves.decided(whole.newest()).orElseThrow());
        var offered = new ArrayList<Moves.Next>();
        moves.offers(whole, whole.hosts().getFirst(), offered);
        whole = caughtUp(offered.getFirst().whole());
        return agreed(whole, moves.decided(whole.newest()).orElseThrow());
    }

    /** The first host has applied all. */
    private Whole caughtUp(Whole whole) {
        return whole.with(
                hosts.react(whole.hosts().getFirst(), 0, new LocalEvent.CatchUp(whole.newest())).after());
    }

    private Whole agreed(Whole whole, Command command) {
        return whole.with(journal.append(whole.newest(), command).entry().orElseThrow());
    }

    private Whole settled(Whole from) {
        var whole = from;
        for (int round = 0; round < MOST_ROUNDS; round++) {
            var next = round(whole);
            if (next.equals(whole)) {
                return whole;
            }
            whole = next;
        }
        throw new IllegalStateException("no rest after " + MOST_ROUNDS + " rounds");
    }

    /** Everything that helps, once. */
    private Whole round(Whole from) {
        var whole = from;
        for (int i = 0; i < whole.hosts().size(); i++) {
            var offered = new ArrayList<Moves.Next>();
            moves.offers(whole, whole.hosts().get(i), offered);
            if (!offered.isEmpty()) {
                whole = offered.getFirst().whole();
            }
            whole = whole.with(hosts.react(whole.hosts().get(i), 0,
                    new LocalEvent.CatchUp(whole.newest())).after());
            for (int v = 0; v < whole.hosts().size(); v++) {
                var exchanged = new ArrayList<Moves.Next>();
                moves.talk(whole, whole.hosts().get(i), whole.hosts().get(v), exchanged);
                if (!exchanged.isEmpty()) {
                    whole = exchanged.getFirst().whole();
                }
            }
        }
        var decided = moves.decided(whole.newest());
        return decided.isEmpty()
                ? whole
                : whole.with(journal.append(whole.newest(), decided.get()).entry().orElseThrow());
    }

    private static Command configuration() {
        var operations = List.of(operation("start"), operation("stop"), operation("monitor"));
        var primitive = new Resource.Primitive(new ResourceId("db"),
                AgentName.parse("ocf:pacemaker:Dummy").orElseThrow(), List.of(), List.of(), operations);
        return new Command.EditConfiguration("db", Moves.AT, new Origin("root", "n1", "search"), "", -1,
                List.of(new ConfigurationEdit.PutResource(primitive)));
    }

    private static Operation operation(String name) {
        return new Operation(name, new TreeMap<>(Map.of("interval", "0", "timeout", "1s")),
                NvSet.of(Map.of()));
    }
}
