package org.quorate.crmsh.commands;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import org.quorate.agent.AgentMetadata;
import org.quorate.agent.AgentMetadata.Trait;
import org.quorate.agent.AgentName;
import org.quorate.codec.JsonAt;

/** Reads what the API says of an agent. */
final class MetadataJson {

    private MetadataJson() {}

    static AgentMetadata read(JsonAt in) {
        return new AgentMetadata(in.field("name").parsed("the name of an agent", AgentName::parse),
                in.text("version", ""), in.text("short", ""), in.text("long", ""),
                in.list("parameters", MetadataJson::parameter), in.list("actions", MetadataJson::action));
    }

    private static AgentMetadata.Parameter parameter(JsonAt in) {
        return new AgentMetadata.Parameter(in.text("name"), in.text("type", "string"), in.text("default", ""),
                in.text("unique", ""), traits(in), in.text("short", ""), in.text("long", ""));
    }

    private static Set<Trait> traits(JsonAt in) {
        var traits = EnumSet.noneOf(Trait.class);
        for (var trait : Trait.values()) {
            if (in.flag(trait.name().toLowerCase(java.util.Locale.ROOT), false)) {
                traits.add(trait);
            }
        }
        return traits;
    }

    private static AgentMetadata.Action action(JsonAt in) {
        return new AgentMetadata.Action(in.text("name"), duration(in, "timeout"), duration(in, "interval"),
                (int) in.whole("depth", 0), in.text("role", ""));
    }

    private static Duration duration(JsonAt in, String field) {
        return in.maybe(field).map(JsonAt::duration).orElse(Duration.ZERO);
    }
}
