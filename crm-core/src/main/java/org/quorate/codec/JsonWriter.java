package org.quorate.codec;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Writes JSON without blanks. A text with half of a surrogate pair gets a question mark in its place. */
final class JsonWriter {

    private static final String HEX = "0123456789ABCDEF";

    private final StringBuilder out = new StringBuilder(256);

    private JsonWriter() {}

    static byte[] write(Json value) {
        var writer = new JsonWriter();
        value.writeTo(writer);
        return writer.out.toString().getBytes(StandardCharsets.UTF_8);
    }

    void object(Map<String, Json> fields) {
        char before = '{';
        for (var field : fields.entrySet()) {
            out.append(before);
            text(field.getKey());
            out.append(':');
            field.getValue().writeTo(this);
            before = ',';
        }
        out.append(before == '{' ? "{}" : "}");
    }

    void array(List<Json> items) {
        char before = '[';
        for (var item : items) {
            out.append(before);
            item.writeTo(this);
            before = ',';
        }
        out.append(before == '[' ? "[]" : "]");
    }

    void literal(String literal) {
        out.append(literal);
    }

    void text(String text) {
        out.append('"');
        int written = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c == '"' || c == '\\') {
                out.append(text, written, i);
                escaped(c);
                written = i + 1;
            }
        }
        out.append(text, written, text.length()).append('"');
    }

    private void escaped(char c) {
        out.append('\\');
        switch (c) {
            case '"', '\\' -> out.append(c);
            case '\b' -> out.append('b');
            case '\f' -> out.append('f');
            case '\n' -> out.append('n');
            case '\r' -> out.append('r');
            case '\t' -> out.append('t');
            default -> out.append("u00").append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 15));
        }
    }
}
