package org.quorate.membership;

import java.util.regex.Pattern;

/** The name of a node: 1 to 64 letters, digits, {@code _ . -}, beginning with a letter or digit. */
public record NodeName(String value) implements Comparable<NodeName> {

    private static final Pattern VALID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,63}");

    public NodeName {
        if (!isValid(value)) {
            throw new IllegalArgumentException("not a node name: '" + value
                    + "' (1 to 64 letters, digits, '_', '.', '-', beginning with a letter or digit)");
        }
    }

    public static boolean isValid(String value) {
        return VALID.matcher(value).matches();
    }

    @Override
    public int compareTo(NodeName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
