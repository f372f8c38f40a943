package org.quorate.model;

import java.util.Locale;
import java.util.Optional;

/** The role of a resource on a node. STARTED is the one running role of a resource that is not promotable. */
public enum Role {

    STOPPED, STARTED, UNPROMOTED, PROMOTED;

    /** Reads the word in any case, {@code Master} and {@code Slave} included. */
    public static Optional<Role> parse(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "stopped" -> Optional.of(STOPPED);
            case "started" -> Optional.of(STARTED);
            case "unpromoted", "slave" -> Optional.of(UNPROMOTED);
            case "promoted", "master" -> Optional.of(PROMOTED);
            default -> Optional.empty();
        };
    }

    /** The word of the crm language: {@code Started}, ... */
    public String word() {
        return name().charAt(0) + name().substring(1).toLowerCase(Locale.ROOT);
    }
}
