package org.quorate.cib;

import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import org.quorate.model.Expression.Bounds;
import org.quorate.model.Expression.DateField;
import org.quorate.model.Expression.DateUnit;

/** The elements inside a {@code <date_expression>}; what is not understood in them is passed over. */
public final class DateElements {

    private DateElements() {}

    /** How long a {@code <duration>} is. */
    public static SortedMap<DateUnit, Integer> duration(Element element) {
        var duration = new TreeMap<DateUnit, Integer>();
        for (var unit : DateUnit.values()) {
            element.attribute(unit.name().toLowerCase(Locale.ROOT))
                    .filter(text -> text.matches("-?\\d{1,9}"))
                    .ifPresent(text -> duration.put(unit, Integer.valueOf(text)));
        }
        return duration;
    }

    /** The fields of a {@code <date_spec>}. */
    public static SortedMap<DateField, Bounds> fields(Element element) {
        var fields = new TreeMap<DateField, Bounds>();
        for (var field : DateField.values()) {
            element.attribute(field.name().toLowerCase(Locale.ROOT)).flatMap(Bounds::parse)
                    .ifPresent(bounds -> fields.put(field, bounds));
        }
        return fields;
    }
}
