package org.quorate.cib;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.quorate.membership.NodeName;
import org.quorate.model.Configuration;
import org.quorate.model.Constraint;
import org.quorate.model.Extras;
import org.quorate.model.FencingLevel;
import org.quorate.model.Foreign;
import org.quorate.model.NodeEntry;
import org.quorate.model.NvSet;
import org.quorate.model.Resource;
import org.quorate.model.ResourceId;

/**
 * Reads what {@link ConfigurationCib} writes, and whatever Pacemaker does. What is not understood is kept, so
 * that writing it again loses nothing; ids that nothing refers to are not kept.
 */
public final class ConfigurationReader {

    /** The sections that are understood. */
    static final Set<String> SECTIONS = Set.of("crm_config", "nodes", "resources", "constraints",
            "fencing-topology", "tags", "rsc_defaults", "op_defaults");

    /** Those that a CIB has even when there is nothing in them. */
    static final Set<String> ALWAYS = Set.of("crm_config", "nodes", "resources", "constraints");

    private final Element configuration;
    private final SetReader sets;
    private final List<Foreign> kept = new ArrayList<>();

    private ConfigurationReader(Element configuration) {
        this.configuration = configuration;
        var referred = new HashSet<String>();
        collect(configuration, referred);
        sets = new SetReader(referred);
    }

    private static void collect(Element element, Set<String> referred) {
        element.attribute("id-ref").ifPresent(referred::add);
        element.attribute("reference").ifPresent(referred::add);
        element.children().forEach(child -> collect(child, referred));
    }

    /** Reads an element {@code <configuration>}. */
    public static Configuration configuration(Element element) {
        return new ConfigurationReader(element).configuration();
    }

    private Configuration configuration() {
        var nodes = new ArrayList<NodeEntry>();
        read("nodes", element -> node(element).map(nodes::add));
        var resources = new ResourceReader(sets);
        read("resources", resources::read);
        var tags = new ArrayList<Resource>();
        read("tags", element -> tag(element).map(tags::add));
        var all = new ArrayList<>(resources.resources());
        all.addAll(tags);
        var constraints = new ArrayList<Constraint>();
        var reader = new ConstraintReader(sets);
        read("constraints", element -> reader.read(element).map(constraints::add));
        var fencing = new ArrayList<FencingLevel>();
        read("fencing-topology", element -> level(element).map(fencing::add));
        var properties = options("crm_config", "cluster_property_set", "cib-bootstrap-options");
        var rscDefaults = options("rsc_defaults", "meta_attributes", "rsc-options");
        var opDefaults = options("op_defaults", "meta_attributes", "op-options");
        configuration.children().stream().filter(child -> !SECTIONS.contains(child.name()))
                .forEach(child -> kept.add(ForeignCib.foreign(child)));
        return new Configuration(nodes, all, constraints, properties, rscDefaults, opDefaults, fencing,
                new Extras(new TreeMap<>(configuration.attributes()), kept));
    }

    private List<NvSet> options(String section, String kind, String usualId) {
        var read = new ArrayList<NvSet>();
        read(section, element -> element.is(kind)
                ? Optional.of(read.add(option(element, usualId)))
                : Optional.empty());
        read.removeIf(NvSet::saysNothing);
        return read;
    }

    /** Sections of options are known by their ids. */
    private NvSet option(Element element, String usualId) {
        var set = sets.set(element);
        return new NvSet(element.id().equals(usualId) ? "" : element.id(), set.score(), set.rules(),
                set.values(), set.pairIds(), set.extras());
    }

    private interface Reader {

        Optional<?> read(Element element);
    }

    /** Reads the elements of a section and keeps those that cannot be read. */
    private void read(String section, Reader reader) {
        for (var found : configuration.children(section)) {
            var unread = new ArrayList<Foreign>();
            for (var element : found.children()) {
                if (reader.read(element).isEmpty()) {
                    unread.add(ForeignCib.foreign(element));
                }
            }
            if (!unread.isEmpty()) {
                kept.add(Foreign.of(section).withChildren(unread));
            }
        }
    }

    private Optional<NodeEntry> node(Element element) {
        var name = element.attribute("uname", "");
        if (!element.is("node") || !NodeName.isValid(name)) {
            return Optional.empty();
        }
        var attributes = NvSet.of(new TreeMap<>());
        var others = new ArrayList<Foreign>();
        var isFirst = true;
        for (var child : element.children()) {
            if (child.is("instance_attributes")) {
                var set = sets.set(child);
                var isPlain = set.rules().isEmpty() && set.reference().isEmpty() && isFirst;
                isFirst = false;
                if (isPlain) {
                    attributes = set;
                    continue;
                }
            }
            if (!child.is("utilization")) {
                others.add(ForeignCib.foreign(child));
            }
        }
        var known = new TreeMap<>(element.attributes());
        known.remove("uname");
        known.remove("id", name);
        known.remove("type", "member");
        return Optional.of(new NodeEntry(new NodeName(name), attributes, sets.sets(element, "utilization"),
                new Extras(known, others)));
    }

    private static Optional<Resource.Tag> tag(Element element) {
        var id = element.attribute("id").filter(ResourceId::isValid);
        return element.is("tag")
                ? id.map(name -> new Resource.Tag(new ResourceId(name),
                        element.children("obj_ref").stream().map(Element::id).toList(),
                        SetReader.extras(element, Set.of("id"), Set.of("obj_ref"))))
                : Optional.empty();
    }

    private Optional<FencingLevel> level(Element element) {
        var index = element.attribute("index", "");
        Optional<FencingLevel.Target> target = element
                .attribute("target").<FencingLevel.Target>map(FencingLevel.Target.OfNode::new)
                .or(() -> element.attribute("target-pattern").map(FencingLevel.Target.Pattern::new))
                .or(() -> element.attribute("target-attribute").map(name -> new FencingLevel.Target.Attribute(
                        name, element.attribute("target-value", ""))));
        if (!element.is("fencing-level") || !index.matches("\\d{1,4}")) {
            return Optional.empty();
        }
        var known = new HashSet<>(Set.of("id", "index", "devices"));
        target.ifPresent(found -> known.addAll(switch (found) {
            case FencingLevel.Target.OfNode _ -> List.of("target");
            case FencingLevel.Target.Pattern _ -> List.of("target-pattern");
            case FencingLevel.Target.Attribute _ -> List.of("target-attribute", "target-value");
        }));
        return target.map(found -> new FencingLevel(sets.kept(element.id()), found, Integer.parseInt(index),
                List.of(element.attribute("devices", "").strip().split("\\s*,\\s*")),
                SetReader.extras(element, known, Set.of())));
    }
}
