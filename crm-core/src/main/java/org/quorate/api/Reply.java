package org.quorate.api;

import java.util.List;
import org.quorate.codec.ConfigurationJson;
import org.quorate.codec.Json;
import org.quorate.model.Problem;

/** An answer: the HTTP status and the body. */
record Reply(int status, Json.Obj body) {

    static final int OK = 200;
    static final int MALFORMED = 400;
    static final int FORBIDDEN = 403;
    static final int NOT_FOUND = 404;
    static final int WRONG_METHOD = 405;
    static final int CONFLICT = 409;
    static final int TOO_LARGE = 413;
    static final int INVALID = 422;
    static final int FAULT = 500;
    static final int UNAVAILABLE = 503;
    static final int UNSURE = 504;

    /** A body to which the rest is put. */
    static Json.Fields fields() {
        return Json.object().put("v", 1);
    }

    static Reply ok(Json.Fields fields) {
        return new Reply(OK, fields.done());
    }

    static Reply problem(int status, String path, String message) {
        return new Reply(status, problems(List.of(new Problem(path, message))));
    }

    static Json.Obj problems(List<Problem> problems) {
        return fields().put("problems", ConfigurationJson.problems(problems)).done();
    }

    static String phrase(int status) {
        return switch (status) {
            case OK -> "OK";
            case MALFORMED -> "Bad Request";
            case FORBIDDEN -> "Forbidden";
            case NOT_FOUND -> "Not Found";
            case WRONG_METHOD -> "Method Not Allowed";
            case CONFLICT -> "Conflict";
            case TOO_LARGE -> "Content Too Large";
            case INVALID -> "Unprocessable Content";
            case UNAVAILABLE -> "Service Unavailable";
            case UNSURE -> "Gateway Timeout";
            default -> "Internal Server Error";
        };
    }
}
