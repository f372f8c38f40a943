package org.quorate.crmsh.language;

import java.util.Map;
import org.quorate.model.Extras;
import org.quorate.model.Foreign;
import org.quorate.model.NvSet;
import org.quorate.model.Score;

/** Prints sets of names and values; {@link SetParser} is the way back. */
final class SetPrinter {

    private SetPrinter() {}

    /** With a blank before each part. */
    static String print(NvSet set) {
        if (set.reference().isPresent()) {
            return " $id-ref=" + Words.value(set.reference().get());
        }
        var text = new StringBuilder();
        if (!set.id().isEmpty()) {
            text.append(" $id=").append(Words.value(set.id()));
        }
        if (!set.score().equals(Score.ZERO)) {
            text.append(' ').append(Scores.print(set.score())).append(':');
        }
        set.rules().forEach(rule -> text.append(' ').append(RulePrinter.print(rule)));
        set.values().forEach((name, value) -> text.append(' ').append(pair(set, name, value)));
        set.extras().elements().forEach(kept -> text.append(' ').append(reference(kept)));
        return text.toString();
    }

    static String pair(NvSet set, String name, String value) {
        var id = set.pairIds().get(name);
        return (id == null ? "" : "$" + id + ":") + name + "=" + Words.value(value);
    }

    /** A pair that stands elsewhere. */
    static String reference(Foreign kept) {
        return "@" + kept.attribute("id-ref").orElse("")
                + kept.attribute("name").map(name -> ":" + name).orElse("");
    }

    /** {@code name=value}, with a blank before each. */
    static String pairs(Map<String, String> values) {
        var text = new StringBuilder();
        values.forEach((name, value) -> text.append(' ').append(name).append('=').append(Words.value(value)));
        return text.toString();
    }

    static String description(Extras extras) {
        return extras.attribute("description").map(text -> "description=" + Words.value(text)).orElse("");
    }
}
