package org.quorate.benchmark;

import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
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
 * does, are the same for all.
 */
final class Proportion {

    /** For each state; in the first third of it the code is compiled, and nothing counts. */
    private static final int SECONDS = 100;
    /** A turn decides on one cluster until it has taken so much, so that collecting garbage has its share. */
    private static final long TURN_NANOS = 500_000_000L;
    private static final String HEAD = """
            One virtual machine, all sizes by turns; processor time with that of the collector, least of the
            turns, in us for each resource, constraint, action, recorded operation; in brackets how far it is
            off the straight line (fixed + us/item x items) that is nearest to all. Goal: 10 % at most.
            """;

    private final PrintStream out;
    /** Kept, so that no decision is left out as one that nobody needs. */
    private @Nullable Plan last;

    Proportion(PrintStream out) {
        this.out = out;
    }

    /** Prints a table: for each state the least time of each size, and how far the farthest is off. */
    void print(long seed) throws IOException {
        out.println(HEAD);
        out.println("| state | " + String.join(" | ", Size.ALL.stream().map(Size::toString).toList())
                + " | fixed, us | us/item | farthest |");
        out.println("|---|" + "---|".repeat(Size.ALL.size() + 3));
        for (var variant : Variant.values()) {
            var subjects = clusters(seed, variant);
            var points = points(subjects, measure(subjects));
            var line = Line.nearest(points);
            var cells = points.stream()
                    .map(point -> text("%.2f (%+.0f %%)", point.micros() / point.items(),
                            line.percentOff(point)))
                    .toList();
            out.println("| " + variant.name().toLowerCase(Locale.ROOT).replace('_', ' ') + " | "
                    + String.join(" | ", cells)
                    + text(" | %.0f | %.2f | %.0f %% |", line.fixed(), line.each(), line.farthest(points)));
        }
    }

    private static List<Line.Point> points(List<Subject> subjects, double[] micros) {
        return IntStream.range(0, micros.length)
                .mapToObj(i -> new Line.Point(subjects.get(i).items(), micros[i])).toList();
    }

    /** A cluster and how many items it has. */
    private record Subject(Cib cib, int items) {}

    private static List<Subject> clusters(long seed, Variant variant) throws IOException {
        var subjects = new ArrayList<Subject>();
        for (var size : Size.ALL) {
            var cib = CibXml.read(CibXml.write(ScaleCib.of(seed, size, variant)));
            subjects.add(new Subject(cib, Workload.of(cib).items()));
        }
        return subjects;
    }

    /** The least of each, in us. */
    private double[] measure(List<Subject> subjects) {
        var least = new double[subjects.size()];
        Arrays.fill(least, Double.MAX_VALUE);
        long began = System.nanoTime();
        while (System.nanoTime() - began < 1e9 * SECONDS) {
            var counts = System.nanoTime() - began > 1e9 * SECONDS / 3;
            for (int i = 0; i < least.length; i++) {
                double took = turn(subjects.get(i));
                least[i] = counts ? Math.min(least[i], took) : least[i];
            }
        }
        return least;
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
