package org.quorate.api;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.quorate.codec.CodecException;
import org.quorate.codec.Json;
import org.quorate.codec.JsonAt;
import org.quorate.model.Durations;
import org.quorate.model.Suggestion;

/** A request by somebody who may. */
record Call(Caller caller, HttpRequest request) {

    /** The longest that a call may wait. */
    static final Duration LONGEST_WAIT = Duration.ofMinutes(10);

    private static final int LONGEST_KEY = 128;

    /** The body, an object; an empty body is an object without fields. */
    JsonAt body(String... known) {
        var bytes = request.body();
        var body = JsonAt.root(bytes.length == 0 ? Json.nothing() : Json.read(bytes));
        body.object();
        return body.only(known);
    }

    /** The caller's key, or one made up. */
    static String key(JsonAt body) {
        var key = body.text("key", "");
        if (key.length() > LONGEST_KEY) {
            throw new CodecException("is longer than " + LONGEST_KEY + " characters", "key");
        }
        return key.isEmpty() ? UUID.randomUUID().toString() : key;
    }

    /** A waiting time of the body. */
    static Duration wait(JsonAt body, String field, Duration otherwise) {
        return body.maybe(field).map(text -> checked(field, text.duration())).orElse(otherwise);
    }

    /** A waiting time of the query. */
    Duration limit(Duration otherwise) {
        return query("limit").map(text -> checked("limit", Durations.parse(text)
                .orElseThrow(() -> new CodecException("should be a duration such as 30s", "limit"))))
                .orElse(otherwise);
    }

    private static Duration checked(String field, Duration limit) {
        if (limit.compareTo(LONGEST_WAIT) > 0 || limit.isNegative()) {
            throw new CodecException("is at most " + Durations.text(LONGEST_WAIT), field);
        }
        return limit;
    }

    Optional<String> query(String name) {
        return queries(name).stream().findFirst();
    }

    List<String> queries(String name) {
        return request.query().getOrDefault(name, List.of());
    }

    /** Refuses a query with a name that the call does not know. */
    void onlyQuery(String... known) {
        for (var name : request.query().keySet()) {
            if (!List.of(known).contains(name)) {
                throw new CodecException("there is no such thing to ask for"
                        + Suggestion.hint(name, List.of(known)), "query " + name);
            }
        }
    }
}
