package org.quorate.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * One fault at one moment.
 *
 * @param delay from the beginning of the procedure to the fault
 * @param hold how long the fault lasts
 */
record Scenario(Procedure procedure, Duration delay, Fault fault, Victim victim, Duration hold) {

    /** Whom it hits. */
    enum Victim {
        /** Runs the canary. */
        ACTIVE,
        /** Leads the log. */
        LEADER,
        /** Neither, where there is such a node. */
        OTHER, ARBITER,
        /** The active one and another one, both at once: the leader where that is another. */
        ACTIVE_AND_LEADER, ACTIVE_AND_ARBITER, EVERY
    }

    /** Victims where there are three nodes, and where there are two and an arbiter. */
    static final List<Victim> OF_THREE = List.of(Victim.ACTIVE, Victim.LEADER, Victim.OTHER);
    static final List<Victim> WITH_ARBITER = List.of(Victim.ACTIVE, Victim.ARBITER, Victim.OTHER);

    /** Longer than detection, takeover and a new incarnation's hold-off together. */
    private static final Duration LONG = Duration.ofSeconds(4);
    private static final Duration SOME = Duration.ofSeconds(5);
    private static final List<Duration> MOMENTS = List.of(Duration.ZERO, Duration.ofMillis(150),
            Duration.ofMillis(600));

    @Override
    public String toString() {
        return procedure.name().toLowerCase(java.util.Locale.ROOT) + "+" + delay.toMillis() + "ms " + fault
                + " " + victim.name().toLowerCase(java.util.Locale.ROOT) + " " + hold.toMillis() + "ms";
    }

    /** What runs with every build: each procedure, and each kind of fault in one of the two clusters. */
    static List<Scenario> few(List<Victim> victims) {
        var few = new ArrayList<Scenario>();
        int turn = 0;
        for (var procedure : Procedure.values()) {
            few.add(new Scenario(procedure, MOMENTS.get(1), new NetworkFault.Isolated(),
                    victims.get(turn++ % victims.size()), LONG));
        }
        few.addAll(victims.contains(Victim.ARBITER) ? fewWithArbiter() : fewOfThree());
        return few;
    }

    private static List<Scenario> fewOfThree() {
        return List.of(idle(new NetworkFault.Mute(), Victim.LEADER, LONG),
                idle(new NetworkFault.OneLinkCut(), Victim.LEADER, LONG),
                idle(new NetworkFault.Delayed(200, 20), Victim.ACTIVE, LONG),
                idle(new ProcessFault.DaemonStopped(), Victim.ACTIVE, SOME),
                idle(new ProcessFault.DaemonStopped(), Victim.ACTIVE_AND_LEADER, SOME),
                idle(new ProcessFault.EveryProcessKilled(2), Victim.ACTIVE, Duration.ZERO),
                idle(new ProcessFault.PowerLostEverywhere(), Victim.ACTIVE, Duration.ZERO),
                idle(new DiskFault.DiskFull(), Victim.LEADER, LONG),
                idle(new DiskFault.Damaged(Damage.END_CUT_OFF), Victim.OTHER, Duration.ZERO),
                new Scenario(Procedure.COMMIT, Duration.ZERO, new ClockJump(60), Victim.ACTIVE, SOME));
    }

    private static List<Scenario> fewWithArbiter() {
        return List.of(idle(new NetworkFault.Deaf(), Victim.ACTIVE, LONG),
                idle(new NetworkFault.Lossy(20), Victim.ACTIVE, LONG),
                idle(new ProcessFault.DaemonKilled(2), Victim.ACTIVE, Duration.ZERO),
                idle(new ProcessFault.GuardianKilled(), Victim.ACTIVE, SOME),
                idle(new DiskFault.DiskReadOnly(), Victim.ACTIVE, Duration.ZERO),
                idle(new DiskFault.Damaged(Damage.SNAPSHOT_FLIPPED), Victim.ARBITER, Duration.ZERO),
                idle(new DiskFault.Wiped(), Victim.ACTIVE, Duration.ZERO),
                new Scenario(Procedure.FAILOVER, MOMENTS.get(1), new ClockJump(-60), Victim.ARBITER, SOME));
    }

    /** For longer than it takes to notice, while nothing else happens. */
    boolean isStoppedDaemonOf(Victim whom) {
        return procedure == Procedure.IDLE && fault instanceof ProcessFault.DaemonStopped && victim == whom
                && hold.compareTo(SOME) >= 0;
    }

