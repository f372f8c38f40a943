package org.quorate.policy.cluster;

/** A permission that a site holds. */
public record Ticket(String id, boolean isGranted, boolean isStandby) {}
