package org.quorate.codec;

import static org.quorate.codec.Json.list;
import static org.quorate.codec.Json.object;

import java.time.Duration;
import java.util.EnumSet;
import org.quorate.agent.AgentMetadata;
import org.quorate.agent.AgentMetadata.Action;
import org.quorate.agent.AgentMetadata.Parameter;
import org.quorate.agent.AgentMetadata.Trait;
import org.quorate.model.AgentName;
import org.quorate.model.Durations;
import org.quorate.model.EnumWords;

/** What an agent says about itself, in the form that docs/api.md describes. */
public final class AgentMetadataJson {

    private AgentMetadataJson() {}

    public static Json.Obj json(AgentMetadata metadata) {
        return object().put("name", metadata.name().toString()).put("version", metadata.version())
                .put("short", metadata.shortText()).put("long", metadata.longText())
                .put("parameters", list(metadata.parameters(), AgentMetadataJson::json))
                .put("actions", list(metadata.actions(), AgentMetadataJson::json)).done();
    }

    private static Json json(Parameter parameter) {
        var fields = object().put("name", parameter.name()).put("type", parameter.type())
                .put("default", parameter.defaultValue()).put("unique", parameter.uniqueGroup());
        for (var trait : Trait.values()) {
            fields.put(EnumWords.word(trait), parameter.traits().contains(trait));
        }
        return fields.put("short", parameter.shortText()).put("long", parameter.longText()).done();
    }

    private static Json json(Action action) {
        return object().put("name", action.name()).put("timeout", Durations.text(action.timeout()))
                .put("interval", Durations.text(action.interval())).put("depth", action.depth())
                .put("role", action.role()).done();
    }

    public static AgentMetadata metadata(JsonAt in) {
        return new AgentMetadata(in.field("name").parsed("the name of an agent", AgentName::parse),
                in.text("version", ""), in.text("short", ""), in.text("long", ""),
                in.list("parameters", AgentMetadataJson::parameter),
                in.list("actions", AgentMetadataJson::action));
    }

    private static Parameter parameter(JsonAt in) {
        var traits = EnumSet.noneOf(Trait.class);
        for (var trait : Trait.values()) {
            if (in.flag(EnumWords.word(trait), false)) {
                traits.add(trait);
            }
        }
        return new Parameter(in.text("name"), in.text("type", "string"), in.text("default", ""),
                in.text("unique", ""), traits, in.text("short", ""), in.text("long", ""));
    }

    private static Action action(JsonAt in) {
        return new Action(in.text("name"), hint(in, "timeout"), hint(in, "interval"),
                in.has("depth") ? in.count("depth") : 0, in.text("role", ""));
    }

    private static Duration hint(JsonAt in, String field) {
        return in.maybe(field).map(JsonAt::duration).orElse(Duration.ZERO);
    }
}
