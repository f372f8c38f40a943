package org.quorate.model;

import java.util.List;
import org.quorate.membership.NodeName;

/** A constraint between resources, or between a resource and nodes. */
public sealed interface Constraint {

    ResourceId id();

    /** Where a resource likes to run. */
    record Location(ResourceId id, ResourceId resource, Preference preference) implements Constraint {}

    /** Where the dependent runs in relation to the primary: with it (score above 0) or away from it. */
    record Colocation(ResourceId id, Score score, ResourceRole dependent, ResourceRole primary)
            implements
                Constraint {}

    /** What happens before what. */
    record Order(ResourceId id, Kind kind, ResourceAction first, ResourceAction then, Symmetry symmetry)
            implements
                Constraint {}

    /** What a location says. */
    sealed interface Preference {

        /** The score of one node. */
        record OfNode(NodeName node, Score score) implements Preference {}

        /** Scores by rules; each rule that holds on a node adds its score there. */
        record ByRules(List<Rule> rules) implements Preference {

            public ByRules {
                rules = List.copyOf(rules);
            }
        }
    }

    /** A resource in a role; STARTED stands for any running role. */
    record ResourceRole(ResourceId resource, Role role) {}

    /** An action of a resource. */
    record ResourceAction(ResourceId resource, OrderedAction action) {}

    /** The actions that an order can name. */
    enum OrderedAction {
        START, STOP, PROMOTE, DEMOTE
    }

    /** How strong an order is (Pacemaker Explained, "Ordering Constraints"). */
    enum Kind {
        MANDATORY, OPTIONAL, SERIALIZE
    }

    /** Whether the reverse order holds for the reverse actions. */
    enum Symmetry {
        SYMMETRICAL, ASYMMETRICAL
    }
}
