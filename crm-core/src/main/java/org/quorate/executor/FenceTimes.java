package org.quorate.executor;

import java.time.Duration;
import org.quorate.agent.FenceCall;

/** The times and counts that a fence device's {@code pcmk_*} parameters set (pacemaker-fenced(7)). */
final class FenceTimes {

    private FenceTimes() {}

    /** {@code pcmk_off_retries} and the like: how often to try again after a failure. */
    static int retries(FenceCall call, int usual, int most) {
        return call.device().parameter(key(call, "retries")).filter(text -> text.matches("\\d{1,6}"))
                .map(text -> Math.min(most, Integer.parseInt(text))).orElse(usual);
    }

    /** {@code pcmk_off_timeout} and the like: for one attempt; the call's where it is not set. */
    static Duration timeout(FenceCall call) {
        return call.device().parameter(key(call, "timeout")).map(MetadataReader::time)
                .filter(Duration::isPositive).orElse(call.timeout());
    }

    static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private static String key(FenceCall call, String what) {
        return "pcmk_" + call.action().word().replace('-', '_') + "_" + what;
    }
}
