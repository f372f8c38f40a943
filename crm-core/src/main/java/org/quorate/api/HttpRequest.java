package org.quorate.api;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** A request as it came; the body is complete. */
@SuppressWarnings("ArrayRecordComponent") // read once, compared by nobody
record HttpRequest(String method, String path, TreeMap<String, List<String>> query, byte[] body,
        After after) {

    /** What happens to the connection after the reply. */
    enum After {
        KEEP, CLOSE
    }

    /** Splits {@code /v1/why?resource=web}; throws IllegalArgumentException for a bad escape. */
    static HttpRequest of(String method, String target, byte[] body, After after) {
        int mark = target.indexOf('?');
        var query = new TreeMap<String, List<String>>();
        if (mark >= 0) {
            for (var part : target.substring(mark + 1).split("&", -1)) {
                int equals = part.indexOf('=');
                var name = decoded(equals < 0 ? part : part.substring(0, equals));
                var value = equals < 0 ? "" : decoded(part.substring(equals + 1));
                query.computeIfAbsent(name, _ -> new ArrayList<>()).add(value);
            }
        }
        query.remove("");
        return new HttpRequest(method, decoded(mark < 0 ? target : target.substring(0, mark)), query, body,
                after);
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
