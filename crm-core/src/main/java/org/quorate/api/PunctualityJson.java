package org.quorate.api;

import static org.quorate.codec.Json.list;
import static org.quorate.codec.Json.object;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.quorate.codec.Json;
import org.quorate.membership.Timings;
import org.quorate.membership.Urgency;
import org.quorate.model.Durations;
import org.quorate.model.EnumWords;

/** How well the daemon keeps time: the figures, and the lines for an operator who could mend it. */
final class PunctualityJson {

    /** Of RLIMIT_RTPRIO: the priority of the heartbeats (docs/decisions/0053). */
    private static final int NEEDED = 2;

    private PunctualityJson() {}

    /** Whole milliseconds: nothing here is finer. */
    static Json.Fields of(Punctuality punctuality) {
        var heartbeats = punctuality.heartbeats();
        return Reply.fields()
                .put("heartbeatPriority", EnumWords.word(heartbeats.urgency()))
                .put("loopPriority", EnumWords.word(punctuality.loop()))
                .put("heartbeatLate", millis(heartbeats.lateness()))
                .put("loopLate", millis(punctuality.loopDelay()))
                .put("leaseLeft", millis(heartbeats.leaseLeft()))
                .put("guardLeft", millis(punctuality.guardLeft()))
                .put("raftElection", millis(punctuality.raft().raftElection()))
                .put("raftElectionAtMost", millis(punctuality.raft().raftElectionAtMost()))
                .put("gaps", list(heartbeats.gaps().entrySet(), gap -> object()
                        .put("node", gap.getKey().value()).put("gap", millis(gap.getValue())).done()))
                .put("leasesEnded", heartbeats.leasesEnded())
                .put("leaderChanges", heartbeats.leaderChanges());
    }

    private static String millis(Duration duration) {
        return duration.toMillis() + "ms";
    }

    /** Empty when all is as it should be. */
    static List<String> advice(Punctuality punctuality, Timings inForce) {
        var advice = new ArrayList<String>();
        ofPriority(punctuality.heartbeats().urgency(), inForce.deadAfter()).ifPresent(advice::add);
        ofRaft(punctuality.raft(), inForce).ifPresent(advice::add);
        return advice;
    }

    private static Optional<String> ofPriority(Urgency urgency, Duration detection) {
        if (urgency == Urgency.REAL_TIME || detection.compareTo(Timings.CALM_WITHOUT_PRIORITY) >= 0) {
            return Optional.empty();
        }
        var has = urgency == Urgency.FAVOURED
                ? "have no real-time priority, only niceness, for its control group has no cpu.rt_runtime_us"
                : "have no real-time priority";
        var grant = urgency == Urgency.FAVOURED
                ? "grant that"
                : "run quorated as root or with LimitRTPRIO=" + NEEDED;
        return Optional.of("this node's heartbeats " + has + ": with failure-detection="
                + Durations.text(detection) + " it may be taken for dead when it is busy; " + grant
                + ", or set failure-detection=" + Durations.text(Timings.CALM_WITHOUT_PRIORITY)
                + " or more");
    }

    private static Optional<String> ofRaft(Timings started, Timings inForce) {
        return started.suitRaftLike(inForce)
                ? Optional.empty()
                : Optional.of("Raft on this node still runs with the times of failure-detection="
                        + Durations.text(started.deadAfter()) + ", not of the "
                        + Durations.text(inForce.deadAfter())
                        + " in force: to mend it, 'crm cluster restart' on this node");
    }
}
