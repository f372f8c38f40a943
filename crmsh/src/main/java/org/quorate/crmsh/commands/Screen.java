package org.quorate.crmsh.commands;

import java.util.Optional;

/** Where a command shows what it has to say, and whom it can ask. */
public interface Screen {

    /** One line of the answer (standard output); may hold newlines. */
    void line(String text);

    /** One line of what went wrong (standard error); may hold newlines. */
    void errorLine(String text);

    /** Empties the screen; where it is no terminal, an empty line. */
    void clear();

    /** What it is capable of. */
    Traits traits();

    /**
     * Asks the person at the keyboard and returns the answer; empty when nobody is there, or at end of input.
     */
    Optional<String> ask(String question);

    /**
     * What a screen is capable of.
     *
     * @param width columns of a line, at least 20
     * @param isTerminal whether a person looks at it
     * @param hasKeyboard whether that person can answer
     * @param isUnicode whether it shows more than ASCII
     */
    record Traits(int width, boolean isTerminal, boolean hasKeyboard, boolean hasColours,
            boolean isUnicode) {}
}
