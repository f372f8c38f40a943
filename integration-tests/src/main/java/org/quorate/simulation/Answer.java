package org.quorate.simulation;

import org.quorate.state.Outcome;

/** How an offer to the simulated log ended; as {@link org.quorate.membership.Submission}. */
sealed interface Answer {

    record Agreed(Outcome outcome) implements Answer {}

    /** It is certainly not in the log and will not come into it. */
    record NotTaken(String why) implements Answer {}

    /** It may be in the log. */
    record Unknown(String why) implements Answer {}
}
