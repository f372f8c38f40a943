package org.quorate.policy.status;

import org.quorate.cib.Element;
import org.quorate.model.Role;
import org.quorate.policy.operation.OperationSettings;
import org.quorate.policy.actions.ResourceActions;
import org.quorate.policy.cluster.Bundle;
import org.quorate.policy.cluster.Cluster;
import org.quorate.policy.cluster.HistoryEntry;
import org.quorate.policy.cluster.HistoryEntry.HistoryDetail;
import org.quorate.policy.cluster.Node;
import org.quorate.policy.cluster.OperationSpec;
import org.quorate.policy.cluster.Primitive;
import org.quorate.policy.cluster.Resource;
import org.quorate.policy.cluster.Resource.Flag;
import org.quorate.policy.cluster.Task;
import org.quorate.state.Reason;

/**
 * Reads one recorded operation after the other: what each tells of the resource's role, and which failures
 * count.
 */
final class OperationHistory {

    private final Cluster cluster;
    private final Expiry expiry;
    private final OperationSettings settings;
    private final MigrationHistory migrations;

    OperationHistory(Cluster cluster) {
        this.cluster = cluster;
        settings = new OperationSettings(cluster);
        expiry = new Expiry(cluster, settings);
        migrations = new MigrationHistory(cluster, new Records(cluster));
    }

    /** Adds what the entry tells to the findings; returns it as later phases shall see it. */
    HistoryEntry read(Findings findings, HistoryEntry entry) {
        if (entry.task().equals(Task.NOTIFY) || entry.task().equals("meta-data")) {
            return entry;
        }
        // That an agent is missing is no failure which time heals, or other parameters.
        var age = entry.status() == ExecutionStatus.NOT_INSTALLED
                ? Result.Age.CURRENT
                : expiry.judge(findings, entry);
        if (entry.status() == ExecutionStatus.CANCELLED) {
            return entry;
        }
        var result = Result.of(cluster, findings, entry, age);
        if (age == Result.Age.EXPIRED && result.exit() != entry.expectedExit()) {
            if (entry.intervalMs() == 0) {
                return entry;
            }
            if (findings.node().is(Node.Flag.ONLINE) && !findings.node().is(Node.Flag.UNCLEAN)) {
                return toBeDoneAnew(entry);
            }
        }
        if (Result.isMasked(entry) && !isBundled(findings.resource())) {
            mask(findings, entry);
        } else {
            take(findings, entry, result);
        }
        return entry;
    }

    /**
     * A monitor whose failure is forgotten must report anew, be it the same failure: its digest is made to
     * differ.
     */
    private static HistoryEntry toBeDoneAnew(HistoryEntry entry) {
        return new HistoryEntry(entry.node(), entry.task(), entry.intervalMs(), entry.exit(), entry.status(),
                new HistoryDetail(
                        entry.detail().xml().with("op-restart-digest", "failure-expired")));
    }

    private void mask(Findings findings, HistoryEntry entry) {
        update(findings, entry, entry.expectedExit());
        Weights.ban(shared(findings.resource()), findings.node(), failed(findings, entry));
    }

    private void take(Findings findings, HistoryEntry entry, Result result) {
        switch (result.status()) {
            case ExecutionStatus.PENDING -> takePending(findings, entry);
            case ExecutionStatus.DONE -> update(findings, entry, result.exit());
            case ExecutionStatus.NOT_INSTALLED -> takeNotInstalled(findings, entry, result);
            case ExecutionStatus.NOT_CONNECTED -> {
                distrustConnection(findings.node());
                takeFailure(findings, entry, result);
            }
            default -> takeFailure(findings, entry, result);
        }
    }

    private static void distrustConnection(Node node) {
        node.connection().filter(connection -> connection.is(Flag.MANAGED)).ifPresent(connection -> {
            connection.set(Flag.FAILED);
            connection.set(Flag.TO_BE_STOPPED_BY_FAILURE);
        });
    }

