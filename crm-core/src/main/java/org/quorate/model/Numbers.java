package org.quorate.model;

/** Tells whether a text is a number before it is read as one; many are, so no pattern is matched. */
public final class Numbers {

    private Numbers() {}

    /** Whether it is one to {@code most} digits and nothing else. */
    public static boolean isWhole(String text, int most) {
        return isDigits(text, 0, most);
    }

    /** The same, perhaps with a minus before it. */
    public static boolean isSigned(String text, int most) {
        return isDigits(text, text.startsWith("-") ? 1 : 0, most);
    }

    private static boolean isDigits(String text, int from, int most) {
        var length = text.length();
        if (length == from || length - from > most) {
            return false;
        }
        for (var i = from; i < length; i++) {
            var c = text.charAt(i);
            if (c < '0' || c > '9') {
                return false;
            }
        }
        return true;
    }
}
