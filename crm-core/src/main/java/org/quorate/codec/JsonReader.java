package org.quorate.codec;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;

/**
 * Reads JSON (RFC 8259) as strictly as it is written: UTF-8 without a byte order mark, every field once, no
 * half of a surrogate pair, nothing after the end, values at most 500 deep, numbers of at most 1000
 * characters. Whatever else is a {@link CodecException} with line and column.
 */
final class JsonReader {

    private static final int DEEPEST = 500;
    private static final int LONGEST_NUMBER = 1000;
    /** This many digits fit in a long whatever they are. */
    private static final int SHORT_NUMBER = 18;
    private static final char END = '\uffff';

    private final String text;
    private int at;
    private int depth;

    private JsonReader(String text) {
        this.text = text;
    }

    static Json read(byte[] utf8) {
        var reader = new JsonReader(decode(utf8));
        reader.skipBlanks();
        if (reader.isAtEnd()) {
            throw new CodecException("nothing there, where JSON should be", "");
        }
        var value = reader.value();
        reader.skipBlanks();
        if (!reader.isAtEnd()) {
            throw reader.wrong("something follows the end of the JSON value");
        }
        return value;
    }

    private static String decode(byte[] utf8) {
        for (byte each : utf8) {
            if (each < 0) {
                return decodeAll(utf8);
            }
        }
        return new String(utf8, StandardCharsets.ISO_8859_1);
    }

    private static String decodeAll(byte[] utf8) {
        try {
            return StandardCharsets.UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(utf8)).toString();
        } catch (CharacterCodingException e) {
            throw new CodecException("not JSON: not UTF-8", "");
        }
    }

    private Json value() {
        return switch (peek()) {
            case '{' -> object();
            case '[' -> array();
            case '"' -> new Json.Text(string());
            case 't' -> word("true", Json.Word.TRUE);
            case 'f' -> word("false", Json.Word.FALSE);
            case 'n' -> word("null", Json.Word.NULL);
            case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> number();
            default -> throw unexpected("a value");
        };
    }

    private Json object() {
        var fields = new LinkedHashMap<String, Json>();
        enter();
        if (!isNext('}')) {
            do {
                skipBlanks();
                if (peek() != '"') {
                    throw unexpected("the name of a field");
                }
                int start = at;
                var name = string();
                skipBlanks();
                expect(':');
                skipBlanks();
                if (fields.putIfAbsent(name, value()) != null) {
                    at = start;
                    throw wrong("the field '" + name + "' stands twice");
                }
            } while (isNext(','));
            expect('}');
        }
        depth--;
        return new Json.Obj(fields);
    }

    private Json array() {
        var items = new ArrayList<Json>();
        enter();
        if (!isNext(']')) {
            do {
                skipBlanks();
                items.add(value());
            } while (isNext(','));
            expect(']');
        }
        depth--;
        items.trimToSize();
        return new Json.Arr(items);
    }

    private void enter() {
        if (++depth > DEEPEST) {
            throw wrong("not JSON: values more than " + DEEPEST + " deep");
        }
        at++;
    }

    private Json word(String word, Json.Word meaning) {
        if (!text.startsWith(word, at)) {
            throw unexpected("a value");
        }
        at += word.length();
        return meaning;
    }

    // ----- numbers

    private Json number() {
        int start = at;
        skip('-');
        if (!skip('0')) {
            digits();
        }
        boolean isWhole = true;
        if (skip('.')) {
            digits();
            isWhole = false;
        }
        if (skip('e') || skip('E')) {
            if (!skip('-')) {
                skip('+');
            }
            digits();
            isWhole = false;
        }
        if (at - start > LONGEST_NUMBER) {
            at = start;
            throw wrong("not JSON: a number of more than " + LONGEST_NUMBER + " characters");
        }
        var literal = text.substring(start, at);
        return isWhole ? whole(literal) : new Json.Fraction(literal);
    }

    private void digits() {
        int start = at;
        while (isDigit(peek())) {
            at++;
        }
        if (at == start) {
            throw unexpected("a digit");
        }
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static Json whole(String literal) {
        if (literal.length() <= SHORT_NUMBER) {
            return new Json.Whole(Long.parseLong(literal));
        }
        try {
            return new Json.Whole(Long.parseLong(literal));
        } catch (NumberFormatException e) {
            return new Json.Fraction(literal);
        }
    }

    // ----- strings

    private String string() {
        int start = ++at;
        while (isPlain(peek())) {
            at++;
        }
        if (peek() == '"') {
            return text.substring(start, at++);
        }
        var out = new StringBuilder(text.substring(start, at));
        while (!skip('"')) {
            char c = peek();
            if (c == '\\') {
                at++;
                escaped(out);
            } else if (c < ' ' || isAtEnd()) {
                throw unexpected("the end of a text");
            } else {
                out.append(c);
                at++;
            }
        }
        return out.toString();
    }

    private boolean isPlain(char c) {
        return c >= ' ' && c != '"' && c != '\\' && !isAtEnd();
    }

    private void escaped(StringBuilder out) {
        char c = peek();
        switch (c) {
            case '"', '\\', '/' -> out.append(c);
            case 'b' -> out.append('\b');
            case 'f' -> out.append('\f');
            case 'n' -> out.append('\n');
            case 'r' -> out.append('\r');
            case 't' -> out.append('\t');
            case 'u' -> {
                at++;
                unicode(out);
                return;
            }
            default -> throw unexpected("one of \" \\ / b f n r t u");
        }
        at++;
    }

    /** Four digits after the u; the two halves of a pair follow each other. */
    private void unicode(StringBuilder out) {
        int start = at;
        char first = unit();
        out.append(first);
        if (!Character.isSurrogate(first)) {
            return;
        }
        if (Character.isHighSurrogate(first) && skip('\\') && skip('u')) {
            char second = unit();
            if (Character.isLowSurrogate(second)) {
                out.append(second);
                return;
            }
        }
        at = start;
        throw wrong("not JSON: half of a surrogate pair");
    }

    private char unit() {
        int unit = 0;
        for (int i = 0; i < 4; i++) {
            int digit = peek() < 128 ? Character.digit(peek(), 16) : -1;
            if (digit < 0) {
                throw unexpected("four hexadecimal digits");
            }
            unit = unit * 16 + digit;
            at++;
        }
        return (char) unit;
    }

    // ----- characters

    private boolean isAtEnd() {
        return at >= text.length();
    }

    private char peek() {
        return isAtEnd() ? END : text.charAt(at);
    }

    private boolean skip(char wanted) {
        if (isAtEnd() || text.charAt(at) != wanted) {
            return false;
        }
        at++;
        return true;
    }

    private boolean isNext(char wanted) {
        skipBlanks();
        return skip(wanted);
    }

    private void expect(char wanted) {
        if (!isNext(wanted)) {
            throw unexpected("'" + wanted + "'");
        }
    }

    private void skipBlanks() {
        for (char c = peek(); c == ' ' || c == '\n' || c == '\r' || c == '\t'; c = peek()) {
            at++;
        }
    }

    private CodecException unexpected(String wanted) {
        return wrong("not JSON: " + (isAtEnd() ? "the end" : "'" + text.charAt(at) + "'") + " where " + wanted
                + " should be");
    }

    private CodecException wrong(String what) {
        int line = 1;
        int start = 0;
        for (int newline = text.indexOf('\n'); newline >= 0
                && newline < at; newline = text.indexOf('\n', start)) {
            line++;
            start = newline + 1;
        }
        return new CodecException(what, "line " + line + ", column " + (at - start + 1));
    }
}
