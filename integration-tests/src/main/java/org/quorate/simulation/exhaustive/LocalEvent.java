package org.quorate.simulation.exhaustive;

import org.quorate.membership.NodeName;
import org.quorate.membership.lease.Message;
import org.quorate.state.Outcome;

/** What can happen to one host. */
sealed interface LocalEvent {

    /** It looks at its clock. */
    record Look() implements LocalEvent {}

    record Receive(NodeName from, Message message) implements LocalEvent {}

    /** An answer to it stays on its way. */
    record Delay(NodeName voter, Message.Answer answer) implements LocalEvent {}

    /** The delayed answer arrives. */
    record ReceiveLate(NodeName voter) implements LocalEvent {}

    /** It applies the log up to here. */
    record CatchUp(Agreed to) implements LocalEvent {}

    /** The log has answered one of its offers. */
    record Answered(int offer, Outcome outcome) implements LocalEvent {}

    /** The daemon is killed, if it lives, and begins anew with an older state. */
    record Restart(Agreed from) implements LocalEvent {}

    /** A step of time has passed; the guardian has done its duty. */
    record TimePassed() implements LocalEvent {}
}
