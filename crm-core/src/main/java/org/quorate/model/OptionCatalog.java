package org.quorate.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Every option there is, by the place where it can be set. Names, aliases and defaults are those of
 * Pacemaker 3 (Pacemaker Explained, "Cluster Options", "Resource Options", "Operations"), and a few of our
 * own.
 */
public final class OptionCatalog {

    /** Options of the cluster: {@code property}. */
    public static final OptionCatalog PROPERTIES = new OptionCatalog("cluster option", ClusterOptions.ALL);

    /** Meta-attributes of resources, and {@code rsc_defaults}. */
    public static final OptionCatalog META = new OptionCatalog("meta-attribute", ResourceOptions.META);

    /** Attributes of operations, and {@code op_defaults}. */
    public static final OptionCatalog OPERATION = new OptionCatalog("operation attribute",
            ResourceOptions.OPERATION);

    /** Parameters that every fence device takes beside those of its agent. */
    public static final OptionCatalog FENCE_DEVICE = new OptionCatalog("fence device parameter",
            ResourceOptions.FENCE_DEVICE);

    private final String what;
    private final List<Option> options;
    private final TreeMap<String, Option> byName = new TreeMap<>();

    private OptionCatalog(String what, List<Option> options) {
        this.what = what;
        this.options = List.copyOf(options);
        for (var option : options) {
            byName.put(option.name(), option);
            option.aliases().forEach(alias -> byName.put(alias, option));
        }
    }

    /** In the order of the table. */
    public List<Option> options() {
        return options;
    }

    /** Finds the option by its name or an older one. */
    public Optional<Option> find(String nameOrAlias) {
        return Optional.ofNullable(byName.get(nameOrAlias));
    }

    /** The name of today; a name that is unknown stays as it is. */
    public String canonical(String nameOrAlias) {
        return find(nameOrAlias).map(Option::name).orElse(nameOrAlias);
    }

    /** What is wrong with setting {@code name} to {@code value}; empty when nothing is. */
    public Optional<String> problem(String name, String value) {
        return find(name).map(option -> option.kind().problem(value))
                .orElseGet(() -> unknown(name));
    }

    /** That there is no such option, with the nearest one that there is; empty when there is one. */
    public Optional<String> unknown(String name) {
        return byName.containsKey(name)
                ? Optional.empty()
                : Optional.of("there is no " + what + " '" + name + "'"
                        + Suggestion.hint(name, byName.keySet()));
    }

    /**
     * The value of a cluster option in force without rules: as set under its name, else under an older
     * name, else its default (empty where it has none).
     */
    public static String property(Configuration configuration, String name) {
        var names = new ArrayList<String>();
        names.add(name);
        PROPERTIES.find(name).ifPresent(option -> {
            names.add(option.name());
            names.addAll(option.aliases());
        });
        for (var candidate : names) {
            var value = configuration.property(candidate);
            if (value.isPresent()) {
                return value.get();
            }
        }
        return PROPERTIES.find(name).map(Option::defaultValue).orElse("");
    }

    /** Whether a boolean cluster option is on. */
    public static boolean isOn(Configuration configuration, String name) {
        return OptionKind.TRUE_WORDS.contains(property(configuration, name).toLowerCase(Locale.ROOT));
    }
}
