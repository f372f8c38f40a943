package org.quorate.executor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Removes addresses that agents have set and written down, without asking the agents. Safe on any thread. */
final class ResourceAddresses {

    private static final Logger LOG = LoggerFactory.getLogger(ResourceAddresses.class);
    private static final long LIMIT_SECONDS = 2;

    private final Path folder;

    /** @param folder one file per resource: lines {@code ADDRESS/PREFIX INTERFACE} */
    ResourceAddresses(Path folder) {
        this.folder = folder;
    }

    /** Returns how many were removed. */
    int remove(String resource) {
        var file = folder.resolve(resource);
        if (!Files.exists(file)) {
            return 0;
        }
        try {
            var removed = 0;
            for (var line : Files.readAllLines(file)) {
                var words = line.strip().split(" ", -1);
                removed += words.length == 2 && remove(words[0], words[1]) ? 1 : 0;
            }
            Files.deleteIfExists(file);
            return removed;
        } catch (IOException e) {
            LOG.error("addresses not removed resource={} why=\"{}\"", resource, e.getMessage());
            return 0;
        }
    }

    private static boolean remove(String address, String nic) throws IOException {
        var process = new ProcessBuilder(List.of("ip", "addr", "del", address, "dev", nic))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD).start();
        try {
            if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return false;
            }
            return process.exitValue() == 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
