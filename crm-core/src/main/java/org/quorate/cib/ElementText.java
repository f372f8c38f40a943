package org.quorate.cib;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/**
 * Elements as text. The writer is used for whole files as well; the reader is for the one element that stands
 * in a line of the crm language, and knows neither comments nor declarations.
 */
public final class ElementText {

    /** How deep elements may stand inside each other. */
    private static final int MAX_DEPTH = 100;

    private final String text;
    private int at;

    private ElementText(String text) {
        this.text = text;
    }

    /** What is wrong with a text that should be an element. */
    public static final class Malformed extends RuntimeException {

        private static final long serialVersionUID = 1;

        Malformed(String message) {
            super(message, null, false, false);
        }
    }

    // ----- writing

    /** Two spaces to a level, each element on a line of its own. */
    public static String indented(Element element) {
        var out = new StringBuilder();
        write(element, 0, out);
        return out.toString();
    }

    /** All in one line. */
    public static String line(Element element) {
        var out = new StringBuilder();
        write(element, -1, out);
        return out.toString();
    }

    private static void write(Element element, int depth, StringBuilder out) {
        var isIndented = depth >= 0;
        out.repeat("  ", Math.max(0, depth)).append('<').append(element.name());
        for (Map.Entry<String, String> attribute : element.attributes().entrySet()) {
            out.append(' ').append(attribute.getKey()).append("=\"");
            escape(attribute.getValue(), out);
            out.append('"');
        }
        if (element.children().isEmpty() && element.text().isEmpty()) {
            out.append(isIndented ? "/>\n" : "/>");
            return;
        }
        out.append('>');
        escape(element.text(), out);
        if (!element.children().isEmpty()) {
            out.append(isIndented ? "\n" : "");
            element.children().forEach(child -> write(child, isIndented ? depth + 1 : -1, out));
            out.repeat("  ", Math.max(0, depth));
        }
        out.append("</").append(element.name()).append(isIndented ? ">\n" : ">");
    }

    private static void escape(String text, StringBuilder out) {
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\n', '\r', '\t' -> out.append("&#").append((int) c).append(';');
                default -> out.append(c);
            }
        }
    }

    // ----- reading

    /**
     * Reads the one element that a text is.
     *
     * @throws Malformed saying what is wrong and at which character
     */
    public static Element read(String text) {
        var reader = new ElementText(text);
        reader.skipBlanks();
        var element = reader.element(0);
        reader.skipBlanks();
        if (reader.at < text.length()) {
            throw reader.wrong("there is something behind the end of <" + element.name() + ">");
        }
        return element;
    }

    private Malformed wrong(String what) {
        return new Malformed(what + " (at character " + (at + 1) + ")");
    }

    private Element element(int depth) {
        if (depth > MAX_DEPTH) {
            throw wrong("elements stand more than " + MAX_DEPTH + " deep inside each other");
        }
        expect("<");
        var name = name();
        var attributes = attributes();
        if (text.startsWith("/>", at)) {
            at += 2;
            return new Element(name, attributes, List.of(), "");
        }
        expect(">");
        var children = new ArrayList<Element>();
        var content = new StringBuilder();
        while (!text.startsWith("</", at)) {
            if (at >= text.length()) {
                throw wrong("the end of <" + name + "> is missing");
            }
            if (text.charAt(at) == '<') {
                children.add(element(depth + 1));
            } else {
                content.append(character());
            }
        }
        expect("</" + name);
        skipBlanks();
        expect(">");
        return new Element(name, attributes, children, content.toString().strip());
    }

    private SequencedMap<String, String> attributes() {
        var attributes = new LinkedHashMap<String, String>();
        skipBlanks();
        while (at < text.length() && text.charAt(at) != '>' && text.charAt(at) != '/') {
            var name = name();
            expect("=");
            var quote = at < text.length() ? text.charAt(at) : ' ';
            if (quote != '"' && quote != '\'') {
                throw wrong("the value of " + name + " stands in quotes");
            }
            at++;
            var value = new StringBuilder();
            while (at < text.length() && text.charAt(at) != quote) {
                value.append(character());
            }
            expect(String.valueOf(quote));
            if (attributes.put(name, value.toString()) != null) {
                throw wrong("the attribute " + name + " is given twice");
            }
            skipBlanks();
        }
        return attributes;
    }

    private String name() {
        int start = at;
        while (at < text.length() && (Character.isLetterOrDigit(text.charAt(at))
                || "_-.:".indexOf(text.charAt(at)) >= 0)) {
            at++;
        }
        if (at == start) {
            throw wrong("a name is missing");
        }
        return text.substring(start, at);
    }

    private String character() {
        var c = text.charAt(at);
        if (c != '&') {
            at++;
            return String.valueOf(c);
        }
        int end = text.indexOf(';', at);
        var entity = end < 0 ? "" : text.substring(at + 1, end);
        var meant = switch (entity) {
            case "amp" -> "&";
            case "lt" -> "<";
            case "gt" -> ">";
            case "quot" -> "\"";
            case "apos" -> "'";
            case String number when number.matches("#\\d{1,7}") -> codePoint(number);
            default -> throw wrong("'&' begins no known entity; write &amp; for the character");
        };
        at = end + 1;
        return meant;
    }

    private String codePoint(String number) {
        var code = Integer.parseInt(number.substring(1));
        if (!Character.isValidCodePoint(code)) {
            throw wrong("&" + number + "; is no character");
        }
        return Character.toString(code);
    }

    private void skipBlanks() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    private void expect(String wanted) {
        if (!text.startsWith(wanted, at)) {
            throw wrong("'" + wanted + "' is missing");
        }
        at += wanted.length();
    }
}
