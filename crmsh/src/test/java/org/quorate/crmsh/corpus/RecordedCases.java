package org.quorate.crmsh.corpus;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Finds what was recorded from other systems, which is no part of this project. */
public final class RecordedCases {

    private RecordedCases() {}

    /**
     * The folder that the environment names, else {@code shared/corpus/NAME} beside a folder above.
     *
     * @param mark what must be in the latter
     */
    public static Optional<Path> folder(String environment, String name, String mark) {
        var named = System.getenv(environment);
        if (named != null) {
            return Optional.of(Path.of(named));
        }
        for (var above = Path.of("").toAbsolutePath(); above != null; above = above.getParent()) {
            var folder = above.resolve("shared/corpus").resolve(name);
            if (Files.exists(folder.resolve(mark))) {
                return Optional.of(folder);
            }
        }
        return Optional.empty();
    }
}
