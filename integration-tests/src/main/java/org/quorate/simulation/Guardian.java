package org.quorate.simulation;

import org.quorate.node.HandsEffect.GuardUntil;

/**
 * The small process beside the daemon: it looks at a deadline at short intervals, and when it has passed
 * kills the daemon, then what runs at most once.
 */
final class Guardian {

    /** The life of nobody: a deadline left by an earlier life, for which the present one is not killed. */
    static final int NOBODY = 0;
    /** It wakes when the deadline is there, as exactly as it can read the clock. */
    private static final long LATE = 3_000_000L;
    /** It looks again after so long at the most: so late it hears of a deadline, or of a sooner one. */
    private static final long WAIT = 50_000_000L;
    private static final long KILLING = 5_000_000L;
    private static final long NEVER = Long.MAX_VALUE;

    private final Machine machine;
    private long deadline = GuardUntil.NOTHING;
    private int responsible = NOBODY;
    private long wakesBy;
    private long wakesAt = NEVER;
    private int wake;
    private int installed;

    Guardian(Machine machine) {
        this.machine = machine;
    }

    /** In boottime of its machine, or {@link GuardUntil#NOTHING}. */
    long deadline() {
        return deadline;
    }

    void until(long boot, int life) {
        if (!machine.world().power().isGuarded(machine.name())) {
            return;
        }
        boolean isSooner = boot != GuardUntil.NOTHING && boot < deadline;
        if (deadline == GuardUntil.NOTHING || isSooner) {
            wakesBy = machine.world().agenda().now() + machine.world().dice().between(0, WAIT);
        }
        deadline = boot;
        responsible = life;
        schedule();
    }

    /** A new life begins; the deadline stays, and it answers for none. Past ones are carried out first. */
    void inherit() {
        responsible = NOBODY;
        if (deadline != GuardUntil.NOTHING && machine.clock().boot() >= deadline) {
            deadline = GuardUntil.NOTHING;
            machine.killGuarded();
        }
    }

    /** The power is gone, and the guardian's memory with it. */
    void forget() {
        deadline = GuardUntil.NOTHING;
        installed++;
        wake++;
        wakesAt = NEVER;
    }

    private void schedule() {
        if (deadline == GuardUntil.NOTHING) {
            return;
        }
        long at = Math.max(machine.clock().worldAt(deadline), wakesBy);
        if (wakesAt <= at) {
            return;
        }
        int mine = ++wake;
        wakesAt = at;
        machine.world().agenda().at(at + machine.world().dice().between(0, LATE), () -> {
            if (mine == wake) {
                wakesAt = NEVER;
                look();
            }
        });
    }

    private void look() {
        if (deadline == GuardUntil.NOTHING) {
            return;
        }
        if (machine.clock().boot() < deadline) {
            schedule();
            return;
        }
        machine.world().trace().add(machine, () -> "guardian: the deadline has passed");
        machine.world().happened(Happening.GUARDIAN_KILLED);
        deadline = GuardUntil.NOTHING;
        if (responsible != NOBODY && !machine.world().seams().guardianSparesTheDaemon()) {
            machine.killDaemon(responsible);
        }
        int mine = installed;
        machine.world().agenda().in(machine.world().dice().between(0, KILLING), () -> {
            if (mine == installed) {
                machine.killGuarded();
            }
        });
    }
}
