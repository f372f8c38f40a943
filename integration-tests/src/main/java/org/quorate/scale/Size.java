package org.quorate.scale;

import java.util.List;
import java.util.Optional;

/**
 * How big a generated cluster is.
 *
 * @param nodes at least 1
 * @param resources primitives in its configuration, at least 10 and a multiple of 10
 */
public record Size(int nodes, int resources) {

    /** Those that are measured, smallest first. */
    public static final List<Size> ALL = List.of(new Size(3, 10), new Size(5, 100), new Size(16, 500),
            new Size(32, 1000), new Size(32, 2000));

    public Size {
        if (nodes < 1 || resources < 10 || resources % 10 != 0) {
            throw new IllegalArgumentException("a size has at least 1 node, and resources by tens, not "
                    + nodes + "x" + resources);
        }
    }

    /** As in {@code 16x500}; empty for anything else. */
    public static Optional<Size> parse(String text) {
        if (!text.matches("[1-9]\\d{0,3}x[1-9]\\d{0,4}0")) {
            return Optional.empty();
        }
        var parts = text.split("x", -1);
        return Optional.of(new Size(Integer.parseInt(parts[0]), Integer.parseInt(parts[1])));
    }

    @Override
    public String toString() {
        return nodes + "x" + resources;
    }
}
