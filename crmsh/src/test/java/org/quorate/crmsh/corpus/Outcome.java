package org.quorate.crmsh.corpus;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/**
 * What a decision does and what comes of it, as recorded or as {@code crm simulate --format json} prints it.
 *
 * @param current role by resource and node, before; {@code Active} for any role
 * @param summary how often each line of the summary stands in it
 */
record Outcome(Map<String, String> current, Map<String, String> roles, Map<String, String> nodes,
        List<Action> actions, List<Edge> precedence, Map<Line, Integer> summary) {

    /** Ids of two actions, one before the other. */
    record Edge(String before, String after) {}

    /** A line of the summary, in which places have a node and a role. */
    record Line(String verb, String subject, String from, String to, boolean isBlocked) {}

    static Outcome of(JsonNode json) {
        var actions = new ArrayList<Action>();
        json.path("actions").forEach(action -> actions.add(Action.of(action)));
        var edges = new ArrayList<Edge>();
        json.path("precedence")
                .forEach(pair -> edges.add(new Edge(pair.get(0).asString(), pair.get(1).asString())));
        var summary = new java.util.HashMap<Line, Integer>();
        json.path("transition_summary").forEach(line -> summary.merge(line(line), 1, Integer::sum));
        var nodes = new TreeMap<String, String>();
        json.path("final").path("nodes")
                .forEachEntry((node, state) -> nodes.put(node, state.path("state").asString("")));
        return new Outcome(roles(json.path("current")), roles(json.path("final")), nodes, actions, edges,
                summary);
    }

    private static Map<String, String> roles(JsonNode situation) {
        var roles = new TreeMap<String, String>();
        situation.path("resources").forEachEntry((resource, places) -> places
                .forEachEntry((node, role) -> roles.put(resource + " on " + node, role.asString(""))));
        roles.values().removeIf(role -> role.isEmpty() || role.equals("Stopped"));
        return roles;
    }

    private static Line line(JsonNode json) {
        var verb = json.path("action").asString("");
        if (verb.equals("Fence")) {
            return new Line(verb, json.path("node").asString(""), json.path("fence").asString(""), "", false);
        }
        return new Line(verb, json.path("rsc").asString(""), place(json.path("from")), place(json.path("to")),
                json.path("blocked").asBoolean(false));
    }

    private static String place(JsonNode json) {
        return json.path("node").asString("") + " " + json.path("role").asString("");
    }
}
