package org.quorate.state;

import java.util.List;
import org.quorate.model.Problem;

/**
 * The state after a command.
 *
 * @param weight whether decisions made before it still stand
 */
public record Applied(ClusterState state, Outcome outcome, Weight weight) {

    /** Whether a command can change a decision. */
    public enum Weight {
        RELEVANT, NOTED
    }

    static Applied relevant(ClusterState state) {
        return new Applied(state, new Outcome.Accepted(state.position().index()), Weight.RELEVANT);
    }

    static Applied noted(ClusterState state) {
        return new Applied(state, new Outcome.Accepted(state.position().index()), Weight.NOTED);
    }

    static Applied duplicate(ClusterState state) {
        return new Applied(state, new Outcome.Duplicate(), Weight.NOTED);
    }

    static Applied refused(ClusterState state, String path, String message) {
        return refused(state, List.of(new Problem(path, message)));
    }

    static Applied refused(ClusterState state, List<Problem> problems) {
        return new Applied(state, new Outcome.Refused(problems), Weight.NOTED);
    }
}
