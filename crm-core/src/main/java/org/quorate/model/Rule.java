package org.quorate.model;

import java.util.Optional;

/**
 * A rule: where its expression holds, its score counts.
 *
 * @param scoreAttribute the node attribute that holds the score, empty where {@code score} counts
 * @param extras {@code role} where it holds for that role only; {@code id-ref} where the rule of that id
 *        stands in its place, and then the expression says nothing
 */
public record Rule(String id, Score score, String scoreAttribute, Expression expression, Extras extras) {

    public Rule(String id, Score score, String scoreAttribute, Expression expression) {
        this(id, score, scoreAttribute, expression, Extras.NONE);
    }

    /** A rule that stands elsewhere. */
    public static Rule reference(String id) {
        return new Rule("", Score.ZERO, "", Expression.NOTHING, Extras.NONE.with("id-ref", id));
    }

    /** The id of the rule that stands in its place. */
    public Optional<String> reference() {
        return extras.attribute("id-ref");
    }
}
