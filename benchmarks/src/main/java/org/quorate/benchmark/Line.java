package org.quorate.benchmark;

import java.util.List;
import java.util.stream.IntStream;

/**
 * A straight line: so much for a decision at all, so much for each item of it.
 *
 * @param fixed in us, 0 or more
 * @param each in us
 */
record Line(double fixed, double each) {

    private static final int STEPS = 2_000;

    /** One measurement: how many items, and how long they took together. */
    record Point(int items, double micros) {}

    /** The line from which the farthest point, in proportion, is nearest. */
    static Line nearest(List<Point> points) {
        double most = points.stream().mapToDouble(Point::micros).min().orElse(0);
        return IntStream.range(0, STEPS).mapToObj(step -> through(points, most * step / STEPS))
                .min((one, other) -> Double.compare(one.farthest(points), other.farthest(points)))
                .orElseThrow();
    }

    /** With that fixed part: the one that is as far above the lowest point as below the highest. */
    private static Line through(List<Point> points, double fixed) {
        double low = 0;
        double high = points.stream().mapToDouble(point -> point.micros() / point.items()).max().orElse(0)
                * 2;
        for (int i = 0; i < 60; i++) {
            var middle = new Line(fixed, (low + high) / 2);
            double above = points.stream().mapToDouble(middle::percentOff).max().orElse(0);
            double below = -points.stream().mapToDouble(middle::percentOff).min().orElse(0);
            if (above > below) {
                low = middle.each;
            } else {
                high = middle.each;
            }
        }
        return new Line(fixed, low);
    }

    /** How far a point lies above the line, in percent of the line. */
    double percentOff(Point point) {
        return 100 * (point.micros() / (fixed + each * point.items()) - 1);
    }

    /** In percent, above or below. */
    double farthest(List<Point> points) {
        return points.stream().mapToDouble(point -> Math.abs(percentOff(point))).max().orElse(0);
    }
}
