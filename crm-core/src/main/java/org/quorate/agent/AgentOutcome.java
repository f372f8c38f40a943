package org.quorate.agent;

import java.time.Duration;

/** How a run of an agent ended. */
public sealed interface AgentOutcome {

    /**
     * The agent ran to its end.
     *
     * @param exitReason the last reason that it wrote to stderr, or nothing
     * @param output     the last 64 KiB of stderr, then of stdout
     */
    record Exited(ExitCode code, String exitReason, String output) implements AgentOutcome {}

    /** It did not end in time, and its process group was killed. */
    record TimedOut(Duration after, String output) implements AgentOutcome {}

    /** There is no such agent on this node. */
    record NotInstalled(String why) implements AgentOutcome {}

    /** It was not run, or was killed before its end because it was cancelled. */
    record CouldNotRun(String why) implements AgentOutcome {}

    /**
     * Whether this tells the cluster nothing new after {@code earlier}: the same kind of end with the same
     * code.
     */
    default boolean repeats(AgentOutcome earlier) {
        return switch (this) {
            case Exited(var code, _, _) -> earlier instanceof Exited(var before, _, _) && before == code;
            case TimedOut _ -> earlier instanceof TimedOut;
            case NotInstalled _ -> earlier instanceof NotInstalled;
            case CouldNotRun _ -> earlier instanceof CouldNotRun;
        };
    }

    /**
     * What decisions and failcounts see: OCF's word for this end (a timeout is an error, Pacemaker does the
     * same).
     */
    default ExitCode code() {
        return switch (this) {
            case Exited(var code, _, _) -> code;
            case TimedOut _,CouldNotRun _ -> ExitCode.ERROR;
            case NotInstalled _ -> ExitCode.NOT_INSTALLED;
        };
    }
}
