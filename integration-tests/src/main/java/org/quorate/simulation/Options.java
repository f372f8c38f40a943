package org.quorate.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What the command line asks of the search.
 *
 * @param replay one seed is told as a story, whatever comes of it
 * @param limit no new seed begins after this; zero for no limit
 */
record Options(long seeds, long from, List<Shape> shapes, Duration limit, boolean replay, int threads) {

    static final String USAGE = "--seeds N [--from SEED] [--nodes 3|5|7|2+1] | --minutes M"
            + " | --replay SEED --nodes SHAPE";

    Options {
        shapes = List.copyOf(shapes);
    }

    /** @throws IllegalArgumentException with words for whoever typed it */
    static Options parse(String... arguments) {
        long seeds = 2000;
        long from = 1;
        var shapes = new ArrayList<Shape>();
        var limit = Duration.ZERO;
        boolean replay = false;
        int threads = Runtime.getRuntime().availableProcessors();
        for (int i = 0; i < arguments.length; i += 2) {
            var value = i + 1 < arguments.length ? arguments[i + 1] : "";
            switch (arguments[i]) {
                case "--seeds" -> seeds = number(arguments[i], value);
                case "--from" -> from = number(arguments[i], value);
                case "--threads" -> threads = (int) number(arguments[i], value);
                case "--nodes" -> shapes.add(Shape.of(value).orElseThrow(
                        () -> new IllegalArgumentException(
                                "--nodes is one of 3, 5, 7 and 2+1, not '" + value + "'")));
                case "--minutes" -> {
                    limit = Duration.ofMinutes(number(arguments[i], value));
                    seeds = Long.MAX_VALUE;
                }
                case "--replay" -> {
                    from = number(arguments[i], value);
                    seeds = 1;
                    replay = true;
                }
                default -> throw new IllegalArgumentException("unknown option '" + arguments[i] + "'");
            }
        }
        return new Options(seeds, from,
                shapes.isEmpty() ? List.of(Shape.THREE, Shape.TWO_AND_ARBITER) : shapes,
                limit, replay, threads);
    }

    private static long number(String option, String value) {
        try {
            long number = Long.parseLong(value);
            if (number >= 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            // said below, as for a negative one
        }
        throw new IllegalArgumentException(option + " wants a number, not '" + value + "'");
    }

    /** Seeds go round the shapes. */
    Shape shapeOf(long seed) {
        return shapes.get((int) (seed % shapes.size()));
    }
}
