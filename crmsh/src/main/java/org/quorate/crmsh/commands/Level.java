package org.quorate.crmsh.commands;

import java.util.List;

/** A level of the shell, such as {@code resource}: a group of commands. */
public interface Level {

    /** The word that enters it; empty for the root. */
    String name();

    List<Command> commands();

    /**
     * Called when the shell goes elsewhere or ends; false when the person at the keyboard wants to stay.
     */
    default boolean leave() {
        return true;
    }
}
