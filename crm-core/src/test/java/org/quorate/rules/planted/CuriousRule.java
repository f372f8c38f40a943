package org.quorate.rules.planted;

import org.quorate.state.ActionId;

/** Looks up from rules to state, against the arrows; only the architecture test reads it. */
public final class CuriousRule {

    private CuriousRule() {}

    public static String breaks(ActionId action) {
        return action.toString();
    }
}
