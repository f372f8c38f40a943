package org.quorate.model;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The name of an agent: {@code ocf:quorate:IPaddr}, {@code lsb:nginx}, {@code stonith:fence_ipmilan}. Only
 * standard {@code ocf} has a provider; elsewhere it is the empty string. No part can leave its directory: no
 * slash but that of {@code stonith:external/TYPE}, not {@code .} or {@code ..}. A standard may be one that no
 * node here can run.
 */
public record AgentName(String standard, String provider, String type) implements Comparable<AgentName> {

    private static final Pattern STANDARD = Pattern.compile("[a-z][a-z0-9_-]{0,31}");
    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.+@:\\\\-]{0,127}");
    private static final String EXTERNAL = "external/";
    private static final Comparator<AgentName> ORDER = Comparator.comparing(AgentName::standard)
            .thenComparing(AgentName::provider).thenComparing(AgentName::type);

    public AgentName {
        if (!STANDARD.matcher(standard).matches()) {
            throw new IllegalArgumentException("not a standard of agents: '" + standard + "'");
        }
        if (standard.equals("ocf") != WORD.matcher(provider).matches() || provider.contains(":")) {
            throw new IllegalArgumentException(standard + " agent with provider '" + provider + "'");
        }
        if (!WORD.matcher(typeName(standard, type)).matches()
                || (standard.equals("ocf") && type.contains(":"))) {
            throw new IllegalArgumentException("not an agent's type: '" + type + "'");
        }
    }

    /** Old fence agents stand in a directory of their own: {@code external/sbd}. */
    private static String typeName(String standard, String type) {
        return standard.equals("stonith") && type.startsWith(EXTERNAL)
                ? type.substring(EXTERNAL.length())
                : type;
    }

    /** Reads {@code standard:provider:type} or {@code standard:type}; empty when it is no such name. */
    public static Optional<AgentName> parse(String text) {
        int first = text.indexOf(':');
        if (first < 0) {
            return Optional.empty();
        }
        var standard = text.substring(0, first);
        var rest = text.substring(first + 1);
        int second = standard.equals("ocf") ? rest.indexOf(':') : -1;
        try {
            return Optional.of(new AgentName(standard, second < 0 ? "" : rest.substring(0, second),
                    rest.substring(second + 1)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    public static AgentName ocf(String provider, String type) {
        return new AgentName("ocf", provider, type);
    }

    public boolean isOcf() {
        return standard.equals("ocf");
    }

    @Override
    public int compareTo(AgentName other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return provider.isEmpty() ? standard + ":" + type : standard + ":" + provider + ":" + type;
    }
}
