package org.quorate.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

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
        OTHER, ARBITER
    }

    /** Longer than detection, takeover and a new incarnation's hold-off together. */
    private static final Duration LONG = Duration.ofSeconds(4);
    private static final List<Duration> MOMENTS = List.of(Duration.ZERO, Duration.ofMillis(150),
            Duration.ofMillis(600));

    @Override
    public String toString() {
        return procedure.name().toLowerCase(java.util.Locale.ROOT) + "+" + delay.toMillis() + "ms " + fault
                + " " + victim.name().toLowerCase(java.util.Locale.ROOT) + " " + hold.toMillis() + "ms";
    }

    /** What runs with every build: each procedure, each kind of fault. */
    static List<Scenario> few(List<Victim> victims) {
        var few = new ArrayList<Scenario>();
        int turn = 0;
        for (var procedure : Procedure.values()) {
            few.add(new Scenario(procedure, MOMENTS.get(1), new Fault.Isolated(),
                    victims.get(turn++ % victims.size()), LONG));
        }
        few.add(idle(new Fault.Deaf(), Victim.ACTIVE, LONG));
        few.add(idle(new Fault.Mute(), Victim.LEADER, LONG));
        few.add(idle(new Fault.OneLinkCut(), Victim.LEADER, LONG));
        few.add(idle(new Fault.DaemonStopped(), Victim.ACTIVE, Duration.ofSeconds(5)));
        few.add(idle(new Fault.DaemonKilled(2), Victim.ACTIVE, Duration.ZERO));
        few.add(idle(new Fault.PowerLostEverywhere(), Victim.ACTIVE, Duration.ZERO));
        few.add(idle(new Fault.Lossy(20), Victim.ACTIVE, LONG));
        few.add(idle(new Fault.DiskFull(), Victim.LEADER, LONG));
        few.add(idle(new Fault.DiskReadOnly(), Victim.ACTIVE, Duration.ZERO));
        return few;
    }

    /** Every combination. */
    static List<Scenario> all(List<Victim> victims) {
        var all = new ArrayList<Scenario>();
        for (var victim : victims) {
            for (var procedure : Procedure.values()) {
                for (var delay : MOMENTS) {
                    all.add(new Scenario(procedure, delay, new Fault.Isolated(), victim, LONG));
                }
                all.add(new Scenario(procedure, MOMENTS.get(1), new Fault.PowerLost(), victim, LONG));
                all.add(new Scenario(procedure, MOMENTS.get(1), new Fault.Deaf(), victim, LONG));
                all.add(new Scenario(procedure, MOMENTS.get(1), new Fault.Mute(), victim, LONG));
                all.add(new Scenario(procedure, MOMENTS.get(1), new Fault.OneLinkCut(), victim, LONG));
            }
            for (int seconds : List.of(1, 5, 30, 70)) {
                all.add(idle(new Fault.DaemonStopped(), victim, Duration.ofSeconds(seconds)));
            }
            all.add(idle(new Fault.DaemonKilled(5), victim, Duration.ZERO));
            all.add(idle(new Fault.Lossy(20), victim, Duration.ofSeconds(10)));
            all.add(idle(new Fault.DiskFull(), victim, LONG.multipliedBy(2)));
            all.add(idle(new Fault.DiskReadOnly(), victim, Duration.ZERO));
        }
        all.add(idle(new Fault.PowerLostEverywhere(), Victim.ACTIVE, Duration.ZERO));
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
            default -> all(victims).stream().filter(scenario -> scenario.toString().contains(wish)).toList();
        };
    }
}
