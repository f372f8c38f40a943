package org.quorate.executor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.quorate.executor.ProcessTable.Stat;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Agents that an earlier life of this daemon left running: their results could reach nobody, and they could
 * act after this life has probed. Each agent writes its own line of {@code /proc/PID/stat} to a file before
 * it begins.
 */
final class OrphanAgents {

    private static final Logger LOG = LoggerFactory.getLogger(OrphanAgents.class);
    /** How long to wait until the killed are gone. */
    private static final Duration DEATH = Duration.ofSeconds(2);

    private OrphanAgents() {}

    /** Kills them with all they started and did not detach; returns how many there were. */
    static int kill(Path operations) {
        var killed = new ArrayList<Stat>();
        try (var records = Files.newDirectoryStream(operations)) {
            for (var record : records) {
                Stat.parse(Files.readString(record, StandardCharsets.ISO_8859_1))
                        .filter(OrphanAgents::isThere)
                        .ifPresent(orphan -> {
                            Posix.killGroup(orphan.pid());
                            killed.add(orphan);
                        });
                AgentOutput.delete(record);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        awaitEnd(killed);
        if (!killed.isEmpty()) {
            LOG.info("killed agents that an earlier life left running count={}", killed.size());
        }
        return killed.size();
    }

    static boolean isThere(Stat stat) {
        return ProcessTable.stat(stat.pid()).filter(now -> now.startTicks() == stat.startTicks())
                .filter(now -> !now.isZombie()).isPresent();
    }

    /** Waits until none is there any more, or for {@link #DEATH}. */
    static void awaitEnd(List<Stat> killed) {
        long deadline = System.nanoTime() + DEATH.toNanos();
        try {
            while (killed.stream().anyMatch(OrphanAgents::isThere) && System.nanoTime() < deadline) {
                Thread.sleep(Duration.ofMillis(2));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
