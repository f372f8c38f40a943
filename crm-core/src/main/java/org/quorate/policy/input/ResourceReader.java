package org.quorate.policy.input;

import java.util.Optional;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.quorate.cib.Element;
import org.quorate.model.Durations;
import org.quorate.model.Role;
import org.quorate.model.Score;
import org.quorate.policy.cluster.Bundle;
import org.quorate.policy.cluster.Clone;
import org.quorate.policy.cluster.Cluster;
import org.quorate.policy.cluster.Group;
import org.quorate.policy.cluster.OperationSpec;
import org.quorate.policy.cluster.Primitive;
import org.quorate.policy.cluster.Resource;
import org.quorate.policy.cluster.Resource.Flag;
import org.quorate.rules.Words;

/** Reads one resource with all that stands in it, also what follows from it: instances, replicas. */
public final class ResourceReader {

    /** More instances than this no clone has, whatever its clone-max. */
    private static final int MAX_INSTANCES = 10_000;

    private final Cluster cluster;
    private final NvSets sets;
    private final References references;
    private final Templates templates;
    private final MetaAttributes metaAttributes;
    private final ResourceSettings settings;

    public ResourceReader(Cluster cluster) {
        this.cluster = cluster;
        sets = new NvSets(cluster.cib(), cluster.now());
        references = new References(cluster.cib());
        templates = new Templates(cluster.cib());
        metaAttributes = new MetaAttributes(cluster, sets);
        settings = new ResourceSettings(cluster);
    }

    /** Where a resource stands: in a container, as which instance of a clone. */
    record Place(@Nullable Resource container, String suffix) {

        static final Place OUTERMOST = new Place(null, "");

        Optional<Resource> parent() {
            return Optional.ofNullable(container);
        }

        Place inside(Resource resource) {
            return new Place(resource, suffix);
        }
    }

    /** An outermost resource; empty for what is no resource. */
    public Optional<Resource> read(Element xml) {
        return read(xml, Place.OUTERMOST);
    }

    Optional<Resource> read(Element xml, Place place) {
        return switch (xml.name()) {
            case "primitive" -> primitiveOrNone(templates.merged(xml), place);
            case "group" -> Optional.of(group(xml, place));
            case "clone", "master" -> clone(xml, place);
            case "bundle" -> bundle(xml);
            default -> Optional.empty();
        };
    }

    private Optional<Resource> primitiveOrNone(Element xml, Place place) {
        if (isToBePromoted(place) && !xml.attribute("class", "").equalsIgnoreCase("ocf")) {
            if (place.suffix().equals(":0")) {
                cluster.warnings().add("primitive " + xml.id()
                        + " is ignored: its clone is promotable, and only agents of class ocf can be");
            }
            return Optional.empty();
        }
        return Optional.of(primitive(xml, place));
    }

    private static boolean isToBePromoted(Place place) {
        return place.parent().flatMap(
                container -> container instanceof Group ? container.parent() : Optional.of(container))
                .filter(clone -> clone.is(Flag.PROMOTABLE)).isPresent();
    }

    Primitive primitive(Element xml, Place place) {
        var primitive = new Primitive(xml.id() + place.suffix(), xml);
        settle(primitive, place, metaAttributes.of(xml, place.parent()));
        sets.values(xml, "utilization", ResourceFacts.of(xml, null))
                .forEach((key, value) -> primitive.utilization().put(key, Utilization.amount(value)));
        for (var operations : references.children(xml, "operations")) {
            references.stream(operations, "op").map(ResourceReader::operation)
                    .forEach(primitive.operations()::add);
        }
        return primitive;
    }

    private static OperationSpec operation(Element xml) {
        var role = xml.attribute("role", "");
        return new OperationSpec(xml.attribute("name", ""),
                xml.attribute("interval").flatMap(Durations::parse).map(interval -> interval.toMillis())
                        .orElse(0L),
                Role.parse(role).map(Role::word).orElse(role),
                xml.attribute("enabled").map(Words::isTrue).orElse(true), xml);
    }

    /** Puts it into its container, with its meta-attributes and what follows from them. */
    private void settle(Resource resource, Place place, SortedMap<String, String> meta) {
        place.parent().ifPresent(parent -> parent.adopt(resource));
        resource.meta().putAll(meta);
        settings.apply(resource);
    }

