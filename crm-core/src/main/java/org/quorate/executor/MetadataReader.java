package org.quorate.executor;

import java.io.StringReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.quorate.agent.AgentMetadata;
import org.quorate.agent.AgentMetadata.Action;
import org.quorate.agent.AgentMetadata.Parameter;
import org.quorate.agent.AgentMetadata.Trait;
import org.quorate.model.AgentName;

/** Reads the XML that agents print (OCF 1.1, ra-api.rng; fence agents print nearly the same). */
final class MetadataReader {

    private static final Pattern TIME = Pattern.compile("(\\d{1,9})\\s*([a-zA-Z]*)");
    /** Parameters that hold secrets where an agent marks none. */
    private static final Set<String> SECRETS = Set.of("password", "passwd", "user");

    private final XMLStreamReader xml;
    private final List<Parameter> parameters = new ArrayList<>();
    private final List<Action> actions = new ArrayList<>();
    private String version = "";
    private String shortText = "";
    private String longText = "";

    private MetadataReader(XMLStreamReader xml) {
        this.xml = xml;
    }

    /** Fails with a text that says where. */
    static AgentMetadata read(AgentName name, String text) throws XMLStreamException {
        var factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        var reader = new MetadataReader(factory.createXMLStreamReader(new StringReader(text.strip())));
        reader.agent();
        return new AgentMetadata(name, reader.version, reader.shortText, reader.longText,
                withPrivate(reader.parameters), reader.actions);
    }

    private void agent() throws XMLStreamException {
        while (xml.hasNext()) {
            if (xml.next() != XMLStreamConstants.START_ELEMENT) {
                continue;
            }
            switch (xml.getLocalName()) {
                case "parameter" -> parameter();
                case "action" -> actions.add(action());
                case "version" -> version = first(version, xml.getElementText().strip());
                case "shortdesc" -> shortText = first(shortText, text());
                case "longdesc" -> longText = first(longText, text());
                case "resource-agent" -> shortText = attribute("shortdesc");
                default -> {
                }
            }
        }
    }

    private void parameter() throws XMLStreamException {
        var name = attribute("name");
        var unique = attribute("unique-group");
        if (unique.isEmpty() && isTrue(attribute("unique"))) {
            unique = name;
        }
        var traits = EnumSet.noneOf(Trait.class);
        for (var trait : Trait.values()) {
            if (isTrue(attribute(trait.name().toLowerCase(Locale.ROOT)))) {
                traits.add(trait);
            }
        }
        var type = "string";
        var defaultValue = "";
        var shortly = "";
        var fully = "";
        while (!isEndOf("parameter")) {
            if (xml.getEventType() == XMLStreamConstants.START_ELEMENT) {
                switch (xml.getLocalName()) {
                    case "content" -> {
                        type = first(attribute("type"), type);
                        defaultValue = attribute("default");
                    }
                    case "shortdesc" -> shortly = first(shortly, text());
                    case "longdesc" -> fully = first(fully, text());
                    case "deprecated" -> traits.add(Trait.DEPRECATED);
                    default -> {
                    }
                }
            }
            xml.next();
        }
        if (!name.isEmpty()) {
            parameters.add(new Parameter(name, type, defaultValue, unique, traits, shortly, fully));
        }
    }

    private boolean isEndOf(String element) {
        return xml.getEventType() == XMLStreamConstants.END_ELEMENT && xml.getLocalName().equals(element);
    }

    private Action action() {
        int depth = attribute("depth").matches("\\d{1,4}") ? Integer.parseInt(attribute("depth")) : 0;
        return new Action(attribute("name"), time(attribute("timeout")), time(attribute("interval")), depth,
                attribute("role"));
    }

    /** {@code 20}, {@code 20s}, {@code 100ms}, {@code 2m}, {@code 1h}; anything else is zero. */
    static Duration time(String text) {
        var match = TIME.matcher(text.strip());
        if (!match.matches()) {
            return Duration.ZERO;
        }
        long number = Long.parseLong(match.group(1));
        return switch (match.group(2).toLowerCase(Locale.ROOT)) {
            case "", "s", "sec" -> Duration.ofSeconds(number);
            case "ms", "msec" -> Duration.ofMillis(number);
            case "us", "usec" -> Duration.ofNanos(number * 1000);
            case "m", "min" -> Duration.ofMinutes(number);
            case "h", "hr" -> Duration.ofHours(number);
            default -> Duration.ZERO;
        };
    }

    private static List<Parameter> withPrivate(List<Parameter> parameters) {
        if (parameters.stream().anyMatch(parameter -> parameter.traits().contains(Trait.PRIVATE))) {
            return parameters;
        }
        return parameters.stream().map(parameter -> {
            if (!SECRETS.contains(parameter.name())) {
                return parameter;
            }
            var traits = EnumSet.of(Trait.PRIVATE);
            traits.addAll(parameter.traits());
            return new Parameter(parameter.name(), parameter.type(), parameter.defaultValue(),
                    parameter.uniqueGroup(), traits, parameter.shortText(), parameter.longText());
        }).toList();
    }

    private String attribute(String name) {
        return Optional.ofNullable(xml.getAttributeValue(null, name)).orElse("").strip();
    }

    /** The text of the element; descriptions may have other elements in them, whose words count too. */
    private String text() throws XMLStreamException {
        var element = xml.getLocalName();
        var text = new StringBuilder();
        while (xml.hasNext() && !isEndOf(element)) {
            if (xml.next() == XMLStreamConstants.CHARACTERS) {
                text.append(xml.getText());
            }
        }
        return text.toString().strip();
    }

    private static String first(String one, String other) {
        return one.isEmpty() ? other : one;
    }

    private static boolean isTrue(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "1", "true", "yes", "on" -> true;
            default -> false;
        };
    }
}
