package org.quorate.codec;

import static org.quorate.codec.Json.list;
import static org.quorate.codec.Json.object;
import static org.quorate.codec.Json.texts;

import java.util.LinkedHashMap;
import java.util.Set;
import java.util.TreeMap;
import org.quorate.membership.NodeName;
import org.quorate.model.EnumWords;
import org.quorate.model.Resource;
import org.quorate.model.ResourceId;
import org.quorate.state.ClusterState;
import org.quorate.state.ConfigurationChange;
import org.quorate.state.ConfigurationChange.Origin;
import org.quorate.state.Fencing;
import org.quorate.state.NodeStatus;
import org.quorate.state.Position;
import org.quorate.state.Progress.Ending;
import org.quorate.state.RecentKeys;
import org.quorate.state.ResourceStatus;
import org.quorate.state.VersionedConfiguration;
import org.quorate.state.Voters;

/**
 * Snapshots of the state. Equal states have equal bytes. Fields that a newer version wrote at the top level
 * are handed over with the state, and written again.
 */
public final class StateCodec {

    /** The newest format this version reads, and the one it writes. */
    public static final int FORMAT = 1;

    private static final Set<String> KNOWN = Set.of("format", "position", "cib", "nodes", "resources",
            "progress",
            "fencings", "keys", "voters");

    private StateCodec() {}

    /** A state, and what else stood in its snapshot. */
    public record Snapshot(ClusterState state, Json.Obj extras) {

        public static Snapshot of(ClusterState state) {
            return new Snapshot(state, Json.nothing());
        }

        public Snapshot with(ClusterState changed) {
            return new Snapshot(changed, extras);
        }
    }

    public static byte[] encode(ClusterState state) {
        return encode(Snapshot.of(state));
    }

    public static byte[] encode(Snapshot snapshot) {
        return json(snapshot.state()).putAll(snapshot.extras()).done().bytes();
    }

    private static Json.Fields json(ClusterState state) {
        var nodes = object();
        state.nodes().forEach((name, status) -> nodes.put(name.value(), NodeStatusJson.json(status)));
        var resources = object();
        state.resources().forEach((id, status) -> resources.put(id.value(), ResourceStatusJson.json(status)));
        return object().put("format", FORMAT)
                .put("position",
                        object().put("index", state.position().index())
                                .put("relevant", state.position().relevant())
                                .done())
                .put("cib", json(state.cib())).put("nodes", nodes.done()).put("resources", resources.done())
                .put("progress", TransitionJson.json(state.progress()))
                .put("fencings", list(state.fencings(), StateCodec::json))
                .put("keys", texts(state.keys().keys()))
                .putUnlessEmpty("voters", VotersJson.json(state.voters()));
    }

    private static Json json(VersionedConfiguration cib) {
        return object().put("version", cib.version()).put("current", ConfigurationJson.json(cib.current()))
                .put("history", list(cib.history(), StateCodec::json))
                .putUnlessEmpty("removed", list(cib.removed(), ResourceJson::json)).done();
    }

    private static Json json(ConfigurationChange change) {
        return object().put("version", change.version()).put("at", change.at().toString())
                .put("origin", json(change.origin())).putUnlessEmpty("message", change.message())
                .put("edits", ConfigurationJson.editsJson(change.edits())).done();
    }

    static Json.Obj json(Origin origin) {
        return object().put("user", origin.user()).put("node", origin.node()).put("client", origin.client())
                .done();
    }

    private static Json json(Fencing fencing) {
        return object().put("target", fencing.target().value()).put("how", fencing.how())
                .put("ending", EnumWords.word(fencing.ending())).put("at", fencing.at().toString()).done();
    }

    /** Throws {@link CodecException} where the bytes are damaged or of an unknown format. */
    public static Snapshot decode(byte[] bytes) {
        var in = JsonAt.root(Json.read(bytes));
        long format = in.whole("format");
        if (format != FORMAT) {
            throw in.field("format").wrong("this version reads format " + FORMAT + ", not " + format);
        }
        var nodes = new TreeMap<NodeName, NodeStatus>();
        var nodesAt = in.field("nodes");
        for (var name : nodesAt.names()) {
            if (!NodeName.isValid(name)) {
                throw nodesAt.wrong("'" + name + "' is not a node name");
            }
            nodes.put(new NodeName(name), NodeStatusJson.status(nodesAt.field(name)));
        }
        var resources = new TreeMap<ResourceId, ResourceStatus>();
        var resourcesAt = in.field("resources");
        for (var id : resourcesAt.names()) {
            if (!ResourceId.isValid(id)) {
                throw resourcesAt.wrong("'" + id + "' is not an id");
            }
            resources.put(new ResourceId(id), ResourceStatusJson.status(resourcesAt.field(id)));
        }
        var position = in.field("position");
        var state = new ClusterState(new Position(position.whole("index"), position.whole("relevant")),
                cib(in.field("cib")), nodes, resources, TransitionJson.progress(in.field("progress")),
                in.list("fencings", StateCodec::fencing), new RecentKeys(in.list("keys", JsonAt::text)),
                in.maybe("voters").map(VotersJson::voters).orElse(Voters.NONE));
        return new Snapshot(state, extras(in));
    }

    private static Json.Obj extras(JsonAt in) {
        var extras = new LinkedHashMap<>(in.object().fields());
        extras.keySet().removeAll(KNOWN);
        return new Json.Obj(extras);
    }

    private static VersionedConfiguration cib(JsonAt in) {
        return new VersionedConfiguration(in.whole("version"),
                ConfigurationJson.configuration(in.field("current")), in.list("history", StateCodec::change),
                in.list("removed", StateCodec::removed));
    }

    private static Resource.Primitive removed(JsonAt in) {
        if (ResourceJson.resource(in) instanceof Resource.Primitive primitive) {
            return primitive;
        }
        throw in.wrong("should be a primitive");
    }

    private static ConfigurationChange change(JsonAt in) {
        return new ConfigurationChange(in.whole("version"), in.field("at").instant(),
                origin(in.field("origin")),
                in.text("message", ""), ConfigurationJson.edits(in.field("edits")));
    }

    static Origin origin(JsonAt in) {
        return new Origin(in.text("user"), in.text("node"), in.text("client"));
    }

    private static Fencing fencing(JsonAt in) {
        return new Fencing(Values.node(in, "target"), in.text("how"), in.field("ending").word(Ending.class),
                in.field("at").instant());
    }
}
