package org.quorate.daemon;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import org.quorate.membership.Timings;
import org.quorate.model.Durations;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The failure detection that was in force last, in a file beside the log. What is set up before the log is
 * read
 * goes by it: Raft's timeouts, until the next start, and those of the heartbeats, until the log is there. It
 * decides nothing: with a wrong one, or none, a cluster elects too soon or too late.
 */
final class KeptDetection {

    static final String FILE = "failure-detection";

    private static final Logger LOG = LoggerFactory.getLogger(KeptDetection.class);
    private static final long LONGEST = 64;

    private final Path file;
    private final Timings atStart;
    private Duration kept;

    /** Reads it; the default where there is none, or none that makes sense. */
    KeptDetection(Path dataFolder) {
        file = dataFolder.resolve(FILE);
        atStart = read(file);
        kept = atStart.deadAfter();
    }

    private static Timings read(Path file) {
        try {
            if (Files.size(file) > LONGEST) {
                throw new IllegalArgumentException("it is too long");
            }
            return Timings.from(Durations.parse(Files.readString(file).strip())
                    .orElseThrow(() -> new IllegalArgumentException("it is no duration such as 500ms, 2s")));
        } catch (NoSuchFileException e) {
            return Timings.DEFAULT;
        } catch (IOException | IllegalArgumentException | ArithmeticException e) {
            LOG.warn("the last failure-detection cannot be read, starting with {}: file={} why=\"{}\"",
                    Durations.text(Timings.DEFAULT.deadAfter()), file, e.getMessage());
            return Timings.DEFAULT;
        }
    }

    /** The times with which this daemon started. */
    Timings atStart() {
        return atStart;
    }

    /** Keeps what is in force now. Called after each entry of the log, by one thread at a time. */
    void look(Timings inForce) {
        var detection = inForce.deadAfter();
        if (detection.equals(kept)) {
            return;
        }
        kept = detection;
        var temporary = file.resolveSibling(FILE + ".new");
        try {
            Files.writeString(temporary, detection + "\n", StandardCharsets.US_ASCII);
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            LOG.warn("the failure-detection cannot be kept for the next start: file={} why=\"{}\"", file,
                    e.getMessage());
        }
    }
}
