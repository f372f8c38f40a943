package org.quorate.crmsh.corpus;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.quorate.crmsh.corpus.Action.Name;

/** Compares an outcome with the recorded one. Actions that nobody carries out only pass order on. */
record Judge(Outcome expected, Outcome got) {

    /** The highest level that is reached; empty for none. */
    Optional<Level> level() {
        var wrong = differences();
        Level highest = null;
        for (var level : Level.values()) {
            if (wrong.stream().noneMatch(level::asksFor)) {
                highest = level;
            }
        }
        return Optional.ofNullable(highest);
    }

    Set<Aspect> differences() {
        var wrong = EnumSet.noneOf(Aspect.class);
        note(wrong, Aspect.CURRENT_ROLES, haveSameRoles(expected.current(), got.current()));
        note(wrong, Aspect.FINAL_ROLES, haveSameRoles(expected.roles(), got.roles()));
        note(wrong, Aspect.FINAL_NODES, expected.nodes().equals(got.nodes()));
        note(wrong, Aspect.SUMMARY, expected.summary().equals(got.summary()));
        note(wrong, Aspect.CORE_ACTIONS, haveSame(Action::isCore));
        note(wrong, Aspect.ACTIONS, haveSame(Action::isReal));
        note(wrong, Aspect.CORE_ORDER, !wrong.contains(Aspect.CORE_ACTIONS) && keepsOrder(Action::isCore));
        note(wrong, Aspect.ORDER, !wrong.contains(Aspect.ACTIONS) && keepsOrder(Action::isReal));
        note(wrong, Aspect.NO_MORE_ORDER, !wrong.contains(Aspect.ORDER)
                && order(expected, Action::isReal).equals(order(got, Action::isReal)));
        return wrong;
    }

    private static void note(Set<Aspect> wrong, Aspect aspect, boolean isRight) {
        if (!isRight) {
            wrong.add(aspect);
        }
    }

    private static boolean haveSameRoles(Map<String, String> left, Map<String, String> right) {
        var places = new TreeSet<>(left.keySet());
        places.addAll(right.keySet());
        return places.stream().allMatch(place -> {
            var one = left.getOrDefault(place, "");
            var other = right.getOrDefault(place, "");
            return one.equals(other) || (!one.isEmpty() && !other.isEmpty()
                    && (one.equals("Active") || other.equals("Active")));
        });
    }

    private boolean haveSame(Predicate<Action> wanted) {
        return count(expected, wanted).equals(count(got, wanted));
    }

    private static Map<Name, Integer> count(Outcome outcome, Predicate<Action> wanted) {
        var counts = new HashMap<Name, Integer>();
        outcome.actions().stream().filter(wanted)
                .forEach(action -> counts.merge(action.name(), 1, Integer::sum));
        return counts;
    }

    private boolean keepsOrder(Predicate<Action> wanted) {
        var needed = order(expected, wanted);
        var given = order(got, wanted);
        return given.isPresent() && needed.isPresent()
                && given.get().pairs().containsAll(needed.get().pairs());
    }

    private static Optional<Order> order(Outcome outcome, Predicate<Action> wanted) {
        return Order.of(outcome.actions(), outcome.precedence(), wanted);
    }
}
