package org.quorate.policy.status;

import org.quorate.model.Role;
import org.quorate.policy.cluster.Cluster;
import org.quorate.policy.cluster.HistoryEntry;
import org.quorate.policy.cluster.Resource.Flag;
import org.quorate.policy.cluster.Task;
import org.quorate.policy.faults.FenceMarks;

/**
 * What a recorded operation really came to: an exit code is good or bad by what was expected of it.
 *
 * @param status as in {@link ExecutionStatus}
 */
record Result(int exit, int status) {

    /** Whether failures of an operation still count. */
    enum Age {
        CURRENT, EXPIRED
    }

    /**
     * Judges the result; where it says by itself that the resource is stopped or promoted, the findings learn
     * it.
     */
    static Result of(Cluster cluster, Findings findings, HistoryEntry entry, Age age) {
        var exit = Exit.effective(entry.task(), entry.exit());
        var status = entry.status();
        if (!OperationHistory.isBundled(findings.resource()) && isMasked(entry)
                && (status != ExecutionStatus.DONE || exit != Exit.NOT_RUNNING)) {
            status = ExecutionStatus.DONE;
            exit = Exit.NOT_RUNNING;
        }
        return switch (status) {
            case ExecutionStatus.NO_FENCE_DEVICE, ExecutionStatus.NO_SECRETS -> new Result(exit,
                    ExecutionStatus.ERROR_HARD);
            case ExecutionStatus.DONE, ExecutionStatus.ERROR -> new Judge(cluster, findings, entry, age, exit)
                    .judge(status);
            default -> new Result(exit, status);
        };
    }

    /** A probe where the agent is missing or cannot work says as much as "not running". */
    static boolean isMasked(HistoryEntry entry) {
        return ResourceHistory.isProbe(entry) && (entry.exit() == Exit.NOT_INSTALLED
                || entry.exit() == Exit.INVALID_PARAMETERS
                || entry.status() == ExecutionStatus.NOT_INSTALLED);
    }

    /** For operations that the agent finished: the exit code decides. */
    private record Judge(Cluster cluster, Findings findings, HistoryEntry entry, Age age, int exit) {

        Result judge(int recorded) {
            var isProbe = ResourceHistory.isProbe(entry);
            if (isProbe && exit == Exit.NOT_RUNNING) {
                return new Result(exit, notRunning());
            }
            var expected = entry.expectedExit();
            var isExpected = exit == expected;
            var status = expected < 0
                    ? recorded
                    : isExpected ? ExecutionStatus.DONE : ExecutionStatus.ERROR;
            return new Result(exit, switch (exit) {
                case Exit.OK ->
                    isProbe && expected == Exit.NOT_RUNNING ? ExecutionStatus.DONE : status;
                case Exit.NOT_RUNNING ->
                    isExpected || !findings.resource().is(Flag.MANAGED) ? notRunning() : status;
                case Exit.PROMOTED -> promoted(isProbe ? ExecutionStatus.DONE : status, isExpected);
                case Exit.FAILED_PROMOTED -> failedPromoted();
                case Exit.NOT_CONFIGURED -> ExecutionStatus.ERROR_FATAL;
                case Exit.NOT_IMPLEMENTED -> notImplemented();
                case Exit.NOT_INSTALLED, Exit.INVALID_PARAMETERS, Exit.NO_PERMISSION -> hard();
                default -> status == ExecutionStatus.DONE ? ExecutionStatus.ERROR : status;
            });
        }

        /** No failure for a probe, for what should be stopped, and for what is not managed. */
        private int notRunning() {
            findings.role(Role.STOPPED);
            findings.forgive();
            return ExecutionStatus.DONE;
        }

        private int promoted(int status, boolean isExpected) {
            if (age == Age.CURRENT || isExpected) {
                findings.role(Role.PROMOTED);
            }
            return status;
        }

        private int failedPromoted() {
            if (age == Age.CURRENT) {
                findings.role(Role.PROMOTED);
            }
            return ExecutionStatus.ERROR;
        }

        private int notImplemented() {
            return entry.intervalMs() > 0 ? ExecutionStatus.NOT_SUPPORTED : hard();
        }

        private int hard() {
            blockAfterStop();
            return ExecutionStatus.ERROR_HARD;
        }

        /** A stop that cannot work is followed by fencing; where that cannot be done, by nothing at all. */
        private void blockAfterStop() {
            if (age == Age.CURRENT && entry.task().equals(Task.STOP)
                    && !FenceMarks.canFence(cluster, findings.node())) {
                RunningOn.block(findings.resource());
            }
        }
    }
}
