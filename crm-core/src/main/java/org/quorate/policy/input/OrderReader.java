package org.quorate.policy.input;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.quorate.cib.Element;
import org.quorate.model.Score;
import org.quorate.policy.cluster.Action;
import org.quorate.policy.cluster.Clone;
import org.quorate.policy.cluster.Cluster;
import org.quorate.policy.cluster.Ordering;
import org.quorate.policy.cluster.Relation;
import org.quorate.policy.cluster.Resource;
import org.quorate.policy.input.ConstraintSets.End;
import org.quorate.rules.Words;

/** Reads order constraints, of two resources or of sets. */
record OrderReader(Cluster cluster, ResourceNames names, ConstraintSets sets) {

    private enum Kind {
        MANDATORY, OPTIONAL, SERIALIZE
    }

    private enum Symmetry {
        /** Only as it is written. */
        NONE,
        /** As it is written, and the inverse for the inverse actions. */
        FORWARD,
        /** The inverse of one that is symmetric. */
        INVERSE
    }

    void read(Element constraint) {
        var found = sets.of(constraint, new End("first", "first-action", "action"),
                new End("then", "then-action", "action"));
        if (found.isEmpty()) {
            addPair(constraint);
            return;
        }
        var kind = kind(constraint, Kind.MANDATORY);
        var symmetry = symmetry(constraint, kind, true);
        Element last = null;
        for (var set : found) {
            addInside(constraint, set);
            if (last != null) {
                addBetween(constraint, last, set, relations(kind, action(last), symmetry));
                if (symmetry == Symmetry.FORWARD) {
                    addInverseBetween(constraint, set, last, relations(kind, action(set), Symmetry.INVERSE));
                }
            }
            last = set;
        }
    }

    private static Kind kind(Element element, Kind otherwise) {
        var word = element.attribute("kind");
        if (word.isEmpty()) {
            return element.attribute("score").map(text -> Score.parseLeading(text).orElse(Score.ZERO))
                    .map(score -> score.value() == 0 ? Kind.OPTIONAL : Kind.MANDATORY).orElse(otherwise);
        }
        return switch (word.get().toLowerCase(Locale.ROOT)) {
            case "optional" -> Kind.OPTIONAL;
            case "serialize" -> Kind.SERIALIZE;
            default -> Kind.MANDATORY;
        };
    }

    private static Symmetry symmetry(Element element, Kind kind, boolean otherwise) {
        var isWanted = element.attribute("symmetrical").map(Words::isTrue).orElse(otherwise);
        return isWanted && kind != Kind.SERIALIZE ? Symmetry.FORWARD : Symmetry.NONE;
    }

    private static Set<Relation> relations(Kind kind, String first, Symmetry symmetry) {
        var relations = EnumSet.of(Relation.ORDERED);
        if (kind != Kind.MANDATORY) {
            return relations;
        }
        switch (symmetry) {
            case NONE -> relations.add(Relation.ASYMMETRIC);
            case FORWARD -> {
                relations.add(Relation.FIRST_IMPLIES_THEN);
                if (first.equals("start") || first.equals("promote")) {
                    relations.add(Relation.UNRUNNABLE_FIRST_BLOCKS);
                }
            }
            case INVERSE -> relations.add(Relation.THEN_IMPLIES_FIRST);
        }
        return relations;
    }

    private static String action(Element set) {
        return set.attribute("action", "start");
    }

    /** What undoes an action; empty where nothing does. */
    private static Optional<String> inverse(String action) {
        return switch (action) {
            case "start" -> Optional.of("stop");
            case "stop" -> Optional.of("start");
            case "promote" -> Optional.of("demote");
            case "demote" -> Optional.of("promote");
            case "promoted" -> Optional.of("demoted");
            case "demoted" -> Optional.of("promoted");
            case "running" -> Optional.of("stopped");
            case "stopped" -> Optional.of("running");
            default -> Optional.empty();
        };
    }

    private void addPair(Element constraint) {
        var first = names.named(constraint.attribute("first", ""), constraint.id());
        var then = names.named(constraint.attribute("then", ""), constraint.id());
        if (first.isEmpty() || then.isEmpty()) {
            return;
        }
        var kind = kind(constraint, Kind.MANDATORY);
        var symmetry = symmetry(constraint, kind, true);
        var firstAction = constraint.attribute("first-action", "start");
        var thenAction = constraint.attribute("then-action", firstAction);
        var relations = relations(kind, firstAction, symmetry);
        var end = Ordering.End.of(then.get(), thenAction);
        var enough = enough(first.get(), constraint);
        if (enough > 0 && first.get() instanceof Clone clone) {
            var point = point("clone-one-or-more:" + constraint.id(), enough);
            clone.children().forEach(instance -> addToPoint(constraint, instance, firstAction, point));
            addFromPoint(constraint, point, end, relations);
        } else {
            add(constraint, Ordering.End.of(first.get(), firstAction), end, relations);
        }
        if (symmetry == Symmetry.FORWARD) {
            addInverse(constraint, first.get(), then.get(), relations(kind, "", Symmetry.INVERSE));
        }
    }

    private void addInverse(Element constraint, Resource first, Resource then, Set<Relation> relations) {
        var firstAction = constraint.attribute("first-action", "start");
        var undoFirst = inverse(firstAction);
        var undoThen = inverse(constraint.attribute("then-action", firstAction));
        if (undoFirst.isEmpty() || undoThen.isEmpty()) {
            cluster.warnings().add("constraint " + constraint.id()
                    + " has no inverse for its actions: say symmetrical=false, and write the inverse down");
            return;
        }
        add(constraint, Ordering.End.of(then, undoThen.get()), Ordering.End.of(first, undoFirst.get()),
                relations);
    }

