package org.quorate.model.planted;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import tools.jackson.databind.json.JsonMapper;

/** What a class of a pure package must not do; only the architecture test reads it. */
public final class ImpureModel {

    private ImpureModel() {}

    public static boolean breaks() {
        return Files.exists(Path.of("/")) && Instant.now().isAfter(Instant.EPOCH)
                && JsonMapper.builder().build()
                        .isEnabled(tools.jackson.databind.MapperFeature.USE_ANNOTATIONS);
    }
}
