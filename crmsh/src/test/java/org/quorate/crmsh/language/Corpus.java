package org.quorate.crmsh.language;

import java.nio.file.Files;
import org.junit.jupiter.api.Assumptions;
import org.quorate.crmsh.corpus.RecordedCases;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/**
 * Lines recorded from crmsh, which are not part of this project: the environment's QUORATE_CORPUS names their
 * folder, else it is {@code shared/corpus/crmsh} beside a folder above; without it the tests are skipped.
 */
final class Corpus {

    private Corpus() {}

    static JsonNode read(String file) throws java.io.IOException {
        var folder = RecordedCases.folder("QUORATE_CORPUS", "crmsh", "");
        Assumptions.assumeTrue(folder.isPresent(),
                "no recorded crmsh lines: set QUORATE_CORPUS to their folder");
        return new ObjectMapper().readTree(Files.readString(folder.get().resolve(file)));
    }
}
