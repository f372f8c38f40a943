package org.quorate.daemon;

import org.quorate.controller.DcEvent;
import org.quorate.node.HandsEvent;

/** What the loop takes in. */
sealed interface Event {

    /** A newer state is there to be looked at. */
    record StateChanged() implements Event {}

    record ForDc(DcEvent event) implements Event {}

    record ForHands(HandsEvent event) implements Event {}

    /** This node cannot go on, as without its log or its guardian: give up the resources, then end. */
    record MustEnd(String why) implements Event {}
}
