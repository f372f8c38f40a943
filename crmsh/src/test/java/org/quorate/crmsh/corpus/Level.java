package org.quorate.crmsh.corpus;

/** How much of an outcome is as recorded. Each level asks for all that the one before it asks for. */
enum Level {

    /** What runs where at the end, in which role. */
    PLACEMENT,
    /** Also the actions that change something, and every order between them. */
    DECISION,
    /** Also all other actions of agents, and every order between them; more order is allowed. */
    FULL,
    /** Also what runs where now, the states of the nodes, the summary, and no more order than recorded. */
    EXACT;

    boolean asksFor(Aspect aspect) {
        return aspect.since().compareTo(this) <= 0;
    }
}
