package org.quorate.crmsh.language;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.quorate.model.Extras;
import org.quorate.model.Foreign;
import org.quorate.model.NvSet;
import org.quorate.model.Score;
import org.quorate.model.Suggestion;

/**
 * Reads {@code [$id=ID] [SCORE:] {rule ...} {NAME=VALUE}} up to the end or to one of some keywords. A set may
 * stand elsewhere ({@code $id-ref=ID}), and so may a pair ({@code @ID} or {@code @ID:NAME}); a pair that
 * others refer to has an id of its own ({@code $ID:NAME=VALUE}).
 */
final class SetParser {

    private final Cursor cursor;
    private final Set<String> terminators;
    private final TreeMap<String, String> values = new TreeMap<>();
    private final TreeMap<String, String> pairIds = new TreeMap<>();
    private final List<Foreign> references = new ArrayList<>();

    SetParser(Cursor cursor, Set<String> terminators) {
        this.cursor = cursor;
        this.terminators = terminators;
    }

    NvSet read() {
        if (!cursor.atEnd() && cursor.peek().text().startsWith("$id-ref=")) {
            return NvSet.reference(cursor.take().text().substring("$id-ref=".length()));
        }
        var id = "";
        var score = Score.ZERO;
        if (!cursor.atEnd() && cursor.peek().text().startsWith("$id=")) {
            id = cursor.take().text().substring(4);
        }
        if (!cursor.atEnd() && Scores.isScore(cursor.peek())) {
            score = score(cursor.take());
        }
        var rules = new RuleParser(cursor).rules();
        while (!cursor.atEnd() && !cursor.peekIsOneOf(terminators)) {
            pair(cursor.take());
        }
        return new NvSet(id, score, rules, values, pairIds, Extras.NONE.withElements(references));
    }

    private Score score(Token token) {
        var score = Scores.parse(token);
        if (score.isEmpty()) {
            cursor.problem(token, "'" + token + "' is not a score (a number, inf or -inf, and a colon)");
        }
        return score.orElse(Score.ZERO);
    }

    private void pair(Token token) {
        var text = token.text();
        if (text.startsWith("@") && text.length() > 1) {
            reference(text.substring(1));
            return;
        }
        int equals = text.indexOf('=');
        int colon = text.indexOf(':');
        if (text.startsWith("$") && colon > 1 && colon < equals - 1) {
            var name = text.substring(colon + 1, equals);
            pairIds.put(name, text.substring(1, colon));
            put(token, name, text.substring(equals + 1));
        } else if (equals <= 0 || text.startsWith("$")) {
            cursor.problem(token, cursor.keyword() + ": expected NAME=VALUE, got '" + token + "'"
                    + Suggestion.hint(text, terminators));
        } else {
            put(token, text.substring(0, equals), text.substring(equals + 1));
        }
    }

    private void reference(String text) {
        int colon = text.indexOf(':');
        references.add(colon < 0
                ? Foreign.of("nvpair", "id-ref", text)
                : Foreign.of("nvpair", "id-ref", text.substring(0, colon), "name",
                        text.substring(colon + 1)));
    }

    private void put(Token token, String name, String value) {
        if (values.put(name, value) != null) {
            cursor.problem(token, "'" + name + "' is given twice");
        }
    }
}
