package org.quorate.simulation.exhaustive;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.quorate.simulation.Seams;
import org.quorate.simulation.exhaustive.Instance.Limits;

/** Goes through all that can happen in an instance, the shortest first, until two machines are active. */
public final class Exploration {

    private static final Limits NONE = new Limits(0, 0, 0, 0, 0, 1000);

    private record Open(int number, Whole whole) {}

    private final Instance instance;
    private final Hosts hosts;
    private final Moves moves;
    private final Whole beginning;
    private final Visited visited = new Visited();
    private long steps;

    private Exploration(Instance instance, Seams seams) {
        this.instance = instance;
        this.hosts = new Hosts(instance, seams);
        var journal = new Journal(seams, Collections.unmodifiableSortedSet(
                new TreeSet<>(instance.machines().keySet())));
        var empty = journal.empty();
        var calm = new Moves(instance.with(NONE), seams, hosts, journal, empty);
        var begun = new Beginning(instance, hosts, journal, calm, empty);
        var atRest = begun.whole();
        beginning = switch (instance.opening()) {
            case AT_REST -> atRest;
            case GIVEN_AWAY -> begun.givenAway(atRest);
        };
        moves = new Moves(instance, seams, hosts, journal, atRest.newest());
    }

    /**
     * What was found.
     *
     * @param story the steps to two active machines; empty when there is no way to them
     * @param states different moments seen
     * @param steps from one to another
     * @param complete whether all was seen that the limits allow
     */
    public record Result(Instance instance, List<String> story, long states, long steps, long nanos,
            Completeness complete) {

        public Result {
            story = List.copyOf(story);
        }

        public boolean isViolated() {
            return !story.isEmpty();
        }

        @Override
        public String toString() {
            return String.format("%s, %s: %,d states, %,d steps, %,d states a second, %s%s", instance.name(),
                    instance.limits(), states, steps, states * 1_000_000_000L / Math.max(1, nanos),
                    complete == Completeness.ALL ? "all of it" : "a part",
                    isViolated() ? "; two owners after " + story.size() + " steps" : "");
        }
    }

    /** Whether a search came to its end. */
    public enum Completeness {
        ALL, PART
    }

    /**
     * Searches all of it.
     *
     * @param most states after which it is broken off
     */
    public static Result of(Instance instance, Seams seams, long most) {
        return new Exploration(instance, seams).run(most);
    }

    private Result run(long most) {
        long begun = System.nanoTime();
        var open = new ArrayDeque<Open>();
        open.add(new Open(visited.add(beginning, -1, 0), beginning));
        for (var next = open.poll(); next != null; next = open.poll()) {
            var found = expand(next, open);
            if (found.isPresent() || visited.size() >= most) {
                return new Result(instance, found.orElse(List.of()), visited.size(), steps,
                        System.nanoTime() - begun, Completeness.PART);
            }
        }
        return new Result(instance, List.of(), visited.size(), steps, System.nanoTime() - begun,
                Completeness.ALL);
    }

    private Optional<List<String>> expand(Open from, ArrayDeque<Open> open) {
        int ordinal = 0;
        for (var next : moves.of(from.whole())) {
            steps++;
            int number = visited.add(next.whole(), from.number(), ordinal++);
            if (number >= 0) {
                if (next.whole().active() > 1) {
                    return Optional.of(story(number));
                }
                open.add(new Open(number, next.whole()));
            }
        }
        return Optional.empty();
    }

    private List<String> story(int end) {
        var ordinals = new ArrayList<Integer>();
        for (int number = end; visited.from(number) >= 0; number = visited.from(number)) {
            ordinals.addFirst(visited.step(number));
        }
        var lines = new ArrayList<String>();
        var whole = beginning;
        for (int ordinal : ordinals) {
            var next = moves.of(whole).get(ordinal);
            lines.add(next.what().get());
            whole = next.whole();
        }
        return lines;
    }
}
