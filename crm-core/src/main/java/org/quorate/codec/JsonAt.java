package org.quorate.codec;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.quorate.model.Durations;
import org.quorate.model.EnumWords;
import org.quorate.model.Suggestion;

/**
 * A JSON value and the place where it stands, for reading. Whatever is missing or of another kind is a
 * {@link CodecException} that names the place.
 */
public final class JsonAt {

    private final @Nullable JsonAt parent;
    private final String name;
    private final int position;
    private final Json value;

    private JsonAt(@Nullable JsonAt parent, String name, int position, Json value) {
        this.parent = parent;
        this.name = name;
        this.position = position;
        this.value = value;
    }

    public static JsonAt root(Json value) {
        return new JsonAt(null, "", -1, value);
    }

    public Json value() {
        return value;
    }

    /** {@code resources[3].agent}; empty at the root. */
    public String where() {
        if (parent == null) {
            return name;
        }
        var before = parent.where();
        if (position >= 0) {
            return before + "[" + position + "]";
        }
        return before.isEmpty() ? name : before + "." + name;
    }

    public CodecException wrong(String what) {
        return new CodecException(what, where());
    }

    // ----- objects

    public Json.Obj object() {
        if (value instanceof Json.Obj object) {
            return object;
        }
        throw wrong("should be an object");
    }

    public Collection<String> names() {
        return object().fields().keySet();
    }

    public boolean has(String field) {
        return object().fields().containsKey(field);
    }

    public Optional<JsonAt> maybe(String field) {
        var found = object().fields().get(field);
        return found == null || found == Json.Word.NULL
                ? Optional.empty()
                : Optional.of(new JsonAt(this, field, -1, found));
    }

    public JsonAt field(String field) {
        return maybe(field).orElseThrow(() -> wrong("the field '" + field + "' is missing"));
    }

    /** The fields of an object of strings, sorted; none where the field is absent. */
    public SortedMap<String, String> texts(String field) {
        var all = new TreeMap<String, String>();
        maybe(field).ifPresent(found -> found.names().forEach(key -> all.put(key, found.text(key))));
        return all;
    }

    /** Refuses a field that is not one of these: a caller who mistypes a name should hear of it. */
    public JsonAt only(String... known) {
        for (var field : names()) {
            if (!List.of(known).contains(field)) {
                throw wrong("there is no field '" + field + "'" + Suggestion.hint(field, List.of(known)));
            }
        }
        return this;
    }

    // ----- lists

    public List<JsonAt> items() {
        if (!(value instanceof Json.Arr(var items))) {
            throw wrong("should be a list");
        }
        var all = new ArrayList<JsonAt>(items.size());
        for (var item : items) {
            all.add(new JsonAt(this, "", all.size(), item));
        }
        return all;
    }

    /** The items of a field; none where it is absent. */
    public <T> List<T> list(String field, Function<JsonAt, T> each) {
        return maybe(field).map(found -> found.items().stream().map(each).toList()).orElse(List.of());
    }

    // ----- leaves

    public String text() {
        if (value instanceof Json.Text(var text)) {
            return text;
        }
        throw wrong("should be a text");
    }

    public String text(String field) {
        return field(field).text();
    }

    public String text(String field, String otherwise) {
        return maybe(field).map(JsonAt::text).orElse(otherwise);
    }

    public long whole() {
        if (value instanceof Json.Whole(var number)) {
            return number;
        }
        throw wrong("should be a number without fraction");
    }

    public long whole(String field) {
        return field(field).whole();
    }

    public long whole(String field, long otherwise) {
        return maybe(field).map(JsonAt::whole).orElse(otherwise);
    }

    /** A whole number that is not negative. */
    public long amount(String field) {
        long number = whole(field);
        if (number < 0) {
            throw field(field).wrong("should not be negative");
        }
        return number;
    }

    public int count(String field) {
        long number = whole(field);
        if (number != (int) number) {
            throw field(field).wrong("is too large a number");
        }
        return (int) number;
    }

    public boolean flag(String field, boolean otherwise) {
        return maybe(field).map(JsonAt::flag).orElse(otherwise);
    }

    /**
     * No switch over patterns here: the first one of a program takes longer than all else of a short command.
     */
    private boolean flag() {
        if (value != Json.Word.TRUE && value != Json.Word.FALSE) {
            throw wrong("should be true or false");
        }
        return value == Json.Word.TRUE;
    }

    /** A duration as users write it: {@code 10s}. */
    public Duration duration() {
        return Durations.parse(text())
                .orElseThrow(() -> wrong("should be a duration such as 500ms, 10s, 2min"));
    }

    public Instant instant() {
        try {
            return Times.parse(text());
        } catch (DateTimeException e) {
            throw wrong("should be a time such as 2026-11-21T00:39:24Z");
        }
    }

    /** The constant that {@link EnumWords} writes as this word. */
    public <E extends Enum<E>> E word(Class<E> kind) {
        return EnumWords.parse(kind, text()).orElseThrow(() -> wrong("'" + text() + "' is not one of "
                + String.join(", ", EnumWords.all(kind)) + Suggestion.hint(text(), EnumWords.all(kind))));
    }

    /** Makes a value of the text; what its constructor refuses is a {@link CodecException}. */
    public <T> T as(Function<String, T> make) {
        try {
            return make.apply(text());
        } catch (IllegalArgumentException e) {
            throw wrong(e.getMessage() == null ? "not valid: '" + text() + "'" : e.getMessage());
        }
    }

    /** Makes a value of the text, where that may be none. */
    public <T> T parsed(String kind, Function<String, Optional<T>> parse) {
        return parse.apply(text()).orElseThrow(() -> wrong("'" + text() + "' is not " + kind));
    }
}
