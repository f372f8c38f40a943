package org.quorate.model;

/**
 * A rule: where its expression holds, its score counts.
 *
 * @param scoreAttribute the node attribute that holds the score, empty where {@code score} counts
 */
public record Rule(String id, Score score, String scoreAttribute, Expression expression) {}
