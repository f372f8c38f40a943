package org.quorate.policy.cluster;

/** The names of what actions do, and of the points that containers put in the order. */
public final class Task {

    public static final String START = "start";
    public static final String RUNNING = "running";
    public static final String STOP = "stop";
    public static final String STOPPED = "stopped";
    public static final String PROMOTE = "promote";
    public static final String PROMOTED = "promoted";
    public static final String DEMOTE = "demote";
    public static final String DEMOTED = "demoted";
    public static final String MONITOR = "monitor";
    public static final String MIGRATE_TO = "migrate_to";
    public static final String MIGRATE_FROM = "migrate_from";
    public static final String RELOAD = "reload-agent";
    public static final String CANCEL = "cancel";
    public static final String NOTIFY = "notify";
    /** All agents have been told. */
    public static final String NOTIFIED = "notified";
    /** Forgets what the status section records of a resource that is there no longer. */
    public static final String DELETE = "delete";
    /** The same for one that stays, so that it is looked for anew. */
    public static final String LRM_DELETE = "lrm_delete";
    public static final String CLEAR_FAILCOUNT = "clear_failcount";
    /** Fences or unfences a node, by the action's detail. */
    public static final String FENCE = "stonith";

    /** Tells a node to leave the cluster. */
    public static final String SHUTDOWN = "do_shutdown";

    private Task() {}
}
