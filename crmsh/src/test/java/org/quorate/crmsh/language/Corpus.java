package org.quorate.crmsh.language;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/**
 * Lines recorded from crmsh, which are not part of this project: the environment's QUORATE_CORPUS names their
 * folder, else it is {@code shared/corpus/crmsh} beside a folder above; without it the tests are skipped.
 */
final class Corpus {

    private Corpus() {}

    static JsonNode read(String file) throws java.io.IOException {
        var folder = folder();
        Assumptions.assumeTrue(folder.isPresent(),
                "no recorded crmsh lines: set QUORATE_CORPUS to their folder");
        return new ObjectMapper().readTree(Files.readString(folder.get().resolve(file)));
    }

    private static Optional<Path> folder() {
        var named = System.getenv("QUORATE_CORPUS");
        if (named != null) {
            return Optional.of(Path.of(named));
        }
        for (var above = Path.of("").toAbsolutePath(); above != null; above = above.getParent()) {
            var folder = above.resolve("shared/corpus/crmsh");
            if (Files.isDirectory(folder)) {
                return Optional.of(folder);
            }
        }
        return Optional.empty();
    }
}
