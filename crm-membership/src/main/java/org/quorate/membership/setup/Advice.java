package org.quorate.membership.setup;

/** What an operator does about a voter that lost its data. */
public final class Advice {

    /** As a new voter: under its old number it could vote twice, or forget what it vouched for. */
    public static final String RETURN = "Restore the whole data folder as it was when the daemon"
            + " ended, or have this node return as a new voter: type 'crm cluster replace NODE' on a node"
            + " that runs, then here the command 'quorated rejoin ...' that it shows, then 'crm cluster"
            + " start'";

    private Advice() {}
}
