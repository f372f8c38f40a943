package org.quorate.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.quorate.membership.NodeName;
import org.quorate.model.ResourceId;
import org.quorate.simulation.Network.Weather;
import org.quorate.simulation.Trouble.Ambush;
import org.quorate.simulation.Trouble.Moment;
import org.quorate.simulation.Trouble.Reaction;
import org.quorate.simulation.Trouble.Strike;
import org.quorate.simulation.Trouble.Target;

/**
 * Troubles that follow each other as in the known stories of two owners: luck alone would hardly put them in
 * this order.
 */
final class Plots {

    /** What happens, in the order in which it hurts. */
    enum Story {

        CONFIRMER_RESTARTS, CHAIN_OF_LOSSES, LAGGING_VOTER, RESTARTED_TWICE, PARTLY_CUT_THEN_RESTARTED, //
        CUT_OFF_FROM_THE_LOG, STOPS_HANG, STOPPED_BETWEEN_DECISION_AND_ACT, BUSY_LEADER_CUT, //
        RESULTS_LATE, RESULT_OF_A_FORMER_LIFE, STOPPED_AT_EVERY_START, //
        LOST_AND_CUT, LOST_AND_RESTARTED, //
        LEFT_BEHIND_BY_TWO_LISTS, CUT_OFF_WITH_THE_OLD_LIST, TIMES_SHORTENED, FENCED_LATE;

        /** What must be fenced in it, and by what. */
        Power power() {
            return this == FENCED_LATE
                    ? new Power(List.of(PowerDraw.FIRST_DEVICE), new TreeSet<>(),
                            new TreeSet<>(List.of(new ResourceId("db"))))
                    : Power.NONE;
        }
    }

    /** Those that came later, for {@link TroubleDraw#drawVoters}. */
    static final List<Story> LATER = List.of(Story.LEFT_BEHIND_BY_TWO_LISTS, Story.CUT_OFF_WITH_THE_OLD_LIST,
            Story.TIMES_SHORTENED);

    /** Those that {@link #draw} picks from; a longer list would make every seed another one. */
    private static final List<Story> DRAWN = List.of(Story.values()).subList(0, 10);
    private static final NodeName FIRST = new NodeName("n1");
    private static final NodeName SECOND = new NodeName("n2");
    private static final List<Long> LONG = List.of(900L, 1500L, 3000L, 6000L);

    private final Dice dice;
    private final long from;
    private final long until;

    Plots(Dice dice, long from, long until) {
        this.dice = dice;
        this.from = from;
        this.until = until;
    }

    List<Trouble> draw() {
        var troubles = new ArrayList<Trouble>();
        long at = dice.between(from, from + (until - from) / 2);
        int plots = 1 + dice.below(2);
        for (int i = 0; i < plots; i++) {
            troubles.addAll(plot(at));
            at = dice.between(at, until);
        }
        return troubles;
    }

    private List<Trouble> plot(long at) {
        return plot(dice.pick(DRAWN), at);
    }

    List<Trouble> plot(Story story, long at) {
        return switch (story) {
            case CONFIRMER_RESTARTS -> confirmerRestarts(at);
            case CHAIN_OF_LOSSES -> chainOfLosses(at);
            case LAGGING_VOTER -> laggingVoter(at);
            case RESTARTED_TWICE -> restartedTwice(at);
            case PARTLY_CUT_THEN_RESTARTED -> partlyCutThenRestarted(at);
            case CUT_OFF_FROM_THE_LOG -> cutOffFromTheLog(at);
            case STOPS_HANG -> stopsHang(at);
            case STOPPED_BETWEEN_DECISION_AND_ACT -> stoppedBetweenDecisionAndAct(at);
            case BUSY_LEADER_CUT -> busyLeaderCut(at);
            case RESULTS_LATE -> resultsLate(at);
            case RESULT_OF_A_FORMER_LIFE -> resultOfAFormerLife(at);
            case STOPPED_AT_EVERY_START -> stoppedAtEveryStart(at);
            case LOST_AND_CUT -> lostWithAYoungLease(at, Reaction.CUT);
            case LOST_AND_RESTARTED -> lostWithAYoungLease(at, Reaction.RESTART_DAEMON);
            case LEFT_BEHIND_BY_TWO_LISTS -> leftBehind(at);
            case CUT_OFF_WITH_THE_OLD_LIST -> cutOffWithTheOldList(at);
            case TIMES_SHORTENED -> timesShortened(at);
            case FENCED_LATE -> fencedLate(at);
        };
    }

    private long length() {
        return dice.pick(LONG) * 1_000_000;
    }

    private Reaction loss() {
        return dice.pick(List.of(Reaction.CUT, Reaction.CUT, Reaction.STOP_DAEMON, Reaction.POWER_LOSS));
    }

