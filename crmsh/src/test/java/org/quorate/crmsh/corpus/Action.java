package org.quorate.crmsh.corpus;

import java.util.Set;
import tools.jackson.databind.JsonNode;

/** An action of an outcome. Two outcomes have the same action where {@link Name} is the same. */
record Action(String id, Name name, boolean isPseudo) {

    private static final Set<String> CORE = Set.of("start", "stop", "promote", "demote", "migrate_to",
            "migrate_from", "reload-agent", "fence", "do_shutdown");

    /** What it does, to what, where. */
    record Name(String operation, String resource, String node, long intervalMs, String detail) {}

    static Action of(JsonNode json) {
        var name = new Name(json.path("op").asString(""), json.path("rsc").asString(""),
                json.path("node").asString(""), json.path("interval_ms").asLong(0),
                json.path("detail").asString(""));
        return new Action(json.path("id").asString(), name, json.path("pseudo").asBoolean(false));
    }

    /** Whether somebody carries it out. */
    boolean isReal() {
        return !isPseudo;
    }

    /** Whether it changes something, where monitors and notifications only look and tell. */
    boolean isCore() {
        return isReal() && CORE.contains(name.operation());
    }
}
