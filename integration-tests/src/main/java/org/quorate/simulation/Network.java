package org.quorate.simulation;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.Set;
import org.quorate.membership.NodeName;

/** Datagrams that get lost, late, double and overtaken; streams that are late, and stand still when cut. */
final class Network {

    /** From one node to another, one way. */
    record Way(NodeName from, NodeName to) implements Comparable<Way> {

        boolean isBetween(NodeName one, NodeName other) {
            return (from.equals(one) && to.equals(other)) || (from.equals(other) && to.equals(one));
        }

        @Override
        public int compareTo(Way other) {
            int order = from.compareTo(other.from);
            return order != 0 ? order : to.compareTo(other.to);
        }
    }

    /** What a network carries. */
    enum Kind {
        DATAGRAM, STREAM
    }

    /**
     * How bad it is.
     *
     * @param lossPercent of datagrams
     * @param slowest the longest delay, in nanoseconds
     * @param doublePercent how many datagrams come twice
     */
    record Weather(int lossPercent, long slowest, int doublePercent) {

        static final Weather FAIR = new Weather(0, 1_000_000, 0);
    }

    private static final long QUICKEST = 50_000;
    private static final int RESENT_AFTER_LOSS = 5;

    private final Agenda agenda;
    private final Dice dice;
    private final Happenings happenings;
    private final Map<Way, Integer> datagramCuts = new HashMap<>();
    private final Map<Way, Integer> streamCuts = new HashMap<>();
    private final Map<Way, Long> lastArrival = new HashMap<>();
    private final Map<Way, Long> lastDatagram = new HashMap<>();
    private Weather weather = Weather.FAIR;
    private Set<NodeName> known = new TreeSet<>();

    Network(Agenda agenda, Dice dice, Happenings happenings) {
        this.agenda = agenda;
        this.happenings = happenings;
        this.dice = dice;
    }

    void connect(Set<NodeName> nodes) {
        known = nodes;
    }

    Set<NodeName> nodes() {
        return known;
    }

    void weather(Weather next) {
        weather = next;
    }

    void cut(Kind kind, Way way) {
        cuts(kind).merge(way, 1, Integer::sum);
    }

    void mend(Kind kind, Way way) {
        cuts(kind).computeIfPresent(way, (_, count) -> count > 1 ? count - 1 : null);
    }

    boolean isCut(Kind kind, Way way) {
        return cuts(kind).containsKey(way);
    }

    private Map<Way, Integer> cuts(Kind kind) {
        return kind == Kind.DATAGRAM ? datagramCuts : streamCuts;
    }

    /** Carries a datagram, or two, or none. */
    void datagram(Way way, Runnable arrival) {
        if (isCut(Kind.DATAGRAM, way)) {
            happenings.note(Happening.DATAGRAM_CUT);
            return;
        }
        if (dice.chance(weather.lossPercent())) {
            happenings.note(Happening.DATAGRAM_LOST);
            return;
        }
        arriveByDatagram(way, arrival);
        if (dice.chance(weather.doublePercent())) {
            happenings.note(Happening.DATAGRAM_DOUBLED);
            arriveByDatagram(way, arrival);
        }
    }

    /** In fair weather hardly ever one is overtaken. */
    private void arriveByDatagram(Way way, Runnable arrival) {
        long at = agenda.now() + delay();
        if (weather.equals(Weather.FAIR) && !dice.chance(2)) {
            at = Math.max(at, lastDatagram.getOrDefault(way, 0L));
        }
        Long before = lastDatagram.put(way, at);
        if (before != null && at < before) {
            happenings.note(Happening.DATAGRAM_OVERTAKEN);
        }
        agenda.at(at, () -> {
            if (!isCut(Kind.DATAGRAM, way)) {
                arrival.run();
            }
        });
    }

    /** Carries a message in its order, unless the way is cut; a loss costs time. */
    void stream(Way way, Runnable arrival) {
        if (isCut(Kind.STREAM, way)) {
            happenings.note(Happening.STREAM_CUT);
            return;
        }
        long delay = delay();
        if (dice.chance(weather.lossPercent())) {
            happenings.note(Happening.STREAM_HELD_UP);
            delay = delay * RESENT_AFTER_LOSS + dice.millis(20, 200);
        }
        long at = Math.max(agenda.now() + delay, lastArrival.getOrDefault(way, 0L));
        lastArrival.put(way, at);
        agenda.at(at, () -> {
            if (!isCut(Kind.STREAM, way)) {
                arrival.run();
            }
        });
    }

    /** Carries a message on a connection of its own, which the network holds up; it outlives its sender. */
    void straggler(Way way, long delay, Runnable arrival) {
        agenda.in(delay, () -> {
            if (!isCut(Kind.STREAM, way)) {
                arrival.run();
            }
        });
    }

    /** Mostly quick; a few take long, so that later ones overtake them. */
    private long delay() {
        return dice.chance(20) ? dice.between(QUICKEST, weather.slowest()) : dice.between(QUICKEST, 500_000);
    }
}
