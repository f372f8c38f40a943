package org.quorate.api;

import java.util.List;
import org.quorate.model.Problem;

/** Ends a call with a reply that is no success. Does not leave this package. */
final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient Reply reply;

    Refusal(int status, List<Problem> problems) {
        super(problems.toString(), null, false, false);
        reply = new Reply(status, Reply.problems(problems));
    }

    Refusal(int status, String path, String message) {
        this(status, List.of(new Problem(path, message)));
    }

    Reply reply() {
        return reply;
    }
}
