package org.quorate.simulation;

import org.quorate.state.Command;

/** No transition takes effect that was computed before something relevant was agreed. */
final class DecidedOnNewestState implements Invariant {

    @Override
    public void agreed(World world, Agreed entry) {
        if (entry.command() instanceof Command.AdoptTransition(var transition, var _)
                && entry.after().progress().transition().id() == transition.id()
                && entry.before().progress().transition().id() != transition.id()) {
            require(transition.basedOn() >= entry.before().position().relevant(),
                    () -> "transition " + transition.id() + " was computed from " + transition.basedOn()
                            + ", and entry " + entry.before().position().relevant() + " came after it");
        }
    }
}
