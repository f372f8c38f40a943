package org.quorate.crmsh.language;

import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.quorate.model.NvSet;
import org.quorate.model.Score;
import org.quorate.model.Suggestion;

/** Reads {@code [$id=ID] [SCORE:] {rule ...} {NAME=VALUE}} up to the end or to one of some keywords. */
final class SetParser {

    private final Cursor cursor;
    private final Set<String> terminators;

    SetParser(Cursor cursor, Set<String> terminators) {
        this.cursor = cursor;
        this.terminators = terminators;
    }

    NvSet read() {
        var id = "";
        var score = Score.ZERO;
        if (!cursor.atEnd() && cursor.peek().text().startsWith("$id=")) {
            id = cursor.take().text().substring(4);
        }
        if (!cursor.atEnd() && Scores.isScore(cursor.peek())) {
            score = score(cursor.take());
        }
        var rules = new RuleParser(cursor).rules();
        return new NvSet(id, score, rules, pairs());
    }

    private Score score(Token token) {
        var score = Scores.parse(token);
        if (score.isEmpty()) {
            cursor.problem(token, "'" + token + "' is not a score (a number, inf or -inf, and a colon)");
        }
        return score.orElse(Score.ZERO);
    }

    /** NAME=VALUE until the end or a keyword. */
    private SortedMap<String, String> pairs() {
        var values = new TreeMap<String, String>();
        while (!cursor.atEnd() && !cursor.peekIsOneOf(terminators)) {
            var token = cursor.take();
            pair(token).ifPresent(pair -> {
                if (values.put(pair.name(), pair.value()) != null) {
                    cursor.problem(token, "'" + pair.name() + "' is given twice");
                }
            });
        }
        return values;
    }

    private Optional<Pair> pair(Token token) {
        var text = token.text();
        int equals = text.indexOf('=');
        if (text.startsWith("$") || text.startsWith("@")) {
            cursor.notSupported(token, "a reference to another object's values ('" + token + "') is");
            return Optional.empty();
        }
        if (equals <= 0) {
            cursor.problem(token, cursor.keyword() + ": expected NAME=VALUE, got '" + token + "'"
                    + Suggestion.hint(text, terminators));
            return Optional.empty();
        }
        return Optional.of(new Pair(text.substring(0, equals), text.substring(equals + 1)));
    }

    /** A name and its value. */
    private record Pair(String name, String value) {}
}
