package org.quorate.codec;

import static org.quorate.codec.Json.list;
import static org.quorate.codec.Json.object;
import static org.quorate.codec.Json.texts;

import java.util.TreeMap;
import java.util.TreeSet;
import org.quorate.membership.NodeName;
import org.quorate.model.EnumWords;
import org.quorate.state.NodeStatus.Kind;
import org.quorate.state.Voter;
import org.quorate.state.VoterChange;
import org.quorate.state.Voters;

/** Who votes, and what is wanted of it. Nothing at all while the log says nothing of voters. */
public final class VotersJson {

    private VotersJson() {}

    static Json.Obj json(Voters voters) {
        if (voters.equals(Voters.NONE)) {
            return Json.nothing();
        }
        var retired = object();
        voters.retired().forEach((name, number) -> retired.put(name.value(), number));
        return object().put("version", voters.version())
                .put("listed", list(voters.listed().values(), VotersJson::json))
                .putUnlessEmpty("former", texts(voters.former()))
                .putUnlessEmpty("awaited", list(voters.awaited(), VotersJson::json))
                .putUnlessEmpty("retired", retired.done()).put("changedAt", voters.changedAt().toString())
                .done();
    }

    private static Json json(Voters.Listed listed) {
        return object().put("since", listed.since()).put("voter", json(listed.voter())).done();
    }

    /** One voter, as the log and the API show it. */
    public static Json.Obj json(Voter voter) {
        return object().put("node", voter.name().value()).put("kind", EnumWords.word(voter.kind()))
                .put("number", voter.number()).put("log", voter.log())
                .put("heartbeats", texts(voter.heartbeats())).done();
    }

    static Json.Obj json(VoterChange change) {
        return switch (change) {
            case VoterChange.Add(var voter, var kind, var log, var heartbeats) ->
                object().put("how", "add").put("node", voter.value()).put("kind", EnumWords.word(kind))
                        .put("log", log).put("heartbeats", texts(heartbeats)).done();
            case VoterChange.Remove(var voter) ->
                object().put("how", "remove").put("node", voter.value()).done();
            case VoterChange.Replace(var voter, var log, var heartbeats) ->
                object().put("how", "replace").put("node", voter.value()).putUnlessEmpty("log", log)
                        .putUnlessEmpty("heartbeats", texts(heartbeats)).done();
        };
    }

    static Voters voters(JsonAt in) {
        var listed = new TreeMap<NodeName, Voters.Listed>();
        for (var each : in.list("listed", VotersJson::listed)) {
            listed.put(each.voter().name(), each);
        }
        var retired = new TreeMap<NodeName, Integer>();
        in.maybe("retired").ifPresent(at -> {
            for (var name : at.names()) {
                if (!NodeName.isValid(name)) {
                    throw at.wrong("'" + name + "' is not a node name");
                }
                retired.put(new NodeName(name), at.count(name));
            }
        });
        return new Voters(in.whole("version"), listed, new TreeSet<>(in.list("former", Values::node)),
                in.list("awaited", VotersJson::voter), retired, in.field("changedAt").instant());
    }

    private static Voters.Listed listed(JsonAt in) {
        return new Voters.Listed(voter(in.field("voter")), in.whole("since"));
    }

    static Voter voter(JsonAt in) {
        if (in.count("number") < 1) {
            throw in.field("number").wrong("begins with 1");
        }
        return new Voter(Values.node(in, "node"), in.field("kind").word(Kind.class), in.count("number"),
                in.text("log"), in.list("heartbeats", JsonAt::text));
    }

    static VoterChange change(JsonAt in) {
        var node = Values.node(in, "node");
        return switch (in.text("how")) {
            case "add" -> new VoterChange.Add(node, in.field("kind").word(Kind.class), in.text("log"),
                    in.list("heartbeats", JsonAt::text));
            case "remove" -> new VoterChange.Remove(node);
            case "replace" ->
                new VoterChange.Replace(node, in.text("log", ""), in.list("heartbeats", JsonAt::text));
            default -> throw in.field("how").wrong("should be add, remove or replace");
        };
    }
}