    private Strike strike(long at, long length, Target target, Reaction reaction) {
        return new Strike(at, length, target, reaction);
    }

    /** The voter that has just told an age loses its memory. */
    private List<Trouble> confirmerRestarts(long at) {
        return List.of(strike(at, length(), Target.ACTIVE, Reaction.CUT_FROM_ONE),
                strike(at + dice.millis(300, 800), length(), Target.ACTIVE, Reaction.CUT_LOG),
                new Ambush(at, 50_000_000, Moment.VOTER_CONFIRMS, dice.below(2), Reaction.RESTART_DAEMON,
                        dice.millis(0, 20)));
    }

    /** Whoever is to take over is lost before, or just after, it does. */
    private List<Trouble> chainOfLosses(long at) {
        return List.of(strike(at, length(), Target.ACTIVE, loss()),
                new Ambush(at, length(), Moment.START_ADOPTED, 0, loss(), dice.millis(0, 60)),
                new Ambush(at, length(), Moment.START_ADOPTED, 1 + dice.below(2), loss(),
                        dice.millis(0, 20)));
    }

    private List<Trouble> laggingVoter(long at) {
        return List.of(strike(at, dice.millis(400, 1500), Target.IDLE, Reaction.LAG),
                strike(at + dice.millis(0, 200), length(), Target.ACTIVE, Reaction.CUT_FROM_ONE),
                strike(at + dice.millis(0, 300), dice.millis(5000, 7000), Target.ACTIVE, Reaction.CUT_LOG));
    }

    /** The daemon comes back, and is gone again before it could say what runs. */
    private List<Trouble> restartedTwice(long at) {
        return List.of(strike(at, 50_000_000, Target.ACTIVE, Reaction.RESTART_DAEMON),
                strike(at, length(), Target.ACTIVE, Reaction.HANGING_AGENTS),
                strike(at + dice.millis(150, 600), length(), Target.ACTIVE, loss()));
    }

    private List<Trouble> partlyCutThenRestarted(long at) {
        return List.of(strike(at, length(), Target.ACTIVE, Reaction.CUT_FROM_ONE),
                strike(at + dice.millis(500, 900), 50_000_000, Target.ACTIVE, Reaction.RESTART_DAEMON),
                strike(at + dice.millis(600, 1100), length(), Target.ACTIVE, Reaction.HANGING_AGENTS));
    }

    /** Its datagrams arrive, so it keeps its lease; its log stands still, so it is declared lost. */
    private List<Trouble> cutOffFromTheLog(long at) {
        long length = dice.millis(5200, 8000);
        return List.of(strike(at, length, Target.ACTIVE, Reaction.CUT_LOG),
                new Trouble.Operation(at + dice.millis(10, 100), Operator.Act.WRITE,
                        node()));
    }

    /** Nothing is let go before the guardian does it; answers may have been long on their way. */
    private List<Trouble> stopsHang(long at) {
        long slowest = dice.chance(50) ? 1_000_000 : dice.millis(100, 280);
        return List.of(new Trouble.BadWeather(at, 1_000_000_000, new Weather(0, slowest, 0)),
                strike(at + 300_000_000, length(), Target.ACTIVE, Reaction.HANGING_AGENTS),
                strike(at + dice.millis(301, 600), length(), Target.ACTIVE, loss()));
    }

    /** The daemon checks its lease, stands still, and acts. */
    private List<Trouble> stoppedBetweenDecisionAndAct(long at) {
        return List.of(new Trouble.StoppedAtStart(at, length(), node()),
                new Trouble.Operation(at + dice.millis(1, 100), Operator.Act.RESTART, node()));
    }

    /**
     * Its datagrams arrive, but it applies nothing, and is lost for that with a young lease. From then on it
     * hears nobody, or its daemon begins anew; what runs there does not stop by itself.
     */
    private List<Trouble> lostWithAYoungLease(long at, Reaction then) {
        long length = dice.millis(7000, 8000);
        return List.of(strike(at, length, Target.ACTIVE, Reaction.LAG),
                new Trouble.Operation(at + dice.millis(10, 100), Operator.Act.WRITE, node()),
                new Ambush(at, length(), Moment.DECLARED_LOST, 0, Reaction.HANGING_AGENTS, 0),
                new Ambush(at, length(), Moment.DECLARED_LOST, 0, then, dice.millis(0, 5)));
    }

    /**
     * Two voters come, one after the other, while the owner applies nothing; then it keeps only one voter.
     */
    private List<Trouble> leftBehind(long at) {
        return List.of(strike(at, dice.millis(7000, 8000), Target.ACTIVE, Reaction.LAG),
                new Trouble.VoterComes(at + 1_000_000, 0, new NodeName("n8")),
                new Trouble.VoterComes(at + 2_000_000, 0, new NodeName("n9")),
                new Ambush(at, dice.millis(3000, 6000), Moment.VOTERS_CHANGED, 1,
                        Reaction.CUT_OFF_WITH_ONE, dice.millis(0, 300)));
    }

