package org.quorate.policy;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.quorate.cib.Cib;
import org.quorate.policy.cluster.Cluster;
import org.quorate.policy.input.Input;

/** Decides what a cluster does next: from a CIB and an instant to a plan. */
public final class Policy {

    private Policy() {}

    /** The working set with configuration and status read, nothing decided. */
    public static Cluster read(Cib cib, Instant now) {
        var cluster = Input.read(cib, now);
        phase("status.Status.read", cluster);
        return cluster;
    }

    public static Plan decide(Cib cib, Instant now) {
        var cluster = read(cib, now);
        phase("placement.Health.apply", cluster);
        phase("input.Constraints.read", cluster);
        phase("placement.Candidates.apply", cluster);
        phase("ordering.InternalOrderings.add", cluster);
        phase("actions.ChangedDefinitions.add", cluster);
        phase("placement.Assignment.assign", cluster);
        phase("actions.ChangedDefinitions.addToConnections", cluster);
        phase("actions.Probes.add", cluster);
        phase("actions.Actions.add", cluster);
        phase("ordering.RemoteOrderings.add", cluster);
        phase("fencing.Fencing.add", cluster);
        phase("ordering.Orderings.apply", cluster);
        phase("actions.Notifications.add", cluster);
        var plan = phase("outcome.Outcome.plan", cluster);
        return plan == null ? new Plan(List.of(), List.of(), List.of()) : (Plan) plan;
    }

    // Until all phases are there: the calls by name, those that are not written yet skipped.

    private static @Nullable Object phase(String what, Cluster cluster) {
        return call(what, new Class<?>[]{Cluster.class}, cluster);
    }

    private static @Nullable Object call(String what, Class<?>[] types, Object... values) {
        var dot = what.lastIndexOf('.');
        try {
            return Class.forName("org.quorate.policy." + what.substring(0, dot))
                    .getMethod(what.substring(dot + 1), types).invoke(null, values);
        } catch (java.lang.reflect.InvocationTargetException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            if (e.getCause() instanceof Error cause) {
                throw cause;
            }
            throw new IllegalStateException(e);
        } catch (ClassNotFoundException e) {
            return null;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
