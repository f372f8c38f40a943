package org.quorate.membership;

/** What the replicated state says of a node: its newest incarnation, and what became of that one. */
public record NodeStanding(Incarnation incarnation, Standing standing) {}
