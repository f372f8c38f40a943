package org.quorate.simulation.exhaustive;

import java.util.ArrayList;
import java.util.List;
import org.quorate.simulation.Seams;
import org.quorate.simulation.exhaustive.Instance.Limits;

/** Searches the small instances of one size, each to its end or to its share of states. */
public final class Exhaustive {

    private static final int LARGEST = 3;

    /**
     * An instance to be searched.
     *
     * @param most states after which it is broken off; takes about 150 bytes each
     */
    public record Task(Instance instance, long most) {

        @Override
        public String toString() {
            return instance.name() + " " + instance.limits();
        }
    }

    private Exhaustive() {}

    /** Exits with 0 when nowhere two machines were active, 1 when they were, 2 when it did not understand. */
    public static void main(String... arguments) {
        var size = arguments.length == 0 ? "1" : arguments[0];
        if (arguments.length > 1 || !size.matches("[1-" + LARGEST + "]")) {
            System.out.println("usage: --exhaustive [1-" + LARGEST + "]");
            System.exit(2);
        }
        boolean violated = false;
        for (var task : ofSize(Integer.parseInt(size))) {
            var result = Exploration.of(task.instance(), new Seams(), task.most());
            System.out.println(result);
            result.story().forEach(line -> System.out.println("  " + line));
            violated |= result.isViolated();
        }
        System.exit(violated ? 1 : 0);
    }

    /** The larger sizes hold the smaller ones; size 1 is searched at every build. */
    public static List<Task> ofSize(int size) {
        var tasks = new ArrayList<Task>();
        long most = size == LARGEST ? 60_000_000 : 8_000_000;
        tasks.add(new Task(Instance.threeVotersCoarsely(new Limits(2, 1, 1, 0, 0, 2)), most));
        tasks.add(new Task(Instance.twoAndArbiterCoarsely(new Limits(2, 1, 1, 0, 0, 2)), most));
        tasks.add(new Task(Instance.driftingToTheEdge(new Limits(2, 1, 0, 0, 0, 2)), most));
        if (size == 1) {
            tasks.add(new Task(Instance.givenAway(new Limits(2, 0, 0, 0, 0, 6)), 400_000));
            return tasks;
        }
        tasks.add(new Task(Instance.givenAway(new Limits(2, 0, 0, 0, 0, 7)), most));
        tasks.add(new Task(Instance.threeVoters(new Limits(3, 1, 0, 0, 0, 2)), most));
        tasks.add(new Task(Instance.twoAndArbiter(new Limits(3, 1, 0, 0, 0, 2)), most));
        tasks.add(new Task(Instance.drifting(new Limits(3, 1, 0, 0, 0, 2)), most));
        tasks.add(new Task(Instance.threeVotersCoarsely(new Limits(2, 1, 0, 1, 0, 2)), most));
        tasks.add(new Task(Instance.threeVotersCoarsely(new Limits(2, 2, 0, 0, 0, 4)), most));
        if (size == LARGEST) {
            tasks.add(new Task(Instance.threeVoters(new Limits(3, 1, 1, 0, 0, 3)), most));
            tasks.add(new Task(Instance.threeVoters(new Limits(3, 2, 0, 0, 0, 4)), most));
            tasks.add(new Task(Instance.twoAndArbiter(new Limits(3, 2, 1, 0, 0, 6)), most));
            tasks.add(new Task(Instance.threeVotersCoarsely(new Limits(2, 1, 1, 1, 1, 4)), most));
        }
        return tasks;
    }
}
