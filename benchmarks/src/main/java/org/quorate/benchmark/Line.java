package org.quorate.benchmark;

import java.util.Comparator;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * How long a decision would take were its time in proportion: so much at all, so much for each thing in the
 * cluster, so much for each recorded operation. Those are the cheap ones, and their share of all grows with
 * the number of nodes.
 *
 * @param fixed in us, 0 or more
 * @param each in us, for a resource, constraint or action
 * @param record in us, for a recorded operation
 */
record Line(double fixed, double each, double record) {

    private static final int STEPS = 300;

    /** One measurement: what there was to look at, and how long all of it took. */
    record Point(Workload work, double micros) {}

    /** The line from which the farthest point, in proportion, is nearest. */
    static Line nearest(List<Point> points) {
        return best(points, IntStream.rangeClosed(0, STEPS).mapToDouble(step -> (double) step / STEPS));
    }

    /** The same, a recorded operation at the price of anything else. */
    static Line ofOnePrice(List<Point> points) {
        return best(points, DoubleStream.of(1));
    }

    /** @param ratios what a recorded operation may take, in proportion to what anything else takes */
    private static Line best(List<Point> points, DoubleStream ratios) {
        double most = points.stream().mapToDouble(Point::micros).min().orElse(0);
        return ratios.boxed().flatMap(ratio -> IntStream.range(0, STEPS)
                .mapToObj(step -> through(points, most * step / STEPS, ratio)))
                .min(Comparator.comparingDouble(line -> line.farthest(points))).orElseThrow();
    }

    /** With these two: the one that is as far above the lowest point as below the highest. */
    private static Line through(List<Point> points, double fixed, double ratio) {
        double low = 0;
        double high = points.stream().mapToDouble(point -> point.micros() / point.work().things()).max()
                .orElse(0) * 2;
        for (int i = 0; i < 40; i++) {
            var middle = new Line(fixed, (low + high) / 2, ratio * (low + high) / 2);
            double above = points.stream().mapToDouble(middle::percentOff).max().orElse(0);
            double below = -points.stream().mapToDouble(middle::percentOff).min().orElse(0);
            if (above > below) {
                low = middle.each;
            } else {
                high = middle.each;
            }
        }
        return new Line(fixed, low, ratio * low);
    }

    /** How far a point lies above the line, in percent of the line. */
    double percentOff(Point point) {
        var work = point.work();
        return 100 * (point.micros() / (fixed + each * work.things() + record * work.recorded()) - 1);
    }

    /** In percent, above or below. */
    double farthest(List<Point> points) {
        return points.stream().mapToDouble(point -> Math.abs(percentOff(point))).max().orElse(0);
    }
}
