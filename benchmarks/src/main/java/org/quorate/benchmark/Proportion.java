package org.quorate.benchmark;

import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.quorate.cib.Cib;
import org.quorate.codec.CibXml;
import org.quorate.policy.Plan;
import org.quorate.policy.Policy;
import org.quorate.scale.ScaleCib;
import org.quorate.scale.Size;
import org.quorate.scale.Variant;

/**
 * Whether the time of a decision is in proportion to what there is to look at: one virtual machine decides
 * by turns on clusters of all sizes, so that one compilation of the code, and whatever else the machine
 * does, are the same for all. Other work on the machine slows a whole round down, so what counts of a round
 * is how its sizes stand to each other.
 */
final class Proportion {

    /** For each state; in the first third of it the code is compiled, and nothing counts. */
    private static final int SECONDS = 100;
    /** A turn decides on one cluster until it has taken so much: the largest once. */
    private static final long TURN_NANOS = 200_000_000L;
    private static final String HEAD = """
            One virtual machine, rounds of one turn for each size; processor time with that of the collector,
            in us for each resource, constraint, action, recorded operation: the median of what it was in
            proportion to its round, times the quickest round. In brackets how far it is off the nearest line:
            fixed + each x (resources + constraints + actions) + record x recorded operations. Goal: 10 % at
            most. one price: the same where a recorded operation costs as much as anything else.
            """;

    private final PrintStream out;
    /** Kept, so that no decision is left out as one that nobody needs. */
    private @Nullable Plan last;

    Proportion(PrintStream out) {
        this.out = out;
    }

    /** Prints a table: for each state what each size took, and how far the farthest is off. */
    void print(long seed) throws IOException {
        out.println(HEAD);
        out.println("| state | " + String.join(" | ", Size.ALL.stream().map(Size::toString).toList())
                + " | rounds | fixed, us | each, us | record, us | farthest | one price |");
        out.println("|---|" + "---|".repeat(Size.ALL.size() + 6));
        for (var variant : Variant.values()) {
            var subjects = clusters(seed, variant);
            var rounds = measure(subjects);
            var points = points(subjects, Rounds.typical(rounds));
            var line = Line.nearest(points);
            var cells = points.stream()
                    .map(point -> text("%.2f (%+.0f %%)", point.micros() / point.work().items(),
                            line.percentOff(point)))
                    .toList();
            out.println("| " + variant.name().toLowerCase(Locale.ROOT).replace('_', ' ') + " | "
                    + String.join(" | ", cells)
                    + text(" | %d | %.0f | %.2f | %.2f | %.0f %% | %.0f %% |", rounds.size(), line.fixed(),
                            line.each(), line.record(), line.farthest(points),
                            Line.ofOnePrice(points).farthest(points)));
        }
    }

    private static List<Line.Point> points(List<Subject> subjects, double[] micros) {
        return IntStream.range(0, micros.length)
                .mapToObj(i -> new Line.Point(subjects.get(i).work(), micros[i])).toList();
    }

    private record Subject(Cib cib, Workload work) {}

    private static List<Subject> clusters(long seed, Variant variant) throws IOException {
        var subjects = new ArrayList<Subject>();
        for (var size : Size.ALL) {
            var cib = CibXml.read(CibXml.write(ScaleCib.of(seed, size, variant)));
            subjects.add(new Subject(cib, Workload.of(cib)));
        }
        return subjects;
    }

    /** Of each round that counts what each took, in us. */
    private List<double[]> measure(List<Subject> subjects) {
        var rounds = new ArrayList<double[]>();
        long began = System.nanoTime();
        while (System.nanoTime() - began < 1e9 * SECONDS) {
            var counts = System.nanoTime() - began > 1e9 * SECONDS / 3;
            var round = subjects.stream().mapToDouble(this::turn).toArray();
            if (counts) {
                rounds.add(round);
            }
        }
        return rounds;
    }

    private double turn(Subject subject) {
        int decisions = 0;
        long began = System.nanoTime();
        long before = ProcessorTime.now();
        do {
            last = Policy.decide(subject.cib(), ScaleCib.NOW);
            decisions++;
        } while (System.nanoTime() - began < TURN_NANOS);
        return (ProcessorTime.now() - before) / 1e3 / decisions;
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
