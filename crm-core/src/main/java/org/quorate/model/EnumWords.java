package org.quorate.model;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Constants as words: {@code TIMED_OUT} is {@code timed-out}; case is ignored when reading. */
public final class EnumWords {

    private EnumWords() {}

    public static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** With a capital: {@code Mandatory}. */
    public static String capital(Enum<?> constant) {
        var word = word(constant);
        return Character.toUpperCase(word.charAt(0)) + word.substring(1);
    }

    public static <E extends Enum<E>> Optional<E> parse(Class<E> kind, String word) {
        var lower = word.toLowerCase(Locale.ROOT);
        return Arrays.stream(kind.getEnumConstants()).filter(constant -> word(constant).equals(lower))
                .findFirst();
    }

    /** Every word of a kind, in order. */
    public static <E extends Enum<E>> List<String> all(Class<E> kind) {
        return Arrays.stream(kind.getEnumConstants()).map(EnumWords::word).toList();
    }
}
