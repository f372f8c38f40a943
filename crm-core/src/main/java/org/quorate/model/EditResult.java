package org.quorate.model;

import java.util.List;

/** What came of applying edits to a configuration. */
public sealed interface EditResult {

    /** All edits were applied. Whether the result is valid is another question, for validation. */
    record Edited(Configuration configuration) implements EditResult {}

    /** At least one edit names what is not there; nothing was applied. */
    record Impossible(List<Problem> problems) implements EditResult {

        public Impossible {
            problems = List.copyOf(problems);
        }
    }
}
