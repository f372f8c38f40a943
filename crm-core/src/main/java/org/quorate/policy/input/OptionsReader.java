package org.quorate.policy.input;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.quorate.cib.Cib;
import org.quorate.model.OptionCatalog;
import org.quorate.model.Suggestion;
import org.quorate.policy.cluster.Options;
import org.quorate.policy.cluster.Options.NoQuorum;
import org.quorate.rules.Words;

/** Reads the cluster options. */
final class OptionsReader {

    private OptionsReader() {}

    /**
     * The options in force now by their current names, defaults filled in; what is not known stays and is
     * warned of.
     */
    static Options read(Cib cib, NvSets sets, List<String> warnings) {
        var values = new TreeMap<String, String>();
        var written = sets.values(cib.section("crm_config"), "cluster_property_set", ResourceFacts.none());
        written.forEach((name, value) -> {
            var canonical = OptionCatalog.PROPERTIES.canonical(name.replace('_', '-'));
            if (name.equals(canonical)) {
                values.put(canonical, value);
            } else {
                values.putIfAbsent(canonical, value);
            }
        });
        written.keySet().stream()
                .filter(name -> OptionCatalog.PROPERTIES.find(name.replace('_', '-')).isEmpty())
                .forEach(name -> warnings.add("there is no cluster option '" + name + "'"
                        + Suggestion.hint(name, names())));
        OptionCatalog.PROPERTIES.options().stream().filter(option -> !option.defaultValue().isEmpty())
                .forEach(option -> values.putIfAbsent(option.name(), option.defaultValue()));
        return new Options(values);
    }

    private static List<String> names() {
        return new ArrayList<>(
                OptionCatalog.PROPERTIES.options().stream().map(option -> option.name()).toList());
    }

    static boolean hasQuorum(Cib cib) {
        return Words.isTrue(cib.root().attribute("have-quorum", ""));
    }

    static NoQuorum noQuorum(Cib cib, Options options) {
        return switch (options.value("no-quorum-policy")) {
            case "ignore" -> NoQuorum.IGNORE;
            case "freeze" -> NoQuorum.FREEZE;
            case "demote" -> NoQuorum.DEMOTE;
            case "fence", "suicide" -> fenceWithoutQuorum(cib, options);
            default -> NoQuorum.STOP;
        };
    }

    /** Nodes are fenced for lack of quorum only where there was quorum once, or it is asked for. */
    private static NoQuorum fenceWithoutQuorum(Cib cib, Options options) {
        var hadQuorum = hasQuorum(cib) || Words.isTrue(cib.root().attribute("no-quorum-panic", ""));
        return options.isFencingEnabled() && hadQuorum ? NoQuorum.FENCE : NoQuorum.STOP;
    }
}
