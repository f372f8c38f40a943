package org.quorate.api;

import static org.quorate.codec.Json.list;
import static org.quorate.codec.Json.object;

import java.time.Duration;
import java.util.Optional;
import org.quorate.codec.EnumWords;
import org.quorate.codec.Json;

/** How well the daemon keeps time: the figures, and the line for an operator who could mend it. */
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
                .put("gaps", list(heartbeats.gaps().entrySet(), gap -> object()
                        .put("node", gap.getKey().value()).put("gap", millis(gap.getValue())).done()))
                .put("leasesEnded", heartbeats.leasesEnded())
                .put("leaderChanges", heartbeats.leaderChanges());
    }

    private static String millis(Duration duration) {
        return duration.toMillis() + "ms";
    }

    /** Empty when all is as it should be. */
    static Optional<String> advice(Punctuality punctuality) {
        return switch (punctuality.heartbeats().urgency()) {
            case REAL_TIME -> Optional.empty();
            case FAVOURED -> Optional.of("this node's heartbeats have no real-time priority, only niceness: "
                    + "its control group has no cpu.rt_runtime_us");
            case NONE -> Optional.of("this node's heartbeats have no real-time priority: it may be taken for "
                    + "dead when it is busy; run quorated as root or with LimitRTPRIO=" + NEEDED);
        };
    }
}
