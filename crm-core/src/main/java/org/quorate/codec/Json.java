package org.quorate.codec;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/** A JSON value. The order of fields is part of an object's bytes, not of its equality. */
public sealed interface Json {

    /** An object. */
    record Obj(SequencedMap<String, Json> fields) implements Json {

        public Obj {
            fields = Collections.unmodifiableSequencedMap(fields);
        }

        @Override
        public boolean isEmpty() {
            return fields.isEmpty();
        }

        @Override
        public void writeTo(JsonWriter out) {
            out.object(fields);
        }
    }

    /** An array. */
    record Arr(List<Json> items) implements Json {

        public Arr {
            items = Collections.unmodifiableList(items);
        }

        @Override
        public boolean isEmpty() {
            return items.isEmpty();
        }

        @Override
        public void writeTo(JsonWriter out) {
            out.array(items);
        }
    }

    /** A string. */
    record Text(String value) implements Json {

        @Override
        public boolean isEmpty() {
            return value.isEmpty();
        }

        @Override
        public void writeTo(JsonWriter out) {
            out.text(value);
        }
    }

    /** A number without fraction that fits. */
    record Whole(long value) implements Json {

        @Override
        public boolean isEmpty() {
            return false;
        }

        @Override
        public void writeTo(JsonWriter out) {
            out.literal(Long.toString(value));
        }
    }

    /** Any other number, as written. */
    record Fraction(String literal) implements Json {

        @Override
        public boolean isEmpty() {
            return false;
        }

        @Override
        public void writeTo(JsonWriter out) {
            out.literal(literal);
        }
    }

    /** The three words of JSON. */
    enum Word implements Json {

        TRUE("true"), FALSE("false"), NULL("null");

        private final String literal;

        Word(String literal) {
            this.literal = literal;
        }

        @Override
        public boolean isEmpty() {
            return this != TRUE;
        }

        @Override
        public void writeTo(JsonWriter out) {
            out.literal(literal);
        }
    }

    /** Whether it says nothing: an empty text, list or object, {@code false} and {@code null}. */
    boolean isEmpty();

    /** Each kind writes itself: a switch over patterns would cost each short command 20 ms. */
    void writeTo(JsonWriter out);

    static Fields object() {
        return new Fields();
    }

    /** The object without fields. */
    static Obj nothing() {
        return new Fields().done();
    }

    static Json text(String value) {
        return new Text(value);
    }

    static Json of(long value) {
        return new Whole(value);
    }

    static Json of(boolean value) {
        return value ? Word.TRUE : Word.FALSE;
    }

    static Json texts(Iterable<?> values) {
        var items = new ArrayList<Json>();
        values.forEach(value -> items.add(new Text(value.toString())));
        return new Arr(items);
    }

    /** An object of strings. */
    static Json texts(Map<String, String> values) {
        var fields = new Fields();
        values.forEach(fields::put);
        return fields.done();
    }

    static <T> Json list(Iterable<T> values, java.util.function.Function<? super T, ? extends Json> each) {
        var items = new ArrayList<Json>();
        values.forEach(value -> items.add(each.apply(value)));
        return new Arr(items);
    }

    /** Reads one value that fills the bytes; else {@link CodecException} with line and column. */
    static Json read(byte[] utf8) {
        return JsonReader.read(utf8);
    }

    /** Without blanks. */
    default byte[] bytes() {
        return JsonWriter.write(this);
    }

    /** An object being put together. Fields stand in the order in which they were put. */
    final class Fields {

        private final LinkedHashMap<String, Json> fields = new LinkedHashMap<>();

        private Fields() {}

        public Fields put(String name, Json value) {
            fields.put(name, value);
            return this;
        }

        public Fields put(String name, String value) {
            return put(name, new Text(value));
        }

        public Fields put(String name, long value) {
            return put(name, new Whole(value));
        }

        public Fields put(String name, boolean value) {
            return put(name, of(value));
        }

        /** Leaves out what is empty: an empty text, list or object, and {@code false}. */
        public Fields putUnlessEmpty(String name, Json value) {
            return value.isEmpty() ? this : put(name, value);
        }

        public Fields putUnlessEmpty(String name, String value) {
            return value.isEmpty() ? this : put(name, value);
        }

        public Fields putAll(Obj other) {
            fields.putAll(other.fields());
            return this;
        }

        public Obj done() {
            return new Obj(new LinkedHashMap<>(fields));
        }
    }
}
