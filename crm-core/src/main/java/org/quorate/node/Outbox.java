package org.quorate.node;

import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Commands for the log.
 *
 * @param open not done with, by number
 * @param held of those the ones that wait for an earlier one and have not been offered yet
 * @param retryAt when to offer one again that was not answered
 * @param tries how often each was offered in vain
 */
public record Outbox(SortedMap<Long, HandsEffect.Submit> open, Set<Long> held, Map<Long, Long> retryAt,
        Map<Long, Integer> tries) {

    public static final Outbox EMPTY = new Outbox(new TreeMap<>(), Set.of(), Map.of(), Map.of());

    public Outbox {
        open = Collections.unmodifiableSortedMap(new TreeMap<>(open));
        held = Collections.unmodifiableSet(new TreeSet<>(held));
        retryAt = Collections.unmodifiableMap(new TreeMap<>(retryAt));
        tries = Collections.unmodifiableMap(new TreeMap<>(tries));
    }

    Outbox with(HandsEffect.Submit submit) {
        var changed = new TreeMap<>(open);
        changed.put(submit.number(), submit);
        return new Outbox(changed, held, retryAt, tries);
    }

    /** To be offered later, by {@link #released}. */
    Outbox holding(HandsEffect.Submit submit) {
        var more = new TreeSet<>(held);
        more.add(submit.number());
        return new Outbox(with(submit).open, more, retryAt, tries);
    }

    Outbox released(long number) {
        return new Outbox(open, withoutHeld(number), retryAt, tries);
    }

    Outbox without(long number) {
        var changed = new TreeMap<>(open);
        changed.remove(number);
        var fewer = new TreeMap<>(tries);
        fewer.remove(number);
        return new Outbox(changed, withoutHeld(number), withoutRetry(number), fewer);
    }

    Outbox retry(long number, long at) {
        if (!open.containsKey(number)) {
            return this;
        }
        var changed = new TreeMap<>(retryAt);
        changed.put(number, at);
        var more = new TreeMap<>(tries);
        more.merge(number, 1, Integer::sum);
        return new Outbox(open, held, changed, more);
    }

    /** It is not to be offered again, unless {@link #retry} says so. */
    Outbox retried(long number) {
        return new Outbox(open, held, withoutRetry(number), tries);
    }

    int triesOf(long number) {
        return tries.getOrDefault(number, 0);
    }

    private Set<Long> withoutHeld(long number) {
        var fewer = new TreeSet<>(held);
        fewer.remove(number);
        return fewer;
    }

    private Map<Long, Long> withoutRetry(long number) {
        var changed = new TreeMap<>(retryAt);
        changed.remove(number);
        return changed;
    }
}
