package org.quorate.membership.lease;

import java.time.Duration;
import java.util.Collections;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.quorate.membership.Incarnation;
import org.quorate.membership.NodeName;
import org.quorate.membership.Owner;
import org.quorate.membership.Standing;

/**
 * The voter's side: whom it heard, and to whom it answered "member" when.
 *
 * @param startedAt when this life began: the oldest age it can vouch for
 * @param heard the newest two-way Renew of each incarnation; kept for {@link #KEPT}
 * @param memberAnswers when each owner was last answered "member"; kept for {@link #KEPT}
 */
record VoterBook(long startedAt, SortedMap<Owner, Heard> heard, SortedMap<Owner, Long> memberAnswers) {

    /** Longer than any wait of a takeover can be: what is forgotten is older than what is asked for. */
    static final Duration KEPT = Duration.ofHours(1);

    record Heard(long at, long appliedIndex) {}

    record Answered(VoterBook book, Message.Answer answer) {}

    static VoterBook startedAt(long now) {
        return new VoterBook(now, Sorted.empty(), Sorted.empty());
    }

    /** Checks the standing and records the age in one step; the answer may leave only afterwards. */
    Answered answer(Owner asker, Message.Renew renew, Applied applied, SortedSet<NodeName> hears, long now) {
        var standing = applied.of(asker);
        var book = hearing(asker, renew, now);
        if (standing == Standing.MEMBER) {
            book = new VoterBook(startedAt, book.heard, recorded(asker, now));
        }
        return new Answered(book, new Message.Answer(renew.incarnation(), renew.sentAt(), standing,
                applied.index(), applied.standings().votersVersion(), hears));
    }

    /** Only a two-way Renew counts as heard: a node that hears nobody is as good as dead. */
    private VoterBook hearing(Owner asker, Message.Renew renew, long now) {
        if (renew.hearing() != Message.Hearing.TWO_WAY) {
            return this;
        }
        var copy = new TreeMap<>(heard);
        copy.values().removeIf(last -> now - last.at() > KEPT.toNanos());
        copy.put(asker, new Heard(now, renew.appliedIndex()));
        return new VoterBook(startedAt, Collections.unmodifiableSortedMap(copy), memberAnswers);
    }

    private SortedMap<Owner, Long> recorded(Owner owner, long now) {
        var copy = new TreeMap<>(memberAnswers);
        copy.values().removeIf(at -> now - at > KEPT.toNanos());
        copy.put(owner, now);
        return Collections.unmodifiableSortedMap(copy);
    }

    /**
     * The age of the last "member" answer; without one the uptime, for an earlier life may have given one.
     */
    long memberAge(Owner owner, long now) {
        return now - memberAnswers.getOrDefault(owner, startedAt);
    }

    /** How long this one was not heard; {@link Incarnation#NONE} stands for any incarnation. */
    long silentFor(Owner about, long now) {
        return now - lastHeardAt(about);
    }

    /** When this one was last heard; the start of this life when it never was. */
    long lastHeardAt(Owner about) {
        if (about.incarnation().equals(Incarnation.NONE)) {
            long newest = startedAt;
            for (var last : heard.entrySet()) {
                if (last.getKey().node().equals(about.node())) {
                    newest = Math.max(newest, last.getValue().at());
                }
            }
            return newest;
        }
        var last = heard.get(about);
        return last == null ? startedAt : last.at();
    }

    SortedSet<NodeName> heardWithin(Duration limit, long now) {
        var nodes = new TreeSet<NodeName>();
        for (var last : heard.entrySet()) {
            if (now - last.getValue().at() <= limit.toNanos()) {
                nodes.add(last.getKey().node());
            }
        }
        return nodes;
    }
}
