package org.quorate.policy.input;

import java.util.NavigableMap;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.quorate.cib.Element;
import org.quorate.model.OptionCatalog;
import org.quorate.policy.cluster.Cluster;
import org.quorate.policy.cluster.Resource;

/**
 * Meta-attributes as they hold for a resource: its own, else those of what it stands in, else the defaults
 * for all
 * resources; under their current names.
 */
final class MetaAttributes {

    private final NvSets sets;
    private final Element defaults;

    MetaAttributes(Cluster cluster, NvSets sets) {
        this.sets = sets;
        defaults = cluster.cib().section("rsc_defaults");
    }

    SortedMap<String, String> of(Element xml, Optional<Resource> container) {
        var facts = ResourceFacts.of(xml, null);
        var result = canonical(sets.values(xml, "meta_attributes", facts));
        container.ifPresent(parent -> parent.meta().forEach(result::putIfAbsent));
        canonical(sets.values(defaults, "meta_attributes", facts)).forEach(result::putIfAbsent);
        return result;
    }

    private static NavigableMap<String, String> canonical(SortedMap<String, String> values) {
        var result = new TreeMap<String, String>();
        values.forEach((name, value) -> {
            var current = OptionCatalog.META.canonical(name.replace('_', '-'));
            if (name.equals(current)) {
                result.put(name, value);
            } else {
                result.putIfAbsent(OptionCatalog.META.find(current).isPresent() ? current : name, value);
            }
        });
        return result;
    }
}
