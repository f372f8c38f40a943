package org.quorate.codec;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;

/** {@link Json} to bytes and back, by the streaming half of Jackson alone: that starts fast. */
final class JsonBytes {

    private static final JsonFactory FACTORY = new JsonFactory();

    private JsonBytes() {}

    static byte[] write(Json value) {
        var bytes = new ByteArrayOutputStream();
        try (var out = FACTORY.createGenerator(ObjectWriteContext.empty(), bytes)) {
            write(out, value);
        }
        return bytes.toByteArray();
    }

    private static void write(JsonGenerator out, Json value) {
        switch (value) {
            case Json.Obj(var fields) -> {
                out.writeStartObject();
                for (Map.Entry<String, Json> field : fields.entrySet()) {
                    out.writeName(field.getKey());
                    write(out, field.getValue());
                }
                out.writeEndObject();
            }
            case Json.Arr(var items) -> {
                out.writeStartArray();
                for (var item : items) {
                    write(out, item);
                }
                out.writeEndArray();
            }
            case Json.Text(var text) -> out.writeString(text);
            case Json.Whole(var number) -> out.writeNumber(number);
            case Json.Fraction(var literal) -> out.writeNumber(literal);
            case Json.Word.TRUE -> out.writeBoolean(true);
            case Json.Word.FALSE -> out.writeBoolean(false);
            case Json.Word.NULL -> out.writeNull();
        }
    }

    static Json read(byte[] utf8) {
        try (var in = FACTORY.createParser(ObjectReadContext.empty(), utf8)) {
            var first = in.nextToken();
            if (first == null) {
                throw new CodecException("nothing there, where JSON should be", "");
            }
            var value = value(in, first);
            if (in.nextToken() != null) {
                throw new CodecException("something follows the end of the JSON value",
                        place(in.currentTokenLocation()));
            }
            return value;
        } catch (JacksonException e) {
            throw new CodecException("not JSON: " + e.getOriginalMessage(), place(e.getLocation()));
        }
    }

    private static Json value(JsonParser in, JsonToken token) {
        return switch (token) {
            case START_OBJECT -> object(in);
            case START_ARRAY -> {
                var items = new ArrayList<Json>();
                for (var next = in.nextToken(); next != JsonToken.END_ARRAY; next = in.nextToken()) {
                    items.add(value(in, next));
                }
                items.trimToSize();
                yield new Json.Arr(items);
            }
            case VALUE_STRING -> new Json.Text(in.getString());
            case VALUE_NUMBER_INT -> in.getNumberType() == JsonParser.NumberType.BIG_INTEGER
                    ? new Json.Fraction(in.getString())
                    : new Json.Whole(in.getLongValue());
            case VALUE_NUMBER_FLOAT -> new Json.Fraction(in.getString());
            case VALUE_TRUE -> Json.Word.TRUE;
            case VALUE_FALSE -> Json.Word.FALSE;
            case VALUE_NULL -> Json.Word.NULL;
            case NOT_AVAILABLE, END_OBJECT, END_ARRAY, PROPERTY_NAME, VALUE_EMBEDDED_OBJECT ->
                throw new CodecException("not JSON: unexpected " + token, place(in.currentTokenLocation()));
        };
    }

    private static Json object(JsonParser in) {
        var fields = new LinkedHashMap<String, Json>();
        for (var token = in.nextToken(); token != JsonToken.END_OBJECT; token = in.nextToken()) {
            var name = in.currentName();
            if (fields.containsKey(name)) {
                throw new CodecException("the field '" + name + "' stands twice",
                        place(in.currentTokenLocation()));
            }
            fields.put(name, value(in, in.nextToken()));
        }
        return new Json.Obj(fields);
    }

    private static String place(@org.jspecify.annotations.Nullable TokenStreamLocation location) {
        return location == null
                ? ""
                : "line " + location.getLineNr() + ", column " + location.getColumnNr();
    }
}
