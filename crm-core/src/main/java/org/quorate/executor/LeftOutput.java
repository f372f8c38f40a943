package org.quorate.executor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder of output files. Files that services still write to after their agent ended are kept short, and
 * removed when nobody writes any more: also those of an earlier life of the daemon.
 */
final class LeftOutput {

    private static final Logger LOG = LoggerFactory.getLogger(LeftOutput.class);

    private final Path folder;
    private final Set<Path> inUse = ConcurrentHashMap.newKeySet();
    private final AtomicLong number = new AtomicLong(ProcessHandle.current().pid() << 32);

    LeftOutput(Path folder) {
        this.folder = folder;
    }

    /** A new file of which {@code kept} bytes will be kept. */
    AgentOutput open(String stream, int kept) {
        var file = folder.resolve(Long.toHexString(number.incrementAndGet()) + "." + stream);
        inUse.add(file);
        return new AgentOutput(file, kept);
    }

    void close(AgentOutput output) {
        output.close();
        inUse.remove(output.file());
    }

    /** To be called every few seconds. */
    void sweep() {
        try (var files = Files.newDirectoryStream(folder)) {
            for (var file : files) {
                if (inUse.contains(file)) {
                    continue;
                }
                if (!Posix.hasWriter(file)) {
                    AgentOutput.delete(file);
                } else if (file.toFile().length() > AgentOutput.KEPT) {
                    AgentOutput.cut(file);
                }
            }
        } catch (IOException e) {
            LOG.warn("cannot look after output folder={}: {}", folder, e.getMessage());
        }
    }
}
