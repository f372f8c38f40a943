package org.quorate.crmsh.language;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.quorate.cib.ConfigurationReader;
import org.quorate.cib.Element;
import org.quorate.cib.ElementText;
import org.quorate.model.Configuration;
import org.quorate.model.ConfigurationEdit;
import org.quorate.model.ConfigurationEdit.Section;

/** Reads {@code xml <ELEMENT ...>}: an object, or a section of the CIB, as Pacemaker writes it. */
final class XmlStatement {

    /** In which section elements stand that are no section themselves. */
    private static final Map<String, String> SECTIONS = Map.ofEntries(Map.entry("primitive", "resources"),
            Map.entry("group", "resources"), Map.entry("clone", "resources"),
            Map.entry("master", "resources"), Map.entry("bundle", "resources"),
            Map.entry("template", "resources"), Map.entry("tag", "tags"), Map.entry("node", "nodes"),
            Map.entry("rsc_location", "constraints"), Map.entry("rsc_colocation", "constraints"),
            Map.entry("rsc_order", "constraints"), Map.entry("rsc_ticket", "constraints"),
            Map.entry("fencing-level", "fencing-topology"),
            Map.entry("cluster_property_set", "crm_config"));

    private XmlStatement() {}

    /** What it says as a configuration of its own; nothing, with a problem, where it is no element. */
    static Configuration read(Cursor cursor) {
        if (cursor.atEnd()) {
            cursor.expected("an element");
            return Configuration.EMPTY;
        }
        var first = cursor.peek();
        var text = cursor.rest().stream().map(Token::text).collect(Collectors.joining(" "));
        cursor.skipRest();
        try {
            var element = ElementText.read(text);
            if (element.is("cib") || element.is("configuration")) {
                cursor.problem(first, "one object or one section is meant, not <" + element.name()
                        + ">; a whole CIB is read with: configure load xml update FILE");
                return Configuration.EMPTY;
            }
            if (element.name().startsWith("acl_") || element.is("alert")) {
                cursor.problem(first, "<" + element.name() + "> stands in <"
                        + (element.is("alert") ? "alerts" : "acls") + ">; give that whole section");
                return Configuration.EMPTY;
            }
            var section = SECTIONS.get(element.name());
            var inside = section == null ? element : Element.of(section).withChild(element);
            return ConfigurationReader.configuration(Element.of("configuration").withChild(inside));
        } catch (ElementText.Malformed e) {
            cursor.problem(first, "this is no element: " + e.getMessage());
            return Configuration.EMPTY;
        }
    }

    /** The edits that bring about what a configuration says. */
    static List<ConfigurationEdit> edits(Configuration said) {
        var edits = new ArrayList<ConfigurationEdit>();
        said.nodes().forEach(node -> edits.add(new ConfigurationEdit.PutNode(node)));
        said.resources().forEach(resource -> edits.add(new ConfigurationEdit.PutResource(resource)));
        said.constraints().forEach(constraint -> edits.add(new ConfigurationEdit.PutConstraint(constraint)));
        if (!said.fencing().isEmpty()) {
            edits.add(new ConfigurationEdit.SetFencing(said.fencing()));
        }
        said.properties().forEach(set -> edits.add(
                new ConfigurationEdit.SetValues(Section.PROPERTIES, set)));
        said.rscDefaults().forEach(set -> edits.add(
                new ConfigurationEdit.SetValues(Section.RSC_DEFAULTS, set)));
        said.opDefaults().forEach(set -> edits.add(
                new ConfigurationEdit.SetValues(Section.OP_DEFAULTS, set)));
        said.extras().elements().forEach(element -> edits.add(new ConfigurationEdit.PutForeign(element)));
        return edits;
    }
}