    private Group group(Element xml, Place place) {
        var group = new Group(xml.id() + place.suffix(), xml.id(), xml);
        settle(group, place, metaAttributes.of(xml, place.parent()));
        group.loosen(group.meta("ordered").map(Words::isTrue).orElse(true),
                group.meta("collocated").map(Words::isTrue).orElse(true));
        xml.children("primitive").forEach(member -> read(member, place.inside(group)));
        return group;
    }

    /** Empty where what is in it cannot be an instance of it. */
    private Optional<Resource> clone(Element xml, Place place) {
        var meta = metaAttributes.of(xml, place.parent());
        meta.putIfAbsent("resource-stickiness", "1");
        var isUnique = isUnique(xml, meta);
        var clone = new Clone(xml.id(), xml, limits(meta, isUnique), isOn(meta, "interleave"),
                isOn(meta, "ordered"));
        meta.put("globally-unique", Boolean.toString(isUnique));
        settle(clone, place, meta);
        if (xml.is("master") || isOn(meta, "promotable")) {
            clone.set(Flag.PROMOTABLE);
        }
        for (var i = 0; i < clone.limits().max(); i++) {
            if (newInstance(clone).isEmpty()) {
                return Optional.empty();
            }
        }
        if (clone.children().isEmpty()) {
            // One that is not to be, so that what is recorded finds its clone.
            return newInstance(clone).map(instance -> {
                makeSurplus(instance);
                return clone;
            });
        }
        return Optional.of(clone);
    }

    private boolean isUnique(Element xml, SortedMap<String, String> meta) {
        var isWanted = Optional.ofNullable(meta.get("globally-unique")).map(Words::isTrue)
                .orElseGet(() -> count(meta, "clone-node-max", 1) > 1);
        if (!isWanted || canBeUnique(xml)) {
            return isWanted;
        }
        cluster.warnings()
                .add("clone " + xml.id() + " cannot be globally-unique: only agents of class ocf or stonith"
                        + " tell their instances apart");
        var nodes = Math.max(1, cluster.nodes().size());
        meta.put("clone-max", Integer.toString(Math.min(nodes, count(meta, "clone-max", nodes))));
        return false;
    }

    /** Agents of the other classes know one service on a node. */
    private boolean canBeUnique(Element xml) {
        if (xml.is("primitive")) {
            var agentClass = templates.merged(xml).attribute("class", "");
            return agentClass.equals("ocf") || agentClass.equals("stonith");
        }
        return xml.children().stream().filter(child -> child.is("primitive") || child.is("group"))
                .allMatch(this::canBeUnique);
    }

    private Clone.Limits limits(SortedMap<String, String> meta, boolean isUnique) {
        return new Clone.Limits(
                Math.min(MAX_INSTANCES, count(meta, "clone-max", Math.max(1, cluster.nodes().size()))),
                isUnique ? count(meta, "clone-node-max", 1) : Math.min(1, count(meta, "clone-node-max", 1)),
                count(meta, "clone-min", 0), count(meta, "promoted-max", 1),
                count(meta, "promoted-node-max", 1));
    }

    private static boolean isOn(SortedMap<String, String> meta, String name) {
        return Words.isTrue(meta.getOrDefault(name, ""));
    }

    /** As many as the number that stands there, or begins what stands there; none for anything else. */
    private static int count(SortedMap<String, String> meta, String name, int otherwise) {
        var text = meta.get(name);
        return text == null
                ? otherwise
                : Math.max(0, Score.parseLeading(text).map(Score::value).orElse(0));
    }

    /** One instance more than there are to be. */
    public static void makeSurplus(Resource instance) {
        instance.setAll(Flag.SURPLUS);
        instance.setAll(Flag.REMOVED);
    }

    /** Adds one more instance to a clone; its number is the next. */
    public Optional<Resource> newInstance(Clone clone) {
        var place = new Place(clone, ":" + clone.children().size());
        return clone.xml().children().stream().filter(child -> child.is("primitive") || child.is("group"))
                .findFirst().flatMap(inner -> read(inner, place));
    }

    private Optional<Resource> bundle(Element xml) {
        return BundleSpec.read(xml).filter(spec -> spec.inner() == null || spec.isReachable()).map(spec -> {
            var bundle = new Bundle(xml.id(), xml);
            settle(bundle, Place.OUTERMOST, metaAttributes.of(xml, Optional.empty()));
            new BundleReader(cluster, this, spec, bundle).read();
            return bundle;
        });
    }
}
