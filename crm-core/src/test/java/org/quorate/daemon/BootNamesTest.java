package org.quorate.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quorate.state.Boot;

/** What Linux calls a machine and its start. */
class BootNamesTest {

    @TempDir
    Path folder;

    private Path file(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content);
    }

    @Test
    void readsBothWithoutTheirLineEnds() throws IOException {
        assertThat(BootNames.read(file("machine", "m1\n"), file("boot", "b1\n")))
                .isEqualTo(new Boot("m1", "b1"));
    }

    @Test
    void isUnknownWhereOneIsMissingOrEmpty() throws IOException {
        var boot = file("boot", "b1\n");

        assertThat(BootNames.read(folder.resolve("none"), boot)).isEqualTo(Boot.UNKNOWN);
        assertThat(BootNames.read(file("machine", "\n"), boot)).isEqualTo(Boot.UNKNOWN);
    }
}
