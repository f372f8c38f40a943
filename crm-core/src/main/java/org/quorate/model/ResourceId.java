package org.quorate.model;

import java.util.regex.Pattern;

/** The id of a resource or of another object of the CIB; an XML-like name that holds no blank and no '='. */
public record ResourceId(String value) implements Comparable<ResourceId> {

    private static final Pattern VALID = Pattern.compile("[A-Za-z_][A-Za-z0-9_.-]{0,126}");

    public ResourceId {
        if (!isValid(value)) {
            throw new IllegalArgumentException("not an id: '" + value
                    + "' (letters, digits, '_', '.', '-', beginning with a letter or '_', at most 127)");
        }
    }

    public static boolean isValid(String value) {
        return VALID.matcher(value).matches();
    }

    @Override
    public int compareTo(ResourceId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
