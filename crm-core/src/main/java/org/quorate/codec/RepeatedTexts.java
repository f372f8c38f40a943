package org.quorate.codec;

import java.nio.charset.StandardCharsets;

/**
 * Makes strings of parts of a text in ASCII. Most of what a status says is said a thousand times in the same
 * words, such as names of nodes and operations: one string then serves for all, which is made faster, takes
 * less memory, and is nearer to the processor when it is looked at.
 */
final class RepeatedTexts {

    /** Powers of two; of two texts that fall on one place the later stays. */
    private static final int LEAST_PLACES = 4096;
    private static final int MOST_PLACES = 1 << 18;
    /** What is said again in a big status is far behind: each node says it in the words of the one before. */
    private static final int BYTES_PER_PLACE = 128;
    /** What is longer is hardly ever said twice. */
    private static final int LONGEST = 40;

    private final byte[] bytes;
    private final String[] texts;
    private final String[] names = new String[LEAST_PLACES];

    RepeatedTexts(byte[] bytes) {
        this.bytes = bytes;
        texts = new String[Math.clamp(Integer.highestOneBit(bytes.length / BYTES_PER_PLACE + 1), LEAST_PLACES,
                MOST_PLACES)];
        java.util.Arrays.fill(texts, "");
        java.util.Arrays.fill(names, "");
    }

    /** @param hash of the bytes from begin to end: any, the same for the same bytes */
    String text(int begin, int end, int hash) {
        if (end - begin > LONGEST) {
            return made(begin, end);
        }
        var place = place(hash, texts);
        var known = texts[place];
        if (isThere(known, begin, end)) {
            return known;
        }
        var made = made(begin, end);
        texts[place] = made;
        return made;
    }

    /** As {@link #text}, and the same object as a constant of that text. */
    String name(int begin, int end, int hash) {
        var place = place(hash, names);
        var known = names[place];
        if (isThere(known, begin, end)) {
            return known;
        }
        var made = made(begin, end).intern();
        names[place] = made;
        return made;
    }

    private static int place(int hash, String... places) {
        return (hash ^ (hash >>> 12) ^ (hash >>> 24)) & (places.length - 1);
    }

    private String made(int begin, int end) {
        return new String(bytes, begin, end - begin, StandardCharsets.ISO_8859_1);
    }

    private boolean isThere(String known, int begin, int end) {
        if (known.length() != end - begin) {
            return false;
        }
        for (var i = begin; i < end; i++) {
            if (known.charAt(i - begin) != bytes[i]) {
                return false;
            }
        }
        return true;
    }
}
