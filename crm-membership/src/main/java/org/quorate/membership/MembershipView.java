package org.quorate.membership;

import java.time.Duration;
import java.util.Collections;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;

/**
 * Who hears whom, for display only.
 *
 * @param heard how long ago this node heard each other node; nodes never heard are not in it
 * @param hears which nodes each voter said it hears, by its newest answer
 * @param contactAge how long ago a majority of voters could be asked and answered; at least the age of the
 *        question
 * @param counts whether this node's own voter counts yet (it has applied an entry of this life)
 */
public record MembershipView(SortedMap<NodeName, Duration> heard,
        SortedMap<NodeName, SortedSet<NodeName>> hears, Duration contactAge, boolean counts) {

    public MembershipView {
        heard = Collections.unmodifiableSortedMap(new TreeMap<>(heard));
        hears = Collections.unmodifiableSortedMap(new TreeMap<>(hears));
    }
}
