package org.quorate.membership;

/** The name of a node: 1 to 64 letters, digits, {@code _ . -}, beginning with a letter or digit. */
public record NodeName(String value) implements Comparable<NodeName> {

    private static final int LONGEST = 64;

    public NodeName {
        if (!isValid(value)) {
            throw new IllegalArgumentException("not a node name: '" + value
                    + "' (1 to 64 letters, digits, '_', '.', '-', beginning with a letter or digit)");
        }
    }

    public static boolean isValid(String value) {
        if (value.isEmpty() || value.length() > LONGEST || !isLetterOrDigit(value.charAt(0))) {
            return false;
        }
        for (int i = 1; i < value.length(); i++) {
            char each = value.charAt(i);
            if (!isLetterOrDigit(each) && each != '_' && each != '.' && each != '-') {
                return false;
            }
        }
        return true;
    }

    /** Of ASCII; called for every name in every datagram. */
    private static boolean isLetterOrDigit(char each) {
        return (each >= 'a' && each <= 'z') || (each >= 'A' && each <= 'Z') || (each >= '0' && each <= '9');
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
