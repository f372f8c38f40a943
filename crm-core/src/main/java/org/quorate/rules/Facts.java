package org.quorate.rules;

import java.time.Duration;
import java.util.Optional;
import org.quorate.model.Durations;
import org.quorate.model.Expression;

/**
 * What a rule may ask of what it is evaluated for: a node, and the resource or operation that a set of values
 * is for.
 */
@FunctionalInterface
public interface Facts {

    /** The class, provider and type of a resource. */
    record Agent(String agentClass, String provider, String type) {

        boolean isOf(Expression.OfAgent wanted) {
            return fits(wanted.agentClass(), agentClass) && fits(wanted.provider(), provider)
                    && fits(wanted.type(), type);
        }

        private static boolean fits(String wanted, String actual) {
            return wanted.isEmpty() || wanted.equals(actual);
        }
    }

    /** An operation of a resource. */
    record Operation(String name, Duration interval) {

        boolean isOf(Expression.OfOperation wanted) {
            return wanted.operation().equals(name) && (wanted.interval().isEmpty()
                    || Durations.parse(wanted.interval()).filter(interval::equals).isPresent());
        }
    }

    /** An attribute of the node; empty where it is not set, or no node is asked for. */
    Optional<String> attribute(String name);

    /** The agent of the resource that is asked for. */
    default Optional<Agent> agent() {
        return Optional.empty();
    }

    /** The operation that is asked for. */
    default Optional<Operation> operation() {
        return Optional.empty();
    }
}
