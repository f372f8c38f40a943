package org.quorate.crmsh.language;

/** Quotes words so that {@link Lexer} reads them back. */
final class Words {

    private Words() {}

    /** A value: bare if it is letters, digits, {@code _ . -} and not empty, else in double quotes. */
    static String value(String value) {
        return isBare(value) ? value : quoted(value);
    }

    /** Whether it can be written without quotes. */
    static boolean isBare(String value) {
        boolean bare = !value.isEmpty();
        for (int i = 0; bare && i < value.length(); i++) {
            char c = value.charAt(i);
            bare = Character.isLetterOrDigit(c) || c == '_' || c == '.' || c == '-';
        }
        return bare;
    }

    /** A word of a rule: as it is unless it would be read as several words, or as another. */
    static String raw(String word) {
        boolean bare = !word.isEmpty();
        for (int i = 0; bare && i < word.length(); i++) {
            char c = word.charAt(i);
            bare = !Character.isWhitespace(c) && c != '"' && c != '\'' && c != '\\';
        }
        return bare ? word : quoted(word);
    }

    private static String quoted(String value) {
        return '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
