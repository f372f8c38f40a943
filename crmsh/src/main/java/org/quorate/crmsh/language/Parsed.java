package org.quorate.crmsh.language;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.quorate.model.Configuration;
import org.quorate.model.ConfigurationEdit;
import org.quorate.model.Extras;
import org.quorate.model.FencingLevel;
import org.quorate.model.Foreign;
import org.quorate.model.NodeEntry;
import org.quorate.model.NvSet;
import org.quorate.model.Problem;
import org.quorate.model.Resource;

/**
 * What a text in the crm language says.
 *
 * @param nodes the nodes it defines; their attributes are among the edits as well
 * @param edits what it changes, in the order of the text
 * @param problems everything that is wrong with it; the rest is of use only when there are none
 */
public record Parsed(List<NodeEntry> nodes, List<ConfigurationEdit> edits, List<Problem> problems) {

    public Parsed {
        nodes = List.copyOf(nodes);
        edits = List.copyOf(edits);
        problems = List.copyOf(problems);
    }

    /** What a configuration says, as a text without problems would. */
    public static Parsed of(Configuration configuration) {
        return new Parsed(configuration.nodes(), XmlStatement.edits(configuration), List.of());
    }

    /** The configuration that consists of the definitions of this text and nothing else. */
    public Configuration configuration() {
        var resources = new ArrayList<Resource>();
        var constraints = new ArrayList<org.quorate.model.Constraint>();
        var properties = new ArrayList<NvSet>();
        var rscDefaults = new ArrayList<NvSet>();
        var opDefaults = new ArrayList<NvSet>();
        var fencing = new ArrayList<FencingLevel>();
        var kept = new ArrayList<Foreign>();
        for (var edit : edits) {
            switch (edit) {
                case ConfigurationEdit.PutResource(var resource) -> resources.add(resource);
                case ConfigurationEdit.PutConstraint(var constraint) -> constraints.add(constraint);
                case ConfigurationEdit.SetValues(var section, var values) -> add(switch (section) {
                    case PROPERTIES -> properties;
                    case RSC_DEFAULTS -> rscDefaults;
                    case OP_DEFAULTS -> opDefaults;
                }, values);
                // No definitions; node attributes are in the nodes.
                case ConfigurationEdit.SetNodeAttribute _ -> {
                }
                case ConfigurationEdit.UnsetNodeAttribute _ -> {
                }
                case ConfigurationEdit.SetMeta _ -> {
                }
                case ConfigurationEdit.UnsetMeta _ -> {
                }
                case ConfigurationEdit.UnsetValues _ -> {
                }
                case ConfigurationEdit.Delete _ -> {
                }
                case ConfigurationEdit.PutNode _ -> {
                }
                case ConfigurationEdit.SetFencing(var levels) -> fencing.addAll(levels);
                case ConfigurationEdit.PutForeign(var element) -> kept.add(element);
                case ConfigurationEdit.Replace _ -> {
                }
            }
        }
        return new Configuration(nodes, resources, constraints, properties, rscDefaults, opDefaults, fencing,
                Extras.NONE.withElements(kept));
    }

    /** A second statement for the same set adds to it. */
    private static void add(List<NvSet> sets, NvSet values) {
        for (int i = 0; i < sets.size(); i++) {
            var set = sets.get(i);
            if (set.id().equals(values.id()) && set.rules().equals(values.rules())
                    && set.score().equals(values.score()) && values.extras().isEmpty()
                    && values.pairIds().isEmpty()) {
                var both = new TreeMap<>(set.values());
                both.putAll(values.values());
                sets.set(i, set.withValues(both));
                return;
            }
        }
        sets.add(values);
    }
}
