package org.quorate.crmsh.completion;

import java.util.List;

/**
 * Where the cursor is.
 *
 * @param level the level of the shell; empty for the root
 * @param before the whole words before the cursor
 * @param word the letters between the last blank and the cursor
 */
public record Position(String level, List<String> before, String word) {

    public Position {
        before = List.copyOf(before);
    }

    Position descend() {
        return new Position(before.getFirst(), before.subList(1, before.size()), word);
    }

    /** The command's word; only where there is one. */
    String command() {
        return before.getFirst();
    }

    /** Whole words after the command's. */
    List<String> arguments() {
        return before.subList(1, before.size());
    }
}
