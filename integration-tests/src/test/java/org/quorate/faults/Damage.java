package org.quorate.faults;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;

/** What happened to the files of a log while its daemon was down. */
enum Damage {

    /** The half of an entry that a crash left at its end. */
    TORN_END, END_CUT_OFF, END_ZEROED, BIT_FLIPPED, LOG_REMOVED, SNAPSHOT_FLIPPED, SNAPSHOT_CUT_OFF;

    private static final String OPEN_SEGMENT = "log_inprogress_[0-9]+";
    private static final String SNAPSHOT = "snapshot\\.[0-9]+_[0-9]+";
    private static final int HEADER = 8;
    private static final int PART = 20;

    /** A daemon that is stopped writes one. */
    boolean needsSnapshot() {
        return this == SNAPSHOT_FLIPPED || this == SNAPSHOT_CUT_OFF;
    }

    /** What was never acknowledged is no loss. */
    boolean isHarmless() {
        return this == TORN_END;
    }

    void todo(Path data) throws IOException {
        var file = newest(data, needsSnapshot() ? SNAPSHOT : OPEN_SEGMENT);
        var bytes = Files.readAllBytes(file);
        int end = end(bytes);
        switch (this) {
            case TORN_END -> {
                var torn = Arrays.copyOf(bytes, end + PART);
                ByteBuffer.wrap(torn).put(end, bytes, HEADER, PART);
                Files.write(file, torn);
            }
            case END_CUT_OFF -> keep(file, end / 2);
            case SNAPSHOT_CUT_OFF -> keep(file, bytes.length / 2);
            case END_ZEROED -> {
                keep(file, end / 2);
                keep(file, bytes.length);
            }
            case BIT_FLIPPED, SNAPSHOT_FLIPPED -> {
                bytes[end / 2] ^= 4;
                Files.write(file, bytes);
            }
            case LOG_REMOVED -> Files.delete(file);
        }
    }

    private static Path newest(Path folder, String pattern) throws IOException {
        try (var files = Files.walk(folder)) {
            return files.filter(file -> String.valueOf(file.getFileName()).matches(pattern))
                    .max(Comparator.comparingLong(Damage::number))
                    .orElseThrow(() -> new IOException("no " + pattern + " in " + folder));
        }
    }

    private static long number(Path file) {
        return Long.parseLong(String.valueOf(file.getFileName()).replaceAll("^.*[^0-9]", ""));
    }

    /** Zeros follow, to the size that was reserved. */
    private static int end(byte[] bytes) {
        int end = bytes.length;
        while (end > 0 && bytes[end - 1] == 0) {
            end--;
        }
        return end;
    }

    private static void keep(Path file, int length) throws IOException {
        try (var access = new RandomAccessFile(file.toFile(), "rw")) {
            access.setLength(length);
        }
    }
}
