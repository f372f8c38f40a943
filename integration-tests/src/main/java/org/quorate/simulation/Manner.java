package org.quorate.simulation;

import java.util.EnumMap;
import java.util.Map;
import org.quorate.agent.AgentAction;
import org.quorate.agent.ExitCode;

/** How the agents of a machine behave at present. */
final class Manner {

    /** What is wrong with an agent. */
    enum Vice {
        SLOW, HANGS, FAILS,
        /** Says that it started and has not. */
        IDLE_START,
        /** Says that it stopped and has not. */
        FALSE_STOP,
        /** Exits with anything. */
        RANDOM_CODE
    }

    /** What a run of an agent will do. */
    record Conduct(long duration, long effectAfter, Effect effect, ExitCode code) {

        /** The same without a lie; one that says it has failed may go on to say so. */
        Conduct honest(AgentAction action) {
            return code == ExitCode.ERROR
                    ? this
                    : new Conduct(duration, effectAfter, Effect.of(action), ExitCode.OK);
        }
    }

    /** What a run does to its service. */
    enum Effect {

        ACTIVATE, DEACTIVATE, LOOK, NOTHING;

        /** What an honest agent does. */
        static Effect of(AgentAction action) {
            return switch (action) {
                case START -> ACTIVATE;
                case STOP -> DEACTIVATE;
                default -> LOOK;
            };
        }
    }

    private static final long FOR_EVER = 3_600_000_000_000L;
    private static final ExitCode[] CODES = {ExitCode.OK, ExitCode.ERROR, ExitCode.ARGS,
            ExitCode.NOT_INSTALLED, ExitCode.NOT_RUNNING, ExitCode.PROMOTED, ExitCode.DEGRADED};

    private final Dice dice;
    private final Happenings happenings;
    private final Map<Vice, Integer> vices = new EnumMap<>(Vice.class);
    private boolean lied;

    Manner(Dice dice, Happenings happenings) {
        this.dice = dice;
        this.happenings = happenings;
    }

    /** Whether an agent here has ever said what was not so. */
    boolean hasLied() {
        return lied;
    }

    void add(Vice vice) {
        lied |= vice == Vice.IDLE_START || vice == Vice.FALSE_STOP || vice == Vice.RANDOM_CODE;
        vices.merge(vice, 1, Integer::sum);
    }

    void remove(Vice vice) {
        vices.computeIfPresent(vice, (_, count) -> count > 1 ? count - 1 : null);
    }

    private boolean shows(Vice vice) {
        boolean shows = vices.containsKey(vice) && dice.chance(70);
        if (shows) {
            happenings.note(vice);
        }
        return shows;
    }

    Conduct next(AgentAction action) {
        long duration = action == AgentAction.MONITOR ? dice.millis(2, 8) : dice.millis(5, 60);
        if (shows(Vice.HANGS)) {
            duration = FOR_EVER;
        } else if (shows(Vice.SLOW)) {
            duration = dice.millis(100, 3000);
        }
        long effectAfter = dice.chance(15) ? 0 : dice.between(0, Math.min(duration, 3_000_000_000L));
        var code = ExitCode.OK;
        var effect = Effect.of(action);
        if (shows(Vice.FAILS)) {
            code = ExitCode.ERROR;
            effect = dice.chance(50) ? effect : Effect.NOTHING;
        } else if (shows(Vice.RANDOM_CODE)) {
            code = CODES[dice.below(CODES.length)];
            effect = effect == Effect.LOOK ? Effect.NOTHING : dice.chance(50) ? effect : Effect.NOTHING;
        } else if ((action == AgentAction.START && shows(Vice.IDLE_START))
                || (action == AgentAction.STOP && shows(Vice.FALSE_STOP))) {
            effect = Effect.NOTHING;
        }
        return new Conduct(duration, effectAfter, effect, code);
    }
}
