package org.quorate.executor;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What one run writes to stdout or stderr: a file on tmpfs, so that a service which inherits it can neither
 * block nor die of SIGPIPE (docs/decisions/0021). Keeps the last bytes; used by one thread.
 */
final class AgentOutput {

    private static final Logger LOG = LoggerFactory.getLogger(AgentOutput.class);
    static final String REASON_PREFIX = "ocf-exit-reason:";
    /** What is kept of a stream of an operation, in bytes. */
    static final int KEPT = 64 * 1024;
    /** A longer file is cut while its agent runs; in bytes. */
    static final int LONGEST = 1024 * 1024;

    private final Path file;
    private final int kept;
    private byte[] earlier = {};

    /** Of the stream, {@code kept} bytes are kept: at most {@link #LONGEST}. */
    AgentOutput(Path file, int kept) {
        this.file = file;
        this.kept = kept;
    }

    Path file() {
        return file;
    }

    /** Cuts a file that grew too long; its writers append, so they go on at its new beginning. */
    void bound() {
        if (file.toFile().length() > LONGEST) {
            earlier = tail();
            cut(file);
        }
    }

    /** The last bytes, as text. */
    String text() {
        return new String(tail(), StandardCharsets.UTF_8);
    }

    /**
     * Forgets the file, unless something that was started still writes to it: then {@link LeftOutput} looks
     * after it.
     */
    void close() {
        if (!Posix.hasWriter(file)) {
            delete(file);
        }
    }

    private byte[] tail() {
        try (var open = new RandomAccessFile(file.toFile(), "r")) {
            long length = open.length();
            int wanted = (int) Math.min(length, kept);
            open.seek(length - wanted);
            int before = Math.min(earlier.length, kept - wanted);
            var bytes = Arrays.copyOfRange(earlier, earlier.length - before, earlier.length + wanted);
            int got = open.read(bytes, before, wanted);
            return got == wanted || wanted == 0 ? bytes : Arrays.copyOf(bytes, before + Math.max(0, got));
        } catch (IOException e) {
            return earlier;
        }
    }

    static void cut(Path file) {
        try (var open = new RandomAccessFile(file.toFile(), "rw")) {
            open.setLength(0);
        } catch (IOException e) {
            LOG.warn("cannot cut file={}: {}", file, e.getMessage());
        }
    }

    static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.warn("cannot delete file={}: {}", file, e.getMessage());
        }
    }

    /** The last reason that an agent gave on stderr (OCF 1.1), or nothing. */
    static String exitReason(String stderr) {
        int last = stderr.lastIndexOf(REASON_PREFIX);
        if (last < 0) {
            return "";
        }
        int from = last + REASON_PREFIX.length();
        int end = stderr.indexOf('\n', from);
        return stderr.substring(from, end < 0 ? stderr.length() : end).strip();
    }
}
