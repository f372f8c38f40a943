package org.quorate.cib;

import java.util.HashSet;
import java.util.Set;
import org.quorate.model.OptionCatalog;

/**
 * A quick look at whether a configuration sets any option that there is not, without reading what it means:
 * for most configurations that is all that is to be known of it.
 */
public final class OptionNames {

    private final Set<String> properties = new HashSet<>();
    private final Set<String> metaAttributes = new HashSet<>();
    private final Set<String> operationAttributes = new HashSet<>();
    private boolean isPlain = true;

    private OptionNames() {}

    /**
     * Whether for certain every option is one that there is.
     *
     * @param configuration the element of that name
     */
    public static boolean areAllKnown(Element configuration) {
        var names = new OptionNames();
        for (var section : configuration.children()) {
            switch (section.name()) {
                case "crm_config" -> names.collect(section, names.properties);
                case "rsc_defaults" -> names.collect(section, names.metaAttributes);
                case "op_defaults" -> names.collect(section, names.operationAttributes);
                case "resources" -> names.collectOfResources(section);
                default -> {
                    // Nothing in it is an option.
                }
            }
        }
        return names.isPlain && areIn(OptionCatalog.PROPERTIES, names.properties)
                && areIn(OptionCatalog.META, names.metaAttributes)
                && areIn(OptionCatalog.OPERATION, names.operationAttributes);
    }

    private static boolean areIn(OptionCatalog catalog, Set<String> names) {
        for (var name : names) {
            if (catalog.unknown(name).isPresent()) {
                return false;
            }
        }
        return true;
    }

    private void collect(Element element, Set<String> names) {
        if (element.is("nvpair")) {
            names.add(element.attribute("name", ""));
        }
        isPlain &= element.attribute("id-ref").isEmpty();
        for (var child : element.children()) {
            collect(child, names);
        }
    }

    private void collectOfResources(Element element) {
        isPlain &= element.attribute("id-ref").isEmpty();
        for (var child : element.children()) {
            switch (child.name()) {
                case "meta_attributes" -> collect(child, metaAttributes);
                case "op" -> collectOfOperation(child);
                default -> collectOfResources(child);
            }
        }
    }

    private void collectOfOperation(Element operation) {
        operation.attributes().forEach((name, _) -> {
            if (!name.equals("id") && !name.equals("name")) {
                operationAttributes.add(name);
            }
        });
        for (var child : operation.children()) {
            if (child.is("meta_attributes")) {
                collect(child, operationAttributes);
            }
        }
    }
}
