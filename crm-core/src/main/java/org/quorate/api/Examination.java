package org.quorate.api;

import java.util.ArrayList;
import java.util.List;
import org.quorate.agent.AgentCatalog.Lookup;
import org.quorate.agent.PrimitiveCheck;
import org.quorate.model.Configuration;
import org.quorate.model.LiveLimits;
import org.quorate.model.Problem;
import org.quorate.model.Resource.Primitive;
import org.quorate.model.Validation;
import org.quorate.state.NodeStatus.Kind;

/** Judges a configuration by its own rules and by what the agents of this node say. */
final class Examination {

    private final ClusterControl control;

    Examination(ClusterControl control) {
        this.control = control;
    }

    /** Problems forbid the configuration, warnings do not. */
    record Findings(List<Problem> problems, List<Problem> warnings) {

        Findings {
            problems = List.copyOf(problems);
            warnings = List.copyOf(warnings);
        }
    }

    /** Agents are asked about the primitives that are new or have changed. */
    Findings of(Configuration before, Configuration after) {
        var problems = new ArrayList<>(Validation.problems(after));
        problems.addAll(LiveLimits.problems(after));
        var warnings = new ArrayList<>(Validation.warnings(after));
        warnings.addAll(LiveLimits.warnings(after));
        boolean mayLackAgents = isArbiter();
        for (var primitive : after.primitives()) {
            if (!before.primitive(primitive.id()).equals(java.util.Optional.of(primitive))
                    && !mayLackAgents) {
                check(primitive, problems, warnings);
            }
        }
        return new Findings(problems, warnings);
    }

    /** An arbiter runs nothing, and so need not have the agents. */
    private boolean isArbiter() {
        var self = control.state().nodes().get(control.view().node());
        return self != null && self.traits().kind() == Kind.ARBITER;
    }

    private void check(Primitive primitive, List<Problem> problems, List<Problem> warnings) {
        var path = "primitive " + primitive.id();
        switch (control.agents().metadata(primitive.agent())) {
            case Lookup.Found(var metadata) -> {
                var findings = PrimitiveCheck.check(primitive, metadata);
                problems.addAll(findings.problems());
                warnings.addAll(findings.warnings());
            }
            case Lookup.Unknown(var why) -> problems.add(new Problem(path, why));
            case Lookup.Unreadable(var why) -> warnings.add(new Problem(path, why));
        }
    }
}
