package org.quorate.codec;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import javax.xml.stream.Location;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.quorate.cib.Cib;
import org.quorate.cib.Element;
import org.quorate.cib.ElementText;

/**
 * Pacemaker's CIB as XML: {@code <cib>} with {@code <configuration>} and {@code <status>}. What is not
 * understood
 * is kept. Document types and external entities are refused; comments are dropped.
 */
public final class CibXml {

    /** How deep elements may stand inside each other; a CIB needs about ten levels. */
    private static final int MAX_DEPTH = 100;

    private CibXml() {}

    /**
     * Reads a CIB.
     *
     * @throws CodecException with line and column where the bytes are no CIB
     */
    public static Cib read(byte[] bytes) {
        var root = readElement(bytes);
        if (!root.is("cib")) {
            throw new CodecException("the outermost element of a CIB is <cib>, not <" + root.name() + ">",
                    "line 1");
        }
        return new Cib(root);
    }

    /** Reads any element. */
    public static Element readElement(byte[] bytes) {
        return PlainXml.read(bytes).orElseGet(() -> readAny(bytes));
    }

    /** Reads any element by means of a parser that knows all of XML. */
    static Element readAny(byte[] bytes) {
        try {
            var in = factory().createXMLStreamReader(new ByteArrayInputStream(bytes));
            try {
                return document(in);
            } finally {
                in.close();
            }
        } catch (XMLStreamException e) {
            throw new CodecException("this is not well-formed XML: " + firstLine(e), where(e.getLocation()));
        }
    }

    private static XMLInputFactory factory() {
        var factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, true);
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        return factory;
    }

    private static Element document(XMLStreamReader in) throws XMLStreamException {
        Element root = null;
        while (in.hasNext()) {
            switch (in.next()) {
                case XMLStreamConstants.DTD -> throw new CodecException(
                        "a CIB has no document type declaration", where(in.getLocation()));
                case XMLStreamConstants.START_ELEMENT -> root = new ElementReader(in).read();
                default -> {
                    // comments, processing instructions and white space around the root say nothing
                }
            }
        }
        if (root == null) {
            throw new CodecException("there is no element in it", where(in.getLocation()));
        }
        return root;
    }

    /** Reads one element with all inside it, without recursion. */
    private record ElementReader(XMLStreamReader in) {

        /** An element whose end has not been read yet. */
        private record Open(String name, SequencedMap<String, String> attributes, List<Element> children,
                StringBuilder text) {}

        Element read() throws XMLStreamException {
            var stack = new ArrayList<Open>();
            stack.add(open());
            while (true) {
                switch (in.next()) {
                    case XMLStreamConstants.START_ELEMENT -> {
                        if (stack.size() >= MAX_DEPTH) {
                            throw new CodecException("elements stand more than " + MAX_DEPTH
                                    + " deep inside each other", where(in.getLocation()));
                        }
                        stack.add(open());
                    }
                    case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA ->
                        stack.getLast().text().append(in.getText());
                    case XMLStreamConstants.ENTITY_REFERENCE -> throw new CodecException(
                            "the entity &" + in.getLocalName() + "; is not known", where(in.getLocation()));
                    case XMLStreamConstants.END_ELEMENT -> {
                        var done = close(stack.removeLast());
                        if (stack.isEmpty()) {
                            return done;
                        }
                        stack.getLast().children().add(done);
                    }
                    default -> {
                        // comments and processing instructions say nothing
                    }
                }
            }
        }

        private Open open() {
            var attributes = new LinkedHashMap<String, String>();
            for (var i = 0; i < in.getAttributeCount(); i++) {
                attributes.put(in.getAttributeLocalName(i).intern(), in.getAttributeValue(i));
            }
            return new Open(in.getLocalName().intern(), attributes, new ArrayList<>(), new StringBuilder());
        }

        private static Element close(Open open) {
            return new Element(open.name(), open.attributes(), open.children(),
                    open.text().toString().strip());
        }
    }

    private static String where(Location location) {
        return "line " + location.getLineNumber() + ", column " + location.getColumnNumber();
    }

    /** The parser's own sentence, without the position that it writes before it. */
    private static String firstLine(XMLStreamException e) {
        var text = String.valueOf(e.getMessage());
        return text
                .substring(text.indexOf("Message: ")
                        + "Message: ".length() * (text.contains("Message: ") ? 1 : 0))
                .lines().findFirst().orElse("");
    }

    /** Writes a CIB so that reading it gives the same. */
    public static byte[] write(Cib cib) {
        return write(cib.root()).getBytes(StandardCharsets.UTF_8);
    }

    /** Writes an element, two spaces to a level. */
    public static String write(Element element) {
        return ElementText.indented(element);
    }
}
