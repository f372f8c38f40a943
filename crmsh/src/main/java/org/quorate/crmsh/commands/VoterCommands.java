package org.quorate.crmsh.commands;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.quorate.codec.Json;
import org.quorate.codec.JsonAt;
import org.quorate.crmsh.commands.Command.Arity;
import org.quorate.membership.HostPort;
import org.quorate.membership.NodeName;
import org.quorate.model.Suggestion;

/** The commands of {@code crm cluster} about who votes. */
final class VoterCommands {

    private static final String PATH = "/v1/cluster/voters";
    private static final String ARBITER = "arbiter";

    private final Session session;

    VoterCommands(Session session) {
        this.session = session;
    }

    List<Command> commands() {
        return List.of(
                Command.of("add", "<node> [arbiter] <log address> <heartbeat address>...", Arity.atLeast(3),
                        this::add),
                Command.of("remove", "<node>", Arity.of(1, 1), this::remove),
                Command.of("replace", "<node> [<log address> <heartbeat address>...]", Arity.atLeast(1),
                        this::replace));
    }

    private void add(Arguments arguments) {
        var name = name(arguments);
        boolean isArbiter = arguments.text(1).equals(ARBITER);
        if (!isArbiter && arguments.text(1).indexOf(':') < 0) {
            throw Refusal.usage("'" + arguments.text(1) + "' is neither 'arbiter' nor an address HOST:PORT"
                    + Suggestion.hint(arguments.text(1), List.of(ARBITER)));
        }
        var places = places(arguments, isArbiter ? 2 : 1);
        var said = session.post(PATH, request("add", name).put("kind", isArbiter ? ARBITER : "node")
                .put("log", places.getFirst())
                .put("heartbeats", Json.texts(places.subList(1, places.size()))));
        awaited(said).ifPresent(voter -> {
            session.say("voter " + voter.number() + " of node " + name
                    + " is awaited. Where the cluster was set up, in DIR with its folder ca:");
            session.say("  " + voter.setUp());
            session.say("then copy DIR/" + name + " to " + name + " as /etc/quorate, and type there:");
            session.say("  crm cluster start");
        });
    }

    private void remove(Arguments arguments) {
        var name = name(arguments);
        session.post(PATH, request("remove", name));
        session.say("node " + name + " votes no more; crm cluster status says when that has settled");
    }

    private void replace(Arguments arguments) {
        var name = name(arguments);
        var request = request("replace", name);
        if (arguments.size() > 1) {
            var places = places(arguments, 1);
            request.put("log", places.getFirst())
                    .put("heartbeats", Json.texts(places.subList(1, places.size())));
        }
        awaited(session.post(PATH, request)).ifPresent(voter -> {
            session.say("node " + name + " is to return as voter " + voter.number() + ". On " + name + ":");
            session.say("  quorated rejoin --number " + voter.number());
            session.say("  crm cluster start");
            session.say(
                    "If its keys in /etc/quorate are lost too, instead of rejoin, where the cluster was set"
                            + " up, in DIR with its folder ca:");
            session.say("  " + voter.setUp());
            session.say("and copy DIR/" + name + " to " + name + " as /etc/quorate");
        });
    }

    /** One that is to come. */
    private record Awaited(String node, String kind, long number, String log, List<String> heartbeats) {

        String setUp() {
            return "quorated setup --join " + node + " --number " + number + " --out DIR " + kind + " " + log
                    + " " + String.join(" ", heartbeats);
        }
    }

    private static Optional<Awaited> awaited(JsonAt said) {
        return said.list("awaited", VoterCommands::one).stream().findFirst();
    }

    private static Awaited one(JsonAt in) {
        return new Awaited(in.text("node"), in.text("kind"), in.whole("number"), in.text("log"),
                in.list("heartbeats", JsonAt::text));
    }

    /** What the status says of a change of voters that is under way; nothing when none is. */
    static List<String> underWay(JsonAt quorum) {
        var lines = new ArrayList<String>();
        if (quorum.flag("settling", false)) {
            lines.add("the last change of the voters is settling; the next can be made after that");
        }
        quorum.list("awaited", VoterCommands::one)
                .forEach(voter -> lines.add("voter " + voter.number() + " of "
                        + voter.node() + " is awaited at " + voter.log()
                        + "; start its daemon there, or give it up"
                        + " with crm cluster remove " + voter.node()));
        return lines;
    }

    private static Json.Fields request(String how, String node) {
        return Json.object().put("how", how).put("node", node);
    }

    private static String name(Arguments arguments) {
        var name = arguments.text(0);
        if (!NodeName.isValid(name)) {
            throw Refusal.usage("'" + name + "' is not a node name");
        }
        return name;
    }

    /** The log's address and at least one for heartbeats. */
    private static List<String> places(Arguments arguments, int from) {
        var places = arguments.from(from);
        if (places.size() < 2) {
            throw Refusal.usage(arguments.command() + ": expected the address of the log and at least one for"
                    + " heartbeats, each HOST:PORT");
        }
        for (var place : places) {
            try {
                HostPort.parse(place);
            } catch (IllegalArgumentException e) {
                throw Refusal.usage("'" + place + "' is not an address HOST:PORT");
            }
        }
        return places;
    }
}
