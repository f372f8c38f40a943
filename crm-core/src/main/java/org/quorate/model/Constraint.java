package org.quorate.model;

import java.util.List;
import java.util.stream.Stream;
import org.quorate.membership.NodeName;

/** A constraint between resources, or between a resource and nodes. */
public sealed interface Constraint {

    ResourceId id();

    /** The resources, tags or templates that it names, in order; a pattern names none. */
    default List<ResourceId> resources() {
        return switch (this) {
            case Location location -> List.of(location.resource());
            case Colocation colocation -> List.of(colocation.dependent().resource(),
                    colocation.primary().resource());
            case Order order -> List.of(order.first().resource(), order.then().resource());
            case LocationOfMany location -> resources(location.subject());
            case ColocationOfSets colocation -> members(colocation.sets()).toList();
            case OrderOfSets order -> members(order.sets()).toList();
            case Ticket ticket -> resources(ticket.subject());
        };
    }

    private static List<ResourceId> resources(Subject subject) {
        return switch (subject) {
            case Subject.One(var one) -> List.of(one.resource());
            case Subject.Pattern _ -> List.of();
            case Subject.Sets(var sets) -> members(sets).toList();
        };
    }

    private static Stream<ResourceId> members(List<ResourceSet> sets) {
        return sets.stream().flatMap(set -> set.members().stream());
    }

    /** What it carries beside what its record names. */
    Extras extras();

    /**
     * Where a resource likes to run.
     *
     * @param extras {@code role}, {@code resource-discovery}
     */
    record Location(ResourceId id, ResourceId resource, Preference preference,
            Extras extras) implements Constraint {

        public Location(ResourceId id, ResourceId resource, Preference preference) {
            this(id, resource, preference, Extras.NONE);
        }
    }

    /** Where several resources like to run, each by itself. */
    record LocationOfMany(ResourceId id, Subject subject, Preference preference,
            Extras extras) implements Constraint {}

    /**
     * Where the dependent runs in relation to the primary: with it (score above 0) or away from it.
     *
     * @param extras {@code node-attribute}, {@code influence}
     */
    record Colocation(ResourceId id, Score score, ResourceRole dependent, ResourceRole primary,
            Extras extras) implements Constraint {

        public Colocation(ResourceId id, Score score, ResourceRole dependent, ResourceRole primary) {
            this(id, score, dependent, primary, Extras.NONE);
        }
    }

    /** Sets of resources, of which each runs where the next does, or away from it. */
    record ColocationOfSets(ResourceId id, Score score, List<ResourceSet> sets,
            Extras extras) implements Constraint {

        public ColocationOfSets {
            sets = List.copyOf(sets);
        }
    }

    /** What happens before what. */
    record Order(ResourceId id, Kind kind, ResourceAction first, ResourceAction then, Symmetry symmetry,
            Extras extras) implements Constraint {

        public Order(ResourceId id, Kind kind, ResourceAction first, ResourceAction then,
                Symmetry symmetry) {
            this(id, kind, first, then, symmetry, Extras.NONE);
        }
    }

    /** Sets of resources, of which each comes before the next. */
    record OrderOfSets(ResourceId id, Kind kind, List<ResourceSet> sets, Symmetry symmetry,
            Extras extras) implements Constraint {

        public OrderOfSets {
            sets = List.copyOf(sets);
        }
    }

    /**
     * What may run only where the site holds a ticket.
     *
     * @param lossPolicy what is done when it is lost: stop, demote, fence or freeze; empty for the default
     */
    record Ticket(ResourceId id, String ticket, Subject subject, String lossPolicy,
            Extras extras) implements Constraint {}

    /** Which resources a constraint is for. */
    sealed interface Subject {

        record One(ResourceRole resource) implements Subject {}

        /** All whose id a regular expression matches; with {@code !} before it, all the others. */
        record Pattern(String regex) implements Subject {}

        record Sets(List<ResourceSet> sets) implements Subject {

            public Sets {
                sets = List.copyOf(sets);
            }
        }
    }

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
