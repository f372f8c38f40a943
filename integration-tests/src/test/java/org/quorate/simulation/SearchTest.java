package org.quorate.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** A seed that breaks something is made smaller and told, and can be replayed: end to end, with a bug. */
class SearchTest {

    private static final Pattern LEAST = Pattern.compile("least: (\\d+) of (\\d+) troubles");
    private static final int MOST_SEEDS = 400;

    /** A scenario with enough troubles that some of them cannot matter. */
    private static long failingSeed() {
        return LongStream.rangeClosed(1, MOST_SEEDS).filter(seed -> {
            var scenario = Scenario.draw(seed, Shape.THREE);
            return scenario.troubles().size() >= 5 && Simulation
                    .run(scenario, new PlantedInState.InFlightForgotten(), Trace.Reader.NOBODY).violation()
                    .isPresent();
        }).findFirst().orElseThrow();
    }

    private static List<String> linesOf(Search search, ByteArrayOutputStream out)
            throws InterruptedException {
        assertThat(search.run()).isEqualTo(1);
        return out.toString(StandardCharsets.UTF_8).lines().toList();
    }

    @Test
    void aFailingSeedIsMadeSmallerAndTold() throws InterruptedException {
        long seed = failingSeed();
        var out = new ByteArrayOutputStream();
        var search = new Search(Options.parse("--seeds", "1", "--from", "" + seed, "--nodes", "3"),
                new PrintStream(out, true, StandardCharsets.UTF_8), PlantedInState.InFlightForgotten::new);

        var lines = linesOf(search, out);

        var head = lines.stream().filter(line -> line.startsWith("== seed " + seed + ": ")).findFirst();
        assertThat(head).as("%s", lines).isPresent();
        assertThat(lines).contains("replay: ./verify --replay " + seed + " --nodes 3");
        var least = lines.stream().map(LEAST::matcher).filter(matcher -> matcher.matches()).findFirst()
                .orElseThrow();
        int left = Integer.parseInt(least.group(1));
        assertThat(left).isLessThan(Integer.parseInt(least.group(2)));
        var story = lines.subList(lines.indexOf(least.group()) + 1, lines.size());
        var invariant = head.orElseThrow().split(": ", 3)[1];
        assertThat(story.getLast()).as("what is left still fails").contains("!!   " + invariant + ": ");
        assertThat(story).as("the story of what is left").hasSizeGreaterThan(50);
        assertThat(story.stream().filter(line -> line.contains(" !!   ") && line.contains("[at=")))
                .hasSize(left);
    }
}
