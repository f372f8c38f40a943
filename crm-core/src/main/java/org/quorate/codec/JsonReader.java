package org.quorate.codec;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.TokenStreamLocation;

/**
 * Reads JSON by the streaming half of Jackson, which starts fast: UTF-8, every field once, no half of a
 * surrogate pair, nothing after the end, values at most 500 deep, numbers of at most 1000 characters.
 * Whatever else is a {@link CodecException} with line and column.
 */
final class JsonReader {

    private final JsonParser in;

    private JsonReader(JsonParser in) {
        this.in = in;
    }

    static Json read(byte[] utf8) {
        try (var in = JsonWriter.FACTORY.createParser(ObjectReadContext.empty(), utf8)) {
            return new JsonReader(in).all();
        } catch (JacksonException e) {
            throw new CodecException("not JSON: " + e.getOriginalMessage(), place(e.getLocation()));
        }
    }

    private Json all() {
        var first = in.nextToken();
        if (first == null) {
            throw new CodecException("nothing there, where JSON should be", "");
        }
        var value = value(first);
        if (in.nextToken() != null) {
            throw wrong("something follows the end of the JSON value");
        }
        return value;
    }

    /** Asked one by one: a switch over the tokens costs each short command more than all of these. */
    private Json value(JsonToken token) {
        if (token == JsonToken.VALUE_STRING) {
            return new Json.Text(whole(in.getString()));
        }
        if (token == JsonToken.START_OBJECT) {
            return object();
        }
        if (token == JsonToken.START_ARRAY) {
            return array();
        }
        if (token == JsonToken.VALUE_NUMBER_INT) {
            return number(in.getString());
        }
        if (token == JsonToken.VALUE_NUMBER_FLOAT) {
            return new Json.Fraction(in.getString());
        }
        if (token == JsonToken.VALUE_TRUE) {
            return Json.Word.TRUE;
        }
        if (token == JsonToken.VALUE_FALSE) {
            return Json.Word.FALSE;
        }
        if (token == JsonToken.VALUE_NULL) {
            return Json.Word.NULL;
        }
        throw wrong("not JSON: unexpected " + token);
    }

    private Json object() {
        var fields = new LinkedHashMap<String, Json>();
        for (var token = in.nextToken(); token != JsonToken.END_OBJECT; token = in.nextToken()) {
            var name = whole(in.currentName());
            if (fields.containsKey(name)) {
                throw wrong("the field '" + name + "' stands twice");
            }
            fields.put(name, value(in.nextToken()));
        }
        return new Json.Obj(fields);
    }

    private Json array() {
        var items = new ArrayList<Json>();
        for (var token = in.nextToken(); token != JsonToken.END_ARRAY; token = in.nextToken()) {
            items.add(value(token));
        }
        items.trimToSize();
        return new Json.Arr(items);
    }

    private static Json number(String digits) {
        try {
            return new Json.Whole(Long.parseLong(digits));
        } catch (NumberFormatException e) {
            return new Json.Fraction(digits);
        }
    }

    /** What cannot be written again is not read. */
    private String whole(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isSurrogate(c)) {
                boolean isPair = Character.isHighSurrogate(c) && i + 1 < text.length()
                        && Character.isLowSurrogate(text.charAt(i + 1));
                if (!isPair) {
                    throw wrong("not JSON: half of a surrogate pair");
                }
                i++;
            }
        }
        return text;
    }

    private CodecException wrong(String what) {
        return new CodecException(what, place(in.currentTokenLocation()));
    }

    private static String place(@Nullable TokenStreamLocation location) {
        return location == null || location.getLineNr() < 1
                ? ""
                : "line " + location.getLineNr() + ", column " + location.getColumnNr();
    }
}
