package org.quorate.codec;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.quorate.cib.Element;

/**
 * Reads the plain XML that clusters write, several times faster than a parser for all of XML does, the more
 * so in a process that has only begun: ASCII, elements with attributes, text only where there are no
 * elements, no comments, and no references but the five names of XML itself. Everything else, and everything
 * that is wrong, is left to that parser, so that there is one place that knows the whole language and says
 * what is wrong.
 */
final class PlainXml {

    /** More attributes than that, or elements deeper inside each other, are not plain. */
    private static final int MAX_ATTRIBUTES = 60;
    private static final int MAX_DEPTH = 60;
    /** Longer names are not plain. */
    private static final int MAX_NAME = 200;

    private static final List<String> DECLARATIONS = List.of("<?xml version=\"1.0\"?>",
            "<?xml version=\"1.0\" ?>", "<?xml version=\"1.0\" encoding=\"UTF-8\"?>",
            "<?xml version=\"1.0\" encoding=\"utf-8\"?>");

    private final byte[] bytes;
    private final RepeatedTexts texts;
    private final List<Open> open = new ArrayList<>();
    /** Elements that have been read, whose parents have not. */
    private final List<Element> done = new ArrayList<>();
    private final String[] namesAndValues = new String[2 * MAX_ATTRIBUTES];
    private int attributes;
    private int at;

    private PlainXml(byte[] bytes) {
        this.bytes = bytes;
        texts = new RepeatedTexts(bytes);
    }

    /** An element whose end has not been read yet; its children begin at that place of {@link #done}. */
    private record Open(Element start, int firstChild) {}

    private static final class NotPlain extends RuntimeException {

        private static final long serialVersionUID = 1;

        NotPlain() {
            super("not plain", null, false, false);
        }
    }

    /** The outermost element; empty where the bytes are not plain, or no XML. */
    static Optional<Element> read(byte[] bytes) {
        try {
            return Optional.of(new PlainXml(bytes).document());
        } catch (NotPlain e) {
            return Optional.empty();
        }
    }

    private static void check(boolean isPlain) {
        if (!isPlain) {
            throw new NotPlain();
        }
    }

    private byte peek() {
        check(at < bytes.length);
        return bytes[at];
    }

    private Element document() {
        skipDeclaration();
        skipBlanks();
        do {
            check(peek() == '<');
            at++;
            if (peek() == '/') {
                at++;
                end();
            } else {
                start();
            }
            if (!open.isEmpty()) {
                text();
            }
        } while (!open.isEmpty());
        while (at < bytes.length) {
            check(isBlank(bytes[at]));
            at++;
        }
        return done.getFirst();
    }

    private void skipDeclaration() {
        for (var declaration : DECLARATIONS) {
            var plain = declaration.getBytes(StandardCharsets.US_ASCII);
            if (bytes.length > plain.length
                    && Arrays.equals(plain, 0, plain.length, bytes, 0, plain.length)) {
                at = plain.length;
            }
        }
    }

    private static boolean isBlank(byte one) {
        return one == ' ' || one == '\n' || one == '\t' || one == '\r';
    }

    private void skipBlanks() {
        while (isBlank(peek())) {
            at++;
        }
    }

    private void start() {
        var name = name();
        attributes = 0;
        while (true) {
            var before = at;
            skipBlanks();
            var next = peek();
            if (next == '>') {
                at++;
                check(open.size() < MAX_DEPTH);
                open.add(new Open(element(name), done.size()));
                return;
            }
            if (next == '/') {
                at++;
                check(peek() == '>');
                at++;
                done.add(element(name));
                return;
            }
            check(at > before);
            attribute();
        }
    }

    private Element element(String name) {
        var element = Element.of(name, Arrays.copyOf(namesAndValues, attributes));
        // Fewer where a name stands there twice.
        check(2 * element.attributes().size() == attributes);
        return element;
    }

    private void attribute() {
        check(attributes < namesAndValues.length);
        var name = name();
        skipBlanks();
        check(peek() == '=');
        at++;
        skipBlanks();
        var quote = peek();
        check(quote == '"' || quote == '\'');
        at++;
        namesAndValues[attributes] = name;
        namesAndValues[attributes + 1] = value(quote);
        attributes += 2;
    }

    /** Names with a colon are left to those who know about namespaces. */
    private String name() {
        var begin = at;
        var hash = 0;
        var next = peek();
        check(isLetter(next));
        while (isLetter(next) || (next >= '0' && next <= '9') || next == '-' || next == '.') {
            hash = 31 * hash + next;
            at++;
            next = peek();
        }
        check(at - begin <= MAX_NAME);
        var name = texts.name(begin, at, hash);
        check(!name.startsWith("xml"));
        return name;
    }

    private static boolean isLetter(byte one) {
        return (one >= 'a' && one <= 'z') || (one >= 'A' && one <= 'Z') || one == '_';
    }

    /** What stands before the quote, which is passed over. */
    private String value(byte quote) {
        var begin = at;
        var hash = 0;
        var refers = false;
        for (var next = peek(); next != quote; next = peek()) {
            check(next >= ' ' && next != '<');
            refers |= next == '&';
            hash = 31 * hash + next;
            at++;
        }
        var value = texts.text(begin, at, hash);
        at++;
        return refers ? resolved(value) : value;
    }

    private static String resolved(String value) {
        var resolved = new StringBuilder();
        var from = 0;
        for (var next = value.indexOf('&'); next >= 0; next = value.indexOf('&', from)) {
            var end = value.indexOf(';', next);
            check(end > 0);
            resolved.append(value, from, next).append(switch (value.substring(next + 1, end)) {
                case "lt" -> '<';
                case "gt" -> '>';
                case "amp" -> '&';
                case "quot" -> '"';
                case "apos" -> '\'';
                default -> throw new NotPlain();
            });
            from = end + 1;
        }
        return resolved.append(value, from, value.length()).toString();
    }

    /** White space between elements, or all that is in an element. */
    private void text() {
        var begin = at;
        var isBlank = true;
        for (var next = peek(); next != '<'; next = peek()) {
            if (!isBlank(next)) {
                check(next > ' ' && next != '&' && next != ']');
                isBlank = false;
            }
            at++;
        }
        if (!isBlank) {
            var last = open.removeLast();
            check(last.firstChild() == done.size() && at + 1 < bytes.length && bytes[at + 1] == '/');
            var text = new String(bytes, begin, at - begin, StandardCharsets.US_ASCII);
            check(text.indexOf('\r') < 0);
            open.add(new Open(last.start().withText(text.strip()), last.firstChild()));
        }
    }

    private void end() {
        var last = open.removeLast();
        check(name().equals(last.start().name()));
        skipBlanks();
        check(peek() == '>');
        at++;
        var children = done.subList(last.firstChild(), done.size());
        if (children.isEmpty()) {
            done.add(last.start());
        } else {
            var whole = last.start().withChildren(children);
            children.clear();
            done.add(whole);
        }
    }
}
