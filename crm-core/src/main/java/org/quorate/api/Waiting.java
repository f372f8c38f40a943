package org.quorate.api;

/** What a call needs that commits something and may wait for its end. */
record Waiting(Submitting submitting, Watch watch) {}
