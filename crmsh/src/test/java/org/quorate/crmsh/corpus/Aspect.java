package org.quorate.crmsh.corpus;

/** What is compared of two outcomes. */
enum Aspect {

    FINAL_ROLES(Level.PLACEMENT), CORE_ACTIONS(Level.DECISION), CORE_ORDER(Level.DECISION), ACTIONS(
            Level.FULL), ORDER(Level.FULL), CURRENT_ROLES(Level.EXACT), FINAL_NODES(
                    Level.EXACT), NO_MORE_ORDER(Level.EXACT), SUMMARY(Level.EXACT);

    private final Level since;

    Aspect(Level since) {
        this.since = since;
    }

    /** The lowest level that asks for it. */
    Level since() {
        return since;
    }
}