    private void takePending(Findings findings, HistoryEntry entry) {
        if (hasFailedSince(findings, entry)) {
            return;
        }
        var resource = findings.resource();
        switch (entry.task()) {
            case Task.START -> {
                resource.set(Flag.START_PENDING);
                findings.activate();
            }
            case Task.PROMOTE -> findings.role(Role.PROMOTED);
            case Task.MIGRATE_TO -> {
                if (findings.node().is(Node.Flag.UNCLEAN)) {
                    cluster.node(entry.detail().xml().attribute("migrate_target", ""))
                            .ifPresent(target -> ResourceActions.require(cluster, resource, Task.STOP, target,
                                    failed(findings, entry)));
                }
            }
            default -> {
                // Says nothing of the role.
            }
        }
        if (resource.pendingTask().isEmpty() && !ResourceHistory.isProbe(entry)) {
            resource.pendingTask(entry.task());
            resource.pendingOn(findings.node());
        }
    }

    /** A recurring monitor's failure is recorded apart; the monitor itself may still stand as under way. */
    private static boolean hasFailedSince(Findings findings, HistoryEntry entry) {
        return entry.task().equals(Task.MONITOR) && findings.lastFailure()
                .filter(failure -> failure.task().equals(entry.task())
                        && failure.intervalMs() == entry.intervalMs())
                .filter(failure -> RecordOrder.compare(failure.detail().xml(), entry.detail().xml(),
                        RecordOrder.Origin.OTHER_NODE) > 0)
                .isPresent();
    }

    private void takeNotInstalled(Findings findings, HistoryEntry entry, Result result) {
        var failure = failure(findings, entry);
        if (failure.onFail == OnFail.IGNORE) {
            findings.onFail(OnFail.BAN);
        }
        Weights.ban(shared(findings.resource()), findings.node(), failed(findings, entry));
        fail(findings, entry, result, failure);
    }

    private void takeFailure(Findings findings, HistoryEntry entry, Result result) {
        var failure = failure(findings, entry);
        var isContainerStop = failure.onFail == OnFail.RESTART_CONTAINER && entry.task().equals(Task.STOP);
        if (failure.onFail == OnFail.IGNORE || isContainerStop) {
            update(findings, entry, entry.expectedExit());
            findings.resource().set(Flag.FAILURE_IGNORED);
            if (isContainerStop && !findings.onFail().isGraverThan(OnFail.RESTART_CONTAINER)) {
                findings.onFail(OnFail.RESTART_CONTAINER);
            }
            return;
        }
        fail(findings, entry, result, failure);
        if (result.status() == ExecutionStatus.ERROR_HARD) {
            Weights.ban(shared(findings.resource()), findings.node(), failed(findings, entry));
        } else if (result.status() == ExecutionStatus.ERROR_FATAL) {
            Weights.banEverywhere(cluster, shared(findings.resource()), failed(findings, entry));
        }
    }

    /**
     * @param roleAfter what the resource is to be after the failure; STARTED for what it would be anyway
     */
    private record Failure(OnFail onFail, Role roleAfter) {}

    private Failure failure(Findings findings, HistoryEntry entry) {
        var resource = findings.resource();
        var spec = OperationSettings.find(resource, entry.task(), entry.intervalMs())
                .orElseGet(() -> new OperationSpec(entry.task(), entry.intervalMs(), "", true,
                        Element.of("op")));
        var meta = settings.meta(resource, entry.task(), entry.intervalMs(), findings.node());
        var onFail = OnFail.of(cluster, resource, spec, meta);
        var role = switch (onFail) {
            case STOP -> Role.STOPPED;
            case RESET_REMOTE -> expiry.reconnects(resource) ? Role.STOPPED : Role.STARTED;
            default -> Role.STARTED;
        };
        var isPromotion = role == Role.STARTED && entry.task().equals(Task.PROMOTE);
        return new Failure(onFail, isPromotion ? Role.UNPROMOTED : role);
    }

