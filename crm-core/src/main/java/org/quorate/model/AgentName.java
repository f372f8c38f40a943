package org.quorate.model;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which agent runs a resource: {@code ocf:heartbeat:IPaddr2}, {@code lsb:nginx}, {@code
 * stonith:fence_ipmilan}.
 *
 * @param provider empty where the standard has none (all but ocf)
 */
public record AgentName(String standard, String provider, String type) implements Comparable<AgentName> {

    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.@-]*");

    /** Reads {@code standard:provider:type} or {@code standard:type}; empty for anything else. */
    public static Optional<AgentName> parse(String text) {
        var parts = text.split(":", -1);
        for (var part : parts) {
            if (!WORD.matcher(part).matches()) {
                return Optional.empty();
            }
        }
        return switch (parts.length) {
            case 2 -> parts[0].equals("ocf")
                    ? Optional.empty()
                    : Optional.of(new AgentName(parts[0], "", parts[1]));
            case 3 -> parts[0].equals("ocf")
                    ? Optional.of(new AgentName(parts[0], parts[1], parts[2]))
                    : Optional.empty();
            default -> Optional.empty();
        };
    }

    @Override
    public int compareTo(AgentName other) {
        return toString().compareTo(other.toString());
    }

    @Override
    public String toString() {
        return provider.isEmpty() ? standard + ":" + type : standard + ":" + provider + ":" + type;
    }
}
