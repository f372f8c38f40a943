package org.quorate.daemon;

import org.quorate.controller.DcEvent;
import org.quorate.node.HandsEvent;

/** What the loop takes in. */
sealed interface Event {

    /** A newer state is there to be looked at. */
    record StateChanged() implements Event {}

    record ForDc(DcEvent event) implements Event {}

    record ForHands(HandsEvent event) implements Event {}

    /** The log of this node failed: give up the resources, then end. */
    record LogFailed(String why) implements Event {}
}
