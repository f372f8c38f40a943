package org.quorate.membership.ratis;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.ratis.server.RaftServerConfigKeys.Log.CorruptionPolicy;
import org.apache.ratis.server.raftlog.segmented.LogSegment;
import org.apache.ratis.server.raftlog.segmented.LogSegmentPath;
import org.apache.ratis.statemachine.impl.SimpleStateMachineStorage;
import org.apache.ratis.util.MD5FileUtil;
import org.apache.ratis.util.SizeInBytes;

/** The segments and snapshots of a log as they are on disk, read without Ratis' own server. */
final class LogFiles {

    private static final SizeInBytes LONGEST_ENTRY = SizeInBytes.valueOf("8MB");
    private static final int HEADER = 8;

    private final List<Segment> segments = new ArrayList<>();
    private final List<Snapshot> snapshots = new ArrayList<>();

    /** @param last by its name; -1 while entries are still added to it */
    private record Segment(LogSegmentPath path, long first, long last) {

        String file() {
            return path.getPath().toString();
        }

        boolean isOpen() {
            return last < 0;
        }
    }

    private record Snapshot(Path file, long index) {}

    private LogFiles() {}

    /** @param group the folder of a log, with "current" for its segments and "sm" for its snapshots */
    static LogFiles in(Path group) throws IOException {
        var found = new LogFiles();
        for (var file : list(group.resolve("current"))) {
            var path = LogSegmentPath.matchLogSegment(file);
            if (path != null) {
                found.segments.add(segment(path));
            }
        }
        for (var file : list(group.resolve("sm"))) {
            if (SimpleStateMachineStorage.SNAPSHOT_REGEX.matcher(name(file)).matches()) {
                found.snapshots.add(new Snapshot(file,
                        SimpleStateMachineStorage.getTermIndexFromSnapshotFile(file.toFile()).getIndex()));
            }
        }
        found.segments.sort(Comparator.comparingLong(Segment::first));
        found.snapshots.sort(Comparator.comparingLong(Snapshot::index));
        return found;
    }

    private static List<Path> list(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var files = Files.list(folder)) {
            return files.filter(Objects::nonNull).toList();
        }
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }

    /** By its name, as nothing else of Ratis says it: log_FIRST-LAST, or log_inprogress_FIRST. */
    private static Segment segment(LogSegmentPath path) {
        var name = name(path.getPath());
        var numbers = name.substring(name.lastIndexOf('_') + 1).split("-", -1);
        return new Segment(path, Long.parseLong(numbers[0]),
                numbers.length < 2 ? -1 : Long.parseLong(numbers[1]));
    }

    /** A snapshot or a segment that is not what it was when it was written. */
    Optional<String> damagedSegment() {
        return segments.stream().filter(LogFiles::isDamaged).map(Segment::file).findFirst();
    }

    /** Only the newest is read when a server starts. */
    Optional<String> damagedSnapshot() {
        return snapshots.isEmpty() || isWhole(snapshots.getLast().file())
                ? Optional.empty()
                : Optional.of(snapshots.getLast().file().toString());
    }

    private static boolean isWhole(Path snapshot) {
        try {
            MD5FileUtil.verifySavedMD5(snapshot.toFile(), MD5FileUtil.computeMd5ForFile(snapshot.toFile()));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean isDamaged(Segment segment) {
        try {
            int entries = entries(segment);
            return !segment.isOpen() && entries != segment.last() - segment.first() + 1;
        } catch (IOException | IllegalStateException e) {
            return true;
        }
    }

    private static int entries(Segment segment) throws IOException {
        return LogSegment.readSegmentFile(segment.path().getPath().toFile(), segment.path().getStartEnd(),
                LONGEST_ENTRY, CorruptionPolicy.EXCEPTION, null, _ -> {});
    }

    /** A closed segment of which nothing is left: Ratis deletes it without a word and goes on. */
    Optional<String> emptiedSegment() throws IOException {
        for (var segment : segments) {
            if (!segment.isOpen() && isEmpty(segment.path().getPath())) {
                return Optional.of(segment.file());
            }
        }
        return Optional.empty();
    }

    private static boolean isEmpty(Path file) throws IOException {
        try (var content = Files.newInputStream(file)) {
            var begin = content.readNBytes(HEADER + 1);
            return begin.length <= HEADER || begin[HEADER] == 0;
        }
    }

    /** Between the newest snapshot and the log, or within the log: the first entry that is nowhere. */
    Optional<Long> firstMissing() {
        long known = snapshotIndex();
        for (var segment : segments) {
            if (segment.first() > known + 1) {
                return Optional.of(known + 1);
            }
            known = Math.max(known, segment.last());
        }
        return Optional.empty();
    }

    private long snapshotIndex() {
        return snapshots.isEmpty() ? -1 : snapshots.getLast().index();
    }

    /** Index of the last entry that is in the log or in a snapshot. */
    long last() throws IOException {
        long last = snapshotIndex();
        if (!segments.isEmpty()) {
            var newest = segments.getLast();
            last = Math.max(last, newest.first() + entries(newest) - 1);
        }
        return last;
    }
}
