package org.quorate.controller;

import java.time.Instant;
import org.quorate.membership.NodeName;
import org.quorate.state.Command;

/** What the controller wants done. */
public sealed interface DcEffect {

    /** Offer the command to the log; answer with {@link DcEvent.ProposalEnded} of this number. */
    record Propose(long proposal, Command command) implements DcEffect {}

    /** Wake it at that time; replaces an earlier wish. */
    record WakeAt(Instant when) implements DcEffect {}

    /** Hand the leadership of the log to that voter. */
    record TransferLeadership(NodeName to) implements DcEffect {}

    /** A line for the operator's log. */
    record Say(String line) implements DcEffect {}
}
