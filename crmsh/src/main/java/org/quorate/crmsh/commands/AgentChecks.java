package org.quorate.crmsh.commands;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.quorate.agent.AgentMetadata;
import org.quorate.crmsh.language.AgentKnowledge;
import org.quorate.crmsh.language.AgentResolver;
import org.quorate.model.ConfigurationEdit;
import org.quorate.model.Problem;
import org.quorate.model.Resource;
import org.quorate.model.Suggestion;

/**
 * Whether primitives fit their agents as installed on this node: the agent is there and knows the parameters.
 */
final class AgentChecks {

    private final AgentKnowledge agents;

    AgentChecks(AgentKnowledge agents) {
        this.agents = agents;
    }

    List<Problem> problems(List<ConfigurationEdit> edits) {
        var problems = new ArrayList<Problem>();
        for (var edit : edits) {
            if (edit instanceof ConfigurationEdit.PutResource(Resource.Primitive primitive)) {
                problems.addAll(problems(primitive));
            }
        }
        return problems;
    }

    List<Problem> problems(Resource.Primitive primitive) {
        var path = "primitive " + primitive.id();
        var missing = new AgentResolver(agents).missing(primitive.agent());
        if (!missing.isEmpty()) {
            return missing.stream().map(message -> new Problem(path, message)).toList();
        }
        return agents.metadata(primitive.agent()).map(metadata -> problems(path, primitive, metadata))
                .orElse(List.of());
    }

    private static List<Problem> problems(String path, Resource.Primitive primitive, AgentMetadata metadata) {
        var problems = new ArrayList<Problem>();
        var given = new TreeSet<String>();
        primitive.params().forEach(set -> given.addAll(set.values().keySet()));
        var known = metadata.parameters().stream().map(AgentMetadata.Parameter::name).toList();
        boolean isFencing = primitive.agent().standard().equals("stonith");
        for (var name : given) {
            boolean isOurs = (isFencing && name.startsWith("pcmk_")) || name.startsWith("CRM_meta_");
            if (!known.contains(name) && !isOurs) {
                problems.add(
                        new Problem(path, "agent " + primitive.agent() + " has no parameter '" + name + "'"
                                + Suggestion.hint(name, known)));
            }
        }
        for (var parameter : metadata.parameters()) {
            // Fence agents require what the cluster fills in at run time.
            if (parameter.isRequired() && !given.contains(parameter.name()) && !isFencing) {
                problems.add(new Problem(path, "agent " + primitive.agent() + " needs the parameter '"
                        + parameter.name() + "'"));
            }
        }
        return problems;
    }
}
