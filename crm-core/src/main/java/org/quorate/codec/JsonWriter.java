package org.quorate.codec;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Writes JSON without blanks. */
final class JsonWriter {

    static final JsonFactory FACTORY = new JsonFactory();

    private final JsonGenerator out;

    private JsonWriter(JsonGenerator out) {
        this.out = out;
    }

    static byte[] write(Json value) {
        var bytes = new ByteArrayOutputStream();
        try (var out = FACTORY.createGenerator(ObjectWriteContext.empty(), bytes)) {
            value.writeTo(new JsonWriter(out));
        }
        return bytes.toByteArray();
    }

    void object(Map<String, Json> fields) {
        out.writeStartObject();
        for (var field : fields.entrySet()) {
            out.writeName(field.getKey());
            field.getValue().writeTo(this);
        }
        out.writeEndObject();
    }

    void array(List<Json> items) {
        out.writeStartArray();
        for (var item : items) {
            item.writeTo(this);
        }
        out.writeEndArray();
    }

    /** A number or a word, as it is. */
    void literal(String literal) {
        out.writeRawValue(literal);
    }

    void text(String text) {
        out.writeString(text);
    }
}
