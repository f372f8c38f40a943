package org.quorate.state;

import java.time.Duration;
import org.quorate.membership.Incarnation;
import org.quorate.membership.NodeName;
import org.quorate.model.Operation;
import org.quorate.model.ResourceId;
import org.quorate.model.Role;

/** What an action does. */
public sealed interface Work {

    /**
     * Runs an operation of a resource on a node. A monitor without interval is a probe. A monitor with an
     * interval starts to recur; it is done with its first result.
     *
     * @param role the role that the resource has when all is well: STARTED, UNPROMOTED or PROMOTED after a
     *        start, promote, demote or recurring monitor, STOPPED after a stop; of no meaning for a probe
     */
    record Run(NodeName node, Incarnation incarnation, ResourceId resource, Task task, Duration interval,
            Role role,
            Duration timeout) implements Work {

        public boolean isProbe() {
            return task == Task.MONITOR && interval.isZero();
        }

        public boolean isRecurring() {
            return task == Task.MONITOR && !interval.isZero();
        }

        /** {@code start_0}, {@code monitor_10000}, ... */
        public String key() {
            return Operation.key(task.word(), interval);
        }
    }

    /** Ends a recurring monitor on a node. */
    record Cancel(NodeName node, Incarnation incarnation, ResourceId resource, String key) implements Work {}

    /** Makes sure that a node is off, by a fence device; run by the node {@code by}. */
    record Fence(NodeName target, Incarnation incarnation, NodeName by, ResourceId device, Duration timeout,
            FenceKind kind) implements Work {

        /** One that turns the node on again. */
        public Fence(NodeName target, Incarnation incarnation, NodeName by, ResourceId device,
                Duration timeout) {
            this(target, incarnation, by, device, timeout, FenceKind.REBOOT);
        }
    }

    /** What a fence device does to a node: option {@code fencing-action}. */
    enum FenceKind {
        /** It comes back by itself. */
        REBOOT,
        /** It stays off until somebody turns it on. */
        OFF
    }

    /** The operations that a transition orders. */
    enum Task {

        START, STOP, MONITOR, PROMOTE, DEMOTE;

        public String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }
}
