package org.quorate.state;

import java.util.List;
import org.quorate.model.Problem;

/** What a command came to. */
public sealed interface Outcome {

    /** It took effect at this index. */
    record Accepted(long index) implements Outcome {}

    /** It had taken effect before; nothing changed. */
    record Duplicate() implements Outcome {}

    /** It took no effect, for these reasons. */
    record Refused(List<Problem> problems) implements Outcome {

        public Refused {
            problems = List.copyOf(problems);
        }
    }
}
