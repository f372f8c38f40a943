package org.quorate.simulation;

import java.util.Arrays;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.quorate.membership.NodeName;
import org.quorate.state.NodeStatus.Kind;

/** How many machines there are, and of what kind. */
enum Shape {

    THREE("3", 3, 0), FIVE("5", 5, 0), SEVEN("7", 7, 0), TWO_AND_ARBITER("2+1", 2, 1);

    private final String word;
    private final int nodes;
    private final int arbiters;

    Shape(String word, int nodes, int arbiters) {
        this.word = word;
        this.nodes = nodes;
        this.arbiters = arbiters;
    }

    static Optional<Shape> of(String word) {
        return Arrays.stream(values()).filter(shape -> shape.word.equals(word)).findFirst();
    }

    /** As it is written on the command line. */
    String word() {
        return word;
    }

    SortedMap<NodeName, Kind> machines() {
        var machines = new TreeMap<NodeName, Kind>();
        for (int n = 1; n <= nodes; n++) {
            machines.put(new NodeName("n" + n), Kind.NODE);
        }
        for (int a = 1; a <= arbiters; a++) {
            machines.put(new NodeName("a" + a), Kind.ARBITER);
        }
        return machines;
    }
}
