package org.quorate.policy.cluster;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import org.quorate.model.Role;
import org.quorate.model.Score;

/**
 * How much a resource wants to be on some nodes; rules already evaluated.
 *
 * @param role in which it holds, null for any
 */
public record Location(String id, Resource resource, @Nullable Role role, Weight.Discovery discovery,
        SequencedMap<Node, Score> scores) {

    public Location {
        scores = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(scores));
    }
}
