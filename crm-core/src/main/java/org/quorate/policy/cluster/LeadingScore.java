package org.quorate.policy.cluster;

import java.util.Optional;
import java.util.regex.Pattern;
import org.quorate.model.Score;

/**
 * Scores as they stand in CIBs. Pacemaker reads as many digits as there are and leaves the rest:
 * {@code 2.0} is 2.
 */
public final class LeadingScore {

    private static final Pattern LEADING = Pattern.compile("\\s*([+-]?\\d{1,18}).*", Pattern.DOTALL);

    private LeadingScore() {}

    /** Empty for what does not begin as a score does. */
    public static Optional<Score> parse(String text) {
        return Score.parse(text).or(() -> {
            var match = LEADING.matcher(text);
            return match.matches() ? Score.parse(match.group(1)) : Optional.empty();
        });
    }
}
