package org.quorate.crmsh.language;

import org.quorate.model.Problem;

/**
 * A word of a line, unquoted, and where it began: both count from 1.
 *
 * @param line 0 for an argument of a command, which has no line
 */
public record Token(String text, int line, int column) {

    /** A problem at the place of this word. */
    public Problem problem(String message) {
        return new Problem(place(), message);
    }

    String place() {
        return line == 0 ? "column " + column : "line " + line + ", column " + column;
    }

    boolean is(String word) {
        return text.equalsIgnoreCase(word);
    }

    /** The same word without its first characters. */
    Token from(int offset) {
        return new Token(text.substring(offset), line, column + offset);
    }

    @Override
    public String toString() {
        return text;
    }
}