    private void fail(Findings findings, HistoryEntry entry, Result result, Failure failure) {
        var resource = findings.resource();
        findings.lastFailure(entry);
        if (failure.onFail.isGraverThan(findings.onFail())) {
            findings.onFail(failure.onFail);
        }
        switch (entry.task()) {
            case Task.STOP -> Weights.ban(resource, findings.node(), failed(findings, entry));
            case Task.MIGRATE_TO -> migrations.failedToLeave(findings, entry);
            case Task.MIGRATE_FROM -> migrations.failedToArrive(findings, entry);
            case Task.PROMOTE -> findings.role(Role.PROMOTED);
            case Task.DEMOTE -> failDemotion(findings, result, failure);
            default -> {
                // The role stays.
            }
        }
        if (ResourceHistory.isProbe(entry) && result.exit() == Exit.NOT_INSTALLED) {
            findings.role(Role.STOPPED);
        } else {
            findings.atLeastActive();
        }
        var isBelow = !resource.isNextRoleKnown() || resource.nextRole().compareTo(failure.roleAfter) < 0;
        if (failure.roleAfter != Role.STARTED && isBelow) {
            resource.nextRole(failure.roleAfter);
        }
        if (failure.roleAfter == Role.STOPPED) {
            Weights.banEverywhere(cluster, shared(resource), failed(findings, entry));
        }
    }

    /** Were it still called promoted it would be demoted again and again; its recovery stops it anyway. */
    private static void failDemotion(Findings findings, Result result, Failure failure) {
        if (failure.onFail == OnFail.BLOCK) {
            findings.role(Role.PROMOTED);
            findings.resource().nextRole(Role.STOPPED);
        } else {
            findings.role(result.exit() == Exit.NOT_RUNNING ? Role.STOPPED : Role.UNPROMOTED);
        }
    }

    /** What a success tells. */
    private void update(Findings findings, HistoryEntry entry, int exit) {
        var isForgiving = switch (entry.task()) {
            case Task.MONITOR -> isMonitorOfFailure(findings, entry);
            case Task.START, Task.STOP, Task.PROMOTE, Task.MIGRATE_FROM -> true;
            case Task.DEMOTE -> findings.onFail() == OnFail.DEMOTE;
            default -> false;
        };
        if (exit == Exit.NOT_INSTALLED || (Result.isMasked(entry) && !isBundled(findings.resource()))) {
            findings.role(Role.STOPPED);
            return;
        }
        if (exit == Exit.NOT_RUNNING) {
            isForgiving = true;
        } else {
            updateRole(findings, entry);
        }
        if (isForgiving) {
            forgive(findings);
        }
    }

    private void updateRole(Findings findings, HistoryEntry entry) {
        switch (entry.task()) {
            case Task.START, Task.MIGRATE_FROM -> findings.role(Role.STARTED);
            case Task.STOP -> findings.role(Role.STOPPED);
            case Task.PROMOTE -> findings.role(Role.PROMOTED);
            case Task.DEMOTE -> findings.role(Role.UNPROMOTED);
            case Task.MIGRATE_TO -> migrations.left(findings, entry);
            default -> findings.atLeastActive();
        }
    }

    private static boolean isMonitorOfFailure(Findings findings, HistoryEntry entry) {
        var failure = findings.lastFailure();
        return failure.isPresent() && key(failure.get()).equals(key(entry));
    }

    private static String key(HistoryEntry entry) {
        var xml = entry.detail().xml();
        return xml.attribute("operation_key", xml.id());
    }

    private void forgive(Findings findings) {
        switch (findings.onFail()) {
            case STOP, BAN, STANDBY, FENCE -> {
                // Only a clean-up clears these.
            }
            case BLOCK, IGNORE, DEMOTE, RESTART, RESTART_CONTAINER -> findings.forgive();
            case RESET_REMOTE -> {
                if (!expiry.reconnects(findings.resource())) {
                    findings.forgive();
                }
            }
        }
    }

    /** A failure of one instance counts for all of a clone whose instances are not told apart. */
    private static Resource shared(Primitive resource) {
        Resource shared = resource;
        while (!resource.is(Flag.UNIQUE)
                && shared.parent().filter(parent -> !(parent instanceof Bundle)).isPresent()) {
            shared = shared.parent().get();
        }
        return shared;
    }

    static boolean isBundled(Resource resource) {
        for (var outer = resource; outer != null; outer = outer.parent().orElse(null)) {
            if (outer instanceof Bundle) {
                return true;
            }
        }
        return false;
    }

    private static Reason failed(Findings findings, HistoryEntry entry) {
        return Reason.of(Reason.Kind.FAILED, "operation", entry.task(), "exit",
                Integer.toString(entry.exit()),
                "node", findings.node().name(), "resource", findings.resource().id());
    }
}
