package org.quorate.crmsh.client;

import java.util.List;
import org.quorate.codec.JsonAt;
import org.quorate.model.Problem;

/** What came of a call to the API. */
public sealed interface Reply {

    /** Done. */
    record Done(JsonAt body) implements Reply {}

    /** The daemon refused, with its HTTP status (docs/api.md says what each means). */
    record Refused(int status, List<Problem> problems) implements Reply {

        public Refused {
            problems = List.copyOf(problems);
        }
    }

    /** Nobody answers at the socket. */
    record Unreachable(String why) implements Reply {}

    /** The connection ended, or time ran out, before the answer was complete: it may have been done. */
    record Broken(String why) implements Reply {}

    /** The person at the keyboard gave up waiting: it may have been done. */
    record Interrupted() implements Reply {}
}
