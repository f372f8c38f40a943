package org.quorate.policy.input;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import org.quorate.cib.Element;
import org.quorate.policy.cluster.Bundle;
import org.quorate.policy.cluster.Clone;
import org.quorate.policy.cluster.Cluster;
import org.quorate.policy.cluster.Primitive;
import org.quorate.policy.cluster.Resource;

/** What constraints may name: resources, and templates and tags, which stand for several. */
final class ResourceNames {

    private final Cluster cluster;
    /**
     * By the names that nodes know members of clones by: such a name stands for the clone. As long as none
     * has recorded it, nothing is called so; nor ever a group in a clone, or where instances are told apart.
     */
    private final Map<String, Resource> inClones = new HashMap<>();
    private final SequencedMap<String, List<String>> templates = new LinkedHashMap<>();

    ResourceNames(Cluster cluster) {
        this.cluster = cluster;
        cluster.resources().forEach(this::index);
        cluster.cib().section("resources").children().forEach(this::indexTemplates);
    }

    private void index(Resource resource) {
        switch (resource) {
            case Clone clone -> clone.children().forEach(instance -> indexInstance(instance, clone));
            case Bundle bundle -> bundle.inside().ifPresent(this::index);
            default -> {
                // its own name is known already
            }
        }
    }

    private void indexInstance(Resource resource, Clone clone) {
        if (resource instanceof Primitive primitive) {
            inClones.putIfAbsent(primitive.historyName(), clone);
        }
        resource.children().forEach(child -> indexInstance(child, clone));
    }

    private void indexTemplates(Element element) {
        element.attribute("template").ifPresent(template -> templates
                .computeIfAbsent(template, _ -> new ArrayList<>()).add(element.id()));
        element.children().stream()
                .filter(child -> child.is("primitive") || child.is("group"))
                .forEach(this::indexTemplates);
    }

    Optional<Resource> resource(String name) {
        return cluster.resource(name).or(() -> Optional.ofNullable(inClones.get(name)));
    }

    /** What a template or a tag stands for; empty for a resource and for what is not known. */
    Optional<List<String>> members(String name) {
        if (resource(name).isPresent()) {
            return Optional.empty();
        }
        return Optional.ofNullable(templates.get(name))
                .or(() -> Optional.ofNullable(cluster.tags().get(name)));
    }

    /** The resources that a set names, in order; one that is not there is warned of and left out. */
    List<Resource> of(Element set, String constraint) {
        var result = new ArrayList<Resource>();
        for (var reference : set.children("resource_ref")) {
            for (var name : members(reference.id()).orElse(List.of(reference.id()))) {
                named(name, constraint).ifPresent(result::add);
            }
        }
        return result;
    }

    /** The resource; empty, with a warning, where there is none. */
    Optional<Resource> named(String name, String constraint) {
        var found = resource(name);
        if (found.isEmpty()) {
            cluster.warnings().add("constraint " + constraint + " names '" + name
                    + "', which is no resource; it has no effect on it");
        }
        return found;
    }
}
