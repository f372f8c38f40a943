package org.quorate.crmsh.language;

import java.util.Locale;
import java.util.Optional;
import org.quorate.model.Score;

/** Scores as words that end in a colon: {@code 100:}, {@code -inf:}, {@code advisory:}. */
final class Scores {

    private Scores() {}

    static boolean isScore(Token token) {
        return token.text().length() > 1 && token.text().endsWith(":") && token.text().indexOf('=') < 0;
    }

    static String word(Token token) {
        return token.text().substring(0, token.text().length() - 1);
    }

    /** Empty where the word is no score but perhaps the name of an attribute that holds one. */
    static Optional<Score> parse(Token token) {
        var word = word(token).toLowerCase(Locale.ROOT);
        return switch (word) {
            case "advisory" -> Optional.of(Score.ZERO);
            case "mandatory" -> Optional.of(Score.INFINITY);
            default -> Score.parse(word);
        };
    }

    /** As crmsh prints it: {@code inf}, {@code -inf}, {@code 100}. */
    static String print(Score score) {
        if (score.isInfinite()) {
            return "inf";
        }
        return score.isMinusInfinite() ? "-inf" : Integer.toString(score.value());
    }
}
