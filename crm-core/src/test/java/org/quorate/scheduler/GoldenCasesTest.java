package org.quorate.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.quorate.state.Action;

/**
 * Each case: {@code before.txt} is scheduled to {@code transition.txt}, and played to its end, {@code
 * after.txt}. {@code -Dgolden.update} rewrites the expected files; the diff is for review.
 */
class GoldenCasesTest {

    private static final Path CASES = Path.of("src/test/resources/scheduler");

    static List<String> cases() throws IOException {
        try (var folders = Files.list(CASES)) {
            return folders.filter(Files::isDirectory).map(p -> p.getFileName().toString()).sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void isScheduledAsRecorded(String name) throws IOException {
        var folder = CASES.resolve(name);
        var given = CaseReader.read(Files.readString(folder.resolve("before.txt")));

        var decision = Scheduler.schedule(given.state(), CaseReader.NOON);
        var playback = new Playback(given.state(), given.world(), CaseReader.NOON, _ -> {},
                Comparator.comparing(Action::id));
        playback.toRest();

        compare(folder.resolve("transition.txt"), CaseWriter.transition(decision, given.state()));
        compare(folder.resolve("after.txt"), CaseWriter.after(playback.state(), playback.decision()));
    }

    private static void compare(Path file, String actual) throws IOException {
        if (Boolean.getBoolean("golden.update") || System.getProperty("golden.update", "no").isEmpty()) {
            Files.writeString(file, actual);
        }
        assertThat(actual).as("%s", file).isEqualTo(Files.readString(file));
    }
}