    /** The same; but the one that is cut off with the owner has not applied the new lists either. */
    private List<Trouble> cutOffWithTheOldList(long at) {
        var troubles = new ArrayList<>(leftBehind(at));
        troubles.add(strike(at, dice.millis(7000, 8000), Target.PARTNER, Reaction.LAG));
        return troubles;
    }

    /** Its answers are as old as the long times allow, and it does not know the short ones. */
    private List<Trouble> timesShortened(long at) {
        return List.of(new Trouble.Operation(at, Operator.Act.SLOWER, node()),
                strike(at + 900_000_000, dice.millis(7000, 8000), Target.ACTIVE, Reaction.LAG),
                new Trouble.Operation(at + 950_000_000, Operator.Act.FASTER, node()),
                strike(at + dice.millis(1500, 2200), length(), Target.ACTIVE, Reaction.HANGING_AGENTS),
                strike(at + dice.millis(2250, 2500), dice.millis(3000, 6000), Target.ACTIVE, Reaction.CUT));
    }

    /**
     * The only node that may run it is cut off and rebooted at once, but the device says so late. Meanwhile
     * it is back, has the service again, and is cut off again: what the device says is not about this life.
     */
    private List<Trouble> fencedLate(long at) {
        long again = at + dice.millis(3600, 4400);
        return List.of(new Trouble.Operation(at, Operator.Act.STANDBY, SECOND),
                new Trouble.Operation(at, Operator.Act.STANDBY, new NodeName("n3")),
                new Trouble.BadSwitch(at, 2_500_000_000L, PowerDraw.FIRST_DEVICE,
                        PowerSwitch.Fault.ANSWERS_LATE),
                strike(at + 700_000_000, dice.millis(800, 1200), Target.ACTIVE, Reaction.CUT),
                new Trouble.Operation(again, Operator.Act.ONLINE, SECOND),
                strike(again - 20_000_000, 4_000_000_000L, Target.ACTIVE, Reaction.HANGING_AGENTS),
                new Trouble.BadSwitch(again - 10_000_000, 4_000_000_000L, PowerDraw.FIRST_DEVICE,
                        PowerSwitch.Fault.REQUEST_LOST),
                strike(again, 4_000_000_000L, Target.ACTIVE, Reaction.CUT));
    }

    private List<Trouble> stoppedAtEveryStart(long at) {
        return List.of(new Trouble.StoppedAtStart(at, length(), FIRST),
                new Trouble.StoppedAtStart(at, length(), SECOND),
                new Trouble.Operation(at + 1_000_000, Operator.Act.RESTART, node()));
    }

    private NodeName node() {
        return new NodeName("n" + (1 + dice.below(2)));
    }

    private List<Trouble> busyLeaderCut(long at) {
        return List.of(strike(at, length(), Target.ACTIVE, Reaction.POWER_LOSS),
                new Ambush(at, length(), Moment.ACTIVE, dice.below(2), Reaction.CUT, dice.millis(0, 200)),
                strike(at + dice.millis(600, 1500), length(), Target.LEADER, Reaction.CUT));
    }

    /** What an agent has done is told long after another decision. */
    private List<Trouble> resultsLate(long at) {
        var moment = dice.pick(List.of(Moment.STOP_ADOPTED, Moment.START_ADOPTED, Moment.STARTS));
        return List.of(new Ambush(at, dice.millis(600, 2500), moment, 0, Reaction.CUT, dice.millis(0, 30)),
                new Trouble.Operation(at + dice.millis(1, 100),
                        dice.pick(List.of(Operator.Act.RESTART, Operator.Act.MOVE)),
                        node()));
    }

    /**
     * What a node tells of its actions is still on its way when its daemon is restarted. The next life is
     * ordered to stop what it finds, and that hangs: now the old word arrives.
     */
    private List<Trouble> resultOfAFormerLife(long at) {
        long late = dice.millis(900, 2000);
        long moved = at + dice.millis(600, 900);
        return List.of(new Trouble.LateResults(at, late, FIRST), new Trouble.LateResults(at, late, SECOND),
                new Ambush(at, 50_000_000, Moment.ACTIVE, 0, Reaction.RESTART_DAEMON, dice.millis(0, 10)),
                new Trouble.Operation(at + 1_000_000, Operator.Act.RESTART, FIRST),
                strike(moved - dice.millis(0, 100), length(), Target.ACTIVE, Reaction.HANGING_AGENTS),
                new Trouble.Operation(moved, Operator.Act.MOVE, FIRST),
                new Trouble.Operation(moved + 1_000_000, Operator.Act.MOVE, SECOND));
    }
}