    private static Victim two(List<Victim> victims) {
        return victims.contains(Victim.ARBITER) ? Victim.ACTIVE_AND_ARBITER : Victim.ACTIVE_AND_LEADER;
    }

    /** Every combination, where it matters whom it hits when; where not, each fault and each role once. */
    static List<Scenario> all(List<Victim> victims) {
        var all = new ArrayList<Scenario>();
        int turn = 0;
        for (var procedure : Procedure.values()) {
            for (var victim : victims) {
                for (var delay : MOMENTS) {
                    all.add(new Scenario(procedure, delay, new NetworkFault.Isolated(), victim, LONG));
                }
            }
            for (var fault : List.of(new ProcessFault.PowerLost(), new NetworkFault.Deaf(),
                    new NetworkFault.Mute(), new NetworkFault.OneLinkCut())) {
                all.add(new Scenario(procedure, MOMENTS.get(1), fault, victims.get(turn++ % victims.size()),
                        LONG));
            }
        }
        // Active, and leader or arbiter: what is done to a node of no role matters while something goes on.
        victims.subList(0, 2).forEach(victim -> all.addAll(whileIdle(victim)));
        for (int seconds : List.of(5, 30)) {
            all.add(idle(new ProcessFault.DaemonStopped(), two(victims), Duration.ofSeconds(seconds)));
        }
        all.add(idle(new ProcessFault.PowerLostEverywhere(), Victim.ACTIVE, Duration.ZERO));
        for (var damage : Damage.values()) {
            all.add(idle(new DiskFault.Damaged(damage), victims.get(turn++ % victims.size()), Duration.ZERO));
        }
        return all;
    }

    private static List<Scenario> whileIdle(Victim victim) {
        var all = new ArrayList<Scenario>();
        for (int seconds : List.of(1, 5, 30, 70)) {
            all.add(idle(new ProcessFault.DaemonStopped(), victim, Duration.ofSeconds(seconds)));
        }
        all.add(idle(new ProcessFault.DaemonKilled(5), victim, Duration.ZERO));
        all.add(idle(new ProcessFault.EveryProcessKilled(4), victim, Duration.ZERO));
        all.add(idle(new ProcessFault.GuardianKilled(), victim, SOME));
        all.add(idle(new NetworkFault.Lossy(20), victim, SOME.multipliedBy(2)));
        all.add(idle(new NetworkFault.Delayed(200, 0), victim, SOME.multipliedBy(2)));
        all.add(idle(new NetworkFault.Delayed(200, 20), victim, SOME.multipliedBy(2)));
        all.add(idle(new DiskFault.DiskFull(), victim, LONG.multipliedBy(2)));
        all.add(idle(new DiskFault.DiskReadOnly(), victim, Duration.ZERO));
        all.add(idle(new DiskFault.Wiped(), victim, Duration.ZERO));
        for (var procedure : List.of(Procedure.IDLE, Procedure.FAILOVER, Procedure.COMMIT)) {
            for (int minutes : new int[]{60, -60}) {
                all.add(new Scenario(procedure, MOMENTS.get(1), new ClockJump(minutes), victim, SOME));
            }
        }
        return all;
    }

    private static Scenario idle(Fault fault, Victim victim, Duration hold) {
        return new Scenario(Procedure.IDLE, Duration.ZERO, fault, victim, hold);
    }

    /** What system property {@code faults} asks for: {@code few}, {@code all}, or a part of a name. */
    static List<Scenario> chosen(List<Victim> victims) {
        var wish = System.getProperty("faults", "few");
        return switch (wish) {
            case "few" -> few(victims);
            case "all" -> all(victims);
            default -> named(wish, victims);
        };
    }

    /** Those of this cluster; another may be the only one that has any. */
    private static List<Scenario> named(String words, List<Victim> victims) {
        if (matching(words, OF_THREE).isEmpty() && matching(words, WITH_ARBITER).isEmpty()) {
            throw new IllegalArgumentException("no scenario has all of these words in its name: " + words);
        }
        return matching(words, victims);
    }

    private static List<Scenario> matching(String words, List<Victim> victims) {
        return Stream.concat(all(victims).stream(), few(victims).stream()).distinct()
                .filter(scenario -> Stream.of(words.split(" +", -1))
                        .allMatch(word -> scenario.toString().contains(word)))
                .toList();
    }
}
