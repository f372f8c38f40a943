package org.quorate.scheduler.situation;

import java.util.Locale;
import java.util.Optional;
import org.quorate.rules.ClusterOptions;
import org.quorate.rules.EffectiveAttributes;
import org.quorate.model.Resource.Primitive;

/** What a failed operation leads to (Pacemaker Explained, "Operation Properties", on-fail). */
public enum OnFail {

    IGNORE, BLOCK, STOP, RESTART, STANDBY, FENCE;

    /**
     * As configured for the operation of that key; else restart, and for a stop fence where fencing is on, or
     * block.
     */
    public static OnFail of(Primitive primitive, String key, EffectiveAttributes attributes,
            ClusterOptions options) {
        return attributes.operation(primitive, key)
                .flatMap(o -> Optional.ofNullable(attributes.attributes(o).get("on-fail")))
                .flatMap(OnFail::parse).orElseGet(() -> byDefault(key, options));
    }

    private static OnFail byDefault(String key, ClusterOptions options) {
        if (!key.startsWith("stop_")) {
            return RESTART;
        }
        return options.fencing().enabled() ? FENCE : BLOCK;
    }

    private static Optional<OnFail> parse(String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "ignore" -> Optional.of(IGNORE);
            case "block" -> Optional.of(BLOCK);
            case "stop" -> Optional.of(STOP);
            case "restart", "restart-container", "demote" -> Optional.of(RESTART);
            case "standby" -> Optional.of(STANDBY);
            case "fence" -> Optional.of(FENCE);
            default -> Optional.empty();
        };
    }
}
