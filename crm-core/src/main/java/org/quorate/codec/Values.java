package org.quorate.codec;

import java.time.Duration;
import java.util.Optional;
import org.quorate.membership.Incarnation;
import org.quorate.membership.NodeName;
import org.quorate.model.ResourceId;
import org.quorate.state.ActionId;

/** The small values that stand everywhere in states and commands. Durations are whole nanoseconds. */
final class Values {

    private Values() {}

    static NodeName node(JsonAt in) {
        return in.as(NodeName::new);
    }

    static NodeName node(JsonAt in, String field) {
        return node(in.field(field));
    }

    static ResourceId resource(JsonAt in) {
        return in.as(ResourceId::new);
    }

    static ResourceId resource(JsonAt in, String field) {
        return resource(in.field(field));
    }

    static Incarnation incarnation(JsonAt in, String field) {
        return new Incarnation(in.amount(field));
    }

    static Json.Whole nanos(Duration duration) {
        return new Json.Whole(duration.toNanos());
    }

    static Duration nanos(JsonAt in, String field) {
        return Duration.ofNanos(in.whole(field, 0));
    }

    static ActionId actionId(JsonAt in) {
        return actionId(in, in.text());
    }

    /** Reads {@code 12.3}. */
    static ActionId actionId(JsonAt in, String text) {
        return parseActionId(text).orElseThrow(() -> in.wrong("'" + text + "' is not the id of an action"));
    }

    private static Optional<ActionId> parseActionId(String text) {
        int dot = text.indexOf('.');
        try {
            return dot < 1
                    ? Optional.empty()
                    : Optional.of(new ActionId(Long.parseLong(text.substring(0, dot)),
                            Integer.parseInt(text.substring(dot + 1))));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