    /** How many instances of a clone are enough for what comes after it; 0 for the clone as a whole. */
    private static int enough(Resource first, Element constraint) {
        if (!(first instanceof Clone clone)) {
            return 0;
        }
        if (clone.limits().min() > 0) {
            return clone.limits().min();
        }
        return constraint.attribute("require-all").filter(word -> !Words.isTrue(word)).isPresent() ? 1 : 0;
    }

    private Action point(String name, int enough) {
        var point = cluster.actions().named(null, name, 0, null, name);
        point.set(Action.Flag.PSEUDO);
        point.set(Action.Flag.MIN_RUNNABLE);
        point.requiredFirsts(enough);
        return point;
    }

    private void addToPoint(Element constraint, Resource first, String action, Action point) {
        add(constraint, Ordering.End.of(first, action), Ordering.End.of(point),
                EnumSet.of(Relation.MIN_RUNNABLE, Relation.FIRST_IMPLIES_THEN_GRAPHED));
    }

    private void addFromPoint(Element constraint, Action point, Ordering.End then, Set<Relation> relations) {
        var all = EnumSet.copyOf(relations);
        all.add(Relation.UNRUNNABLE_FIRST_BLOCKS);
        add(constraint, Ordering.End.of(point), then, all);
    }

    private void add(Element constraint, Ordering.End first, Ordering.End then, Set<Relation> relations) {
        cluster.orderings().add(new Ordering(first, then, relations, constraint.id()));
    }

    private void addInside(Element constraint, Element set) {
        var parentKind = kind(constraint, Kind.MANDATORY);
        var kind = kind(set, parentKind);
        var symmetry = symmetry(set, kind, symmetry(constraint, parentKind, true) == Symmetry.FORWARD);
        var members = names.of(set, constraint.id());
        var action = action(set);
        var relations = relations(kind, action, symmetry);
        for (var i = 0; i < members.size(); i++) {
            var end = kind == Kind.SERIALIZE ? members.size() : Math.min(i + 2, members.size());
            if (kind != Kind.SERIALIZE && !ConstraintSets.isSequential(set)) {
                return;
            }
            for (var later : members.subList(i + 1, end)) {
                add(constraint, Ordering.End.of(members.get(i), action), Ordering.End.of(later, action),
                        relations);
                if (symmetry == Symmetry.FORWARD) {
                    addInverseInside(constraint, members.get(i), later, new Undone(action,
                            relations(kind, "", Symmetry.INVERSE)));
                }
            }
        }
    }

    /** An action whose inverse is ordered. */
    private record Undone(String action, Set<Relation> relations) {}

    private void addInverseInside(Element constraint, Resource first, Resource then, Undone undone) {
        inverse(undone.action()).ifPresent(undo -> add(constraint, Ordering.End.of(then, undo),
                Ordering.End.of(first, undo), undone.relations()));
    }

    /** The last of a sequence comes before the first of the next; of a set without sequence, each does. */
    private void addBetween(Element constraint, Element firsts, Element thens, Set<Relation> relations) {
        var left = names.of(firsts, constraint.id());
        var right = names.of(thens, constraint.id());
        if (needsOnlyOne(firsts)) {
            var point = point("one-or-more:" + firsts.id(), 1);
            left.forEach(first -> addToPoint(constraint, first, action(firsts), point));
            right.forEach(
                    then -> addFromPoint(constraint, point, Ordering.End.of(then, action(thens)), relations));
            return;
        }
        if (left.isEmpty() || right.isEmpty()) {
            return;
        }
        var from = ConstraintSets.isSequential(firsts) ? List.of(left.getLast()) : left;
        var to = ConstraintSets.isSequential(thens) ? List.of(right.getFirst()) : right;
        for (var first : from) {
            for (var then : to) {
                add(constraint, Ordering.End.of(first, action(firsts)), Ordering.End.of(then, action(thens)),
                        relations);
            }
        }
    }

    private static boolean needsOnlyOne(Element set) {
        return set.attribute("require-all").filter(word -> !Words.isTrue(word)).isPresent();
    }

    /** @param later the set that was later, and whose members are undone first */
    private void addInverseBetween(Element constraint, Element later, Element earlier,
            Set<Relation> relations) {
        var left = names.of(later, constraint.id());
        var right = names.of(earlier, constraint.id());
        var undoLeft = inverse(action(later));
        var undoRight = inverse(action(earlier));
        if (left.isEmpty() || right.isEmpty() || undoLeft.isEmpty() || undoRight.isEmpty()) {
            return;
        }
        if (needsOnlyOne(later)) {
            var point = point("one-or-more:" + later.id(), 1);
            left.forEach(first -> addToPoint(constraint, first, undoLeft.get(), point));
            right.forEach(then -> addFromPoint(constraint, point, Ordering.End.of(then, undoRight.get()),
                    relations));
            return;
        }
        var from = ConstraintSets.isSequential(later) ? List.of(left.getFirst()) : left;
        var to = ConstraintSets.isSequential(earlier) ? List.of(right.getLast()) : right;
        for (var first : from) {
            for (var then : to) {
                add(constraint, Ordering.End.of(first, undoLeft.get()),
                        Ordering.End.of(then, undoRight.get()),
                        relations);
            }
        }
    }
}
