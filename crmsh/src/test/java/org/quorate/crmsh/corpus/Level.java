package org.quorate.crmsh.corpus;

import java.util.EnumSet;
import java.util.Set;

/** How much of an outcome is as recorded. Each level asks for all that the one before it asks for. */
enum Level {

    /** What runs where at the end, in which role. */
    PLACEMENT(EnumSet.of(Aspect.FINAL_ROLES)),
    /** Also the actions that change something, and every order between them. */
    DECISION(EnumSet.of(Aspect.FINAL_ROLES, Aspect.CORE_ACTIONS, Aspect.CORE_ORDER)),
    /** Also all other actions of agents, and every order between them; more order is allowed. */
    FULL(EnumSet.of(Aspect.FINAL_ROLES, Aspect.CORE_ACTIONS, Aspect.CORE_ORDER, Aspect.ACTIONS,
            Aspect.ORDER)),
    /** Also what runs where now, the states of the nodes, the summary, and no more order than recorded. */
    EXACT(EnumSet.allOf(Aspect.class));

    private final Set<Aspect> aspects;

    Level(Set<Aspect> aspects) {
        this.aspects = aspects;
    }

    boolean asksFor(Aspect aspect) {
        return aspects.contains(aspect);
    }
}
