package org.quorate.api;

import java.time.InstantSource;
import java.util.TreeMap;
import org.quorate.codec.CodecException;
import org.quorate.model.Suggestion;

/** Which call answers which path. */
final class Routes {

    private static final String AGENT = "/v1/agents/";

    private final TreeMap<String, Route> routes = new TreeMap<>();

    /** Answers a call. May wait, within the limits that the call names. */
    @FunctionalInterface
    interface Answering {

        Reply answer(Call call) throws InterruptedException;
    }

    private record Route(String method, Answering answering) {}

    private Routes() {}

    static Routes of(ClusterControl control, InstantSource clock) {
        var routes = new Routes();
        var submitting = new Submitting(control);
        var watch = new Watch(control);
        var queries = new QueryCalls(control, clock, watch);
        var edits = new EditCalls(control, clock, submitting);
        var waiting = new Waiting(submitting, watch);
        var resources = new ResourceCalls(control, clock, waiting);
        var nodes = new NodeCalls(control, clock, submitting);
        var voters = new VoterCalls(control, clock, waiting);
        routes.put("GET", "/v1/status", queries::status);
        routes.put("GET", "/v1/metrics", queries::metrics);
        routes.put("GET", "/v1/cib", queries::cib);
        routes.put("GET", "/v1/why", queries::why);
        routes.put("GET", "/v1/agents", queries::agents);
        routes.put("GET", AGENT, queries::agent);
        routes.put("GET", "/v1/options", _ -> OptionsJson.reply());
        routes.put("GET", "/v1/wait", queries::await);
        routes.put("GET", "/v1/log", queries::log);
        routes.put("POST", "/v1/edit", edits::edit);
        routes.put("POST", "/v1/verify", edits::verify);
        routes.put("POST", "/v1/resource/move", resources::move);
        routes.put("POST", "/v1/resource/restart", resources::restart);
        routes.put("POST", "/v1/resource/clear", resources::clear);
        routes.put("POST", "/v1/resource/forget", resources::forget);
        routes.put("POST", "/v1/node/attributes", nodes::attributes);
        routes.put("POST", "/v1/node/confirm-dead", nodes::confirmDead);
        routes.put("POST", "/v1/cluster/stop", nodes::stop);
        routes.put("POST", "/v1/cluster/restart", nodes::restart);
        routes.put("POST", "/v1/cluster/voters", voters::change);
        return routes;
    }

    private void put(String method, String path, Answering answering) {
        routes.put(path, new Route(method, answering));
    }

    Reply answer(Call call) throws InterruptedException {
        var path = call.request().path();
        var route = routes.get(path.startsWith(AGENT) ? AGENT : path);
        if (route == null) {
            return Reply.problem(Reply.NOT_FOUND, path,
                    "there is no such call" + Suggestion.hint(path, routes.keySet()));
        }
        if (!route.method().equals(call.request().method())) {
            return Reply.problem(Reply.WRONG_METHOD, path, "is called with " + route.method());
        }
        try {
            return route.answering().answer(call);
        } catch (CodecException e) {
            return Reply.problem(Reply.MALFORMED, e.where(), e.what());
        }
    }
}
