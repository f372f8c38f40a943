package org.quorate.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.quorate.membership.Timings;

class KeptDetectionTest {

    private static final Timings TWO_SECONDS = Timings.from(Duration.ofSeconds(2));

    @TempDir
    Path folder;

    @Test
    void aFirstStartTakesTheDefault() {
        assertThat(new KeptDetection(folder).atStart()).isEqualTo(Timings.DEFAULT);
    }

    @Test
    void theNextStartTakesWhatWasInForceLast() {
        var first = new KeptDetection(folder);
        first.look(Timings.from(Duration.ofMillis(777)));
        first.look(TWO_SECONDS);

        assertThat(first.atStart()).isEqualTo(Timings.DEFAULT);
        assertThat(new KeptDetection(folder).atStart()).isEqualTo(TWO_SECONDS);
    }

    @Test
    void theDefaultIsKeptLikeAnyOther() {
        new KeptDetection(folder).look(TWO_SECONDS);
        new KeptDetection(folder).look(Timings.DEFAULT);

        assertThat(new KeptDetection(folder).atStart()).isEqualTo(Timings.DEFAULT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "1ms", "2h", "500ms 500ms", "\u0000"})
    void whatMakesNoSenseIsTheDefault(String text) throws IOException {
        Files.writeString(folder.resolve(KeptDetection.FILE), text);

        assertThat(new KeptDetection(folder).atStart()).isEqualTo(Timings.DEFAULT);
    }

    @Test
    void aFileThatIsTooLongOrNoFileIsTheDefault() throws IOException {
        Files.writeString(folder.resolve(KeptDetection.FILE), "2s" + " ".repeat(100));
        assertThat(new KeptDetection(folder).atStart()).isEqualTo(Timings.DEFAULT);

        Files.delete(folder.resolve(KeptDetection.FILE));
        Files.createDirectory(folder.resolve(KeptDetection.FILE));
        assertThat(new KeptDetection(folder).atStart()).isEqualTo(Timings.DEFAULT);
    }

    @Test
    void aFolderThatTakesNoFileHarmsNobody() {
        var kept = new KeptDetection(folder.resolve("missing"));

        kept.look(TWO_SECONDS);

        assertThat(kept.atStart()).isEqualTo(Timings.DEFAULT);
    }
}
