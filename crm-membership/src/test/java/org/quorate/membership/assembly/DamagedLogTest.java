package org.quorate.membership.assembly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quorate.membership.LogStartFailed;
import org.quorate.membership.NodeName;
import org.quorate.membership.Submission;

/** A voter whose log was damaged while it was down does not start; one whose log is whole does. */
class DamagedLogTest {

    private static final NodeName N1 = new NodeName("n1");
    private static final int HEADER = 8;
    /** A snapshot is taken before, and the segments that it covers go: see RaftOptions. */
    private static final int MANY = 1200;
    /** More than one segment holds, and too few for a snapshot, whose files come and go during a copy. */
    private static final int FEW = 600;
    private static final int AT_ONCE = 200;
    /** So long that a few hundred fill a segment. */
    private static final String LONG = "x".repeat(2000);

    @TempDir
    Path folder;

    private TestCluster cluster = new TestCluster(Path.of("unset"));

    @AfterEach
    void stop() {
        cluster.close();
    }

    private TestCluster.Node started() throws IOException, LogStartFailed {
        cluster = new TestCluster(folder, "n1").insecure();
        return cluster.start("n1");
    }

    /** As if the power had failed: what a daemon does when it is stopped, such as a snapshot, is undone. */
    private void failedAfter(int commands) throws IOException, LogStartFailed {
        var node = started();
        for (int begun = 0; begun < commands; begun += AT_ONCE) {
            var answers = new ArrayList<CompletableFuture<Submission>>();
            for (int i = begun; i < Math.min(commands, begun + AT_ONCE); i++) {
                var line = ("line " + i + LONG).getBytes(StandardCharsets.US_ASCII);
                answers.add(node.membership().log().submit(line, TestCluster.LIMIT).toCompletableFuture());
            }
            answers.forEach(answer -> assertThat(answer.join()).isInstanceOf(Submission.Agreed.class));
        }
        if (commands == MANY) {
            await().atMost(TestCluster.LIMIT)
                    .until(() -> !find("snapshot.*md5").isEmpty() && find("log_0-.*").isEmpty());
        }
        var asItIs = folder.resolve("as-it-is");
        copy(cluster.dataFolder(N1), asItIs);
        cluster.crash(node);
        delete(cluster.dataFolder(N1));
        Files.move(asItIs, cluster.dataFolder(N1));
    }

    private static void copy(Path from, Path to) throws IOException {
        try (var files = Files.walk(from)) {
            for (var file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private List<Path> find(String pattern) throws IOException {
        try (var files = Files.walk(cluster.dataFolder(N1))) {
            var found = new ArrayList<>(
                    files.filter(file -> file.getFileName().toString().matches(pattern)).toList());
            found.sort((one, other) -> Long.compare(number(one), number(other)));
            return found;
        }
    }

    /** The last number of a file's name, by which segments and snapshots are ordered. */
    private static long number(Path file) {
        var name = file.getFileName().toString().replaceAll("\\.md5$", "");
        return Long.parseLong(name.replaceAll("^.*[^0-9]", ""));
    }

    private Path open() throws IOException {
        return find("log_inprogress_.*").getLast();
    }

    private static void keep(Path file, long bytes) throws IOException {
        try (var access = new RandomAccessFile(file.toFile(), "rw")) {
            access.setLength(bytes);
        }
    }

    private static void flip(Path file, long at) throws IOException {
        try (var access = new RandomAccessFile(file.toFile(), "rw")) {
            access.seek(at);
            int old = access.read();
            access.seek(at);
            access.write(old ^ 0x10);
        }
    }

    /** Where what was written ends; zeros follow, to the size that was reserved. */
    private static int written(Path file) throws IOException {
        var bytes = Files.readAllBytes(file);
        int end = bytes.length;
        while (end > 0 && bytes[end - 1] == 0) {
            end--;
        }
        return end;
    }

    private ThrowingCallable start() {
        return () -> cluster.start("n1");
    }

    private void startsWith(int lines) throws LogStartFailed {
        var state = cluster.start("n1").state();
        await().atMost(TestCluster.LIMIT).until(() -> state.lines().size() == lines);
    }

    private void refuses(String what, Path file) {
        assertThatThrownBy(start()).isInstanceOf(LogStartFailed.class).hasMessageContaining(what)
                .hasMessageContaining(file.toString().replaceAll("/$", ""))
                .hasMessageContaining("crm cluster replace")
                .hasMessageContaining("quorated rejoin");
    }

    @Test
    void anEndThatWasCutOffIsFound() throws IOException, LogStartFailed {
        failedAfter(30);
        var log = open();
        keep(log, written(log) / 2);

        refuses("the log has lost its end", log.resolveSibling(""));
    }

    @Test
    void anEndThatBecameZerosIsFound() throws IOException, LogStartFailed {
        failedAfter(30);
        var log = open();
        long size = Files.size(log);
        keep(log, written(log) / 2);
        keep(log, size);

        refuses("the log", log);
    }

    @Test
    void aSegmentWithoutAnEntryIsFound() throws IOException, LogStartFailed {
        failedAfter(30);
        var log = open();
        keep(log, HEADER);

        refuses("the log has lost its end", log.resolveSibling(""));
    }

    @Test
    void aMissingSegmentIsFound() throws IOException, LogStartFailed {
        failedAfter(30);
        var log = open();
        Files.delete(log);

        refuses("the log has lost its end", log.resolveSibling(""));
    }

    @Test
    void everyBitOfTheLogCounts() throws IOException, LogStartFailed {
        failedAfter(5);
        var log = open();
        var whole = Files.readAllBytes(log);
        int end = written(log);
        for (int at = 0; at < end; at += 37) {
            flip(log, at);
            int where = at;
            assertThatThrownBy(start()).as("byte %d of %d", where, end).isInstanceOf(LogStartFailed.class)
                    .hasMessageContaining("crm cluster replace");
            Files.write(log, whole);
        }
        startsWith(5);
    }

    @Test
    void anEmptiedSegmentBeforeTheLastIsFound() throws IOException, LogStartFailed {
        failedAfter(FEW);
        var closed = find("log_[0-9]+-[0-9]+").getFirst();
        keep(closed, HEADER);
        var before = Files.readAllBytes(closed);

        refuses("the log is damaged", closed);

        assertThat(closed).hasBinaryContent(before);
    }

    @Test
    void aDamagedSnapshotIsFound() throws IOException, LogStartFailed {
        failedAfter(MANY);
        var snapshot = find("snapshot\\.[0-9_]+").getLast();
        flip(snapshot, Files.size(snapshot) / 2);

        refuses("the snapshot of the state is damaged", snapshot);
    }

    @Test
    void aSnapshotThatWasCutOffIsFound() throws IOException, LogStartFailed {
        failedAfter(MANY);
        var snapshot = find("snapshot\\.[0-9_]+").getLast();
        keep(snapshot, Files.size(snapshot) - 1);

        refuses("the snapshot of the state is damaged", snapshot);
    }

    @Test
    void missingSnapshotsAreFound() throws IOException, LogStartFailed {
        failedAfter(MANY);
        for (var snapshot : find("snapshot\\..*")) {
            Files.delete(snapshot);
        }

        refuses("is missing", find("log_.*").getFirst().resolveSibling(""));
    }

    /** A crash may come between writing a snapshot and its digest. */
    @Test
    void aSnapshotThatWasNotFinishedDoesNoHarm() throws IOException, LogStartFailed {
        failedAfter(MANY);
        var snapshot = find("snapshot\\.[0-9_]+").getLast();
        long last = number(snapshot);
        var newer = snapshot.resolveSibling(
                snapshot.getFileName().toString().replaceAll("[0-9]+$", Long.toString(last + 1)));
        Files.copy(snapshot.resolveSibling(snapshot.getFileName() + ".md5"),
                newer.resolveSibling(newer.getFileName() + ".md5"));
        Files.copy(snapshot, newer.resolveSibling(newer.getFileName() + ".writing"));

        startsWith(MANY);
    }

    @Test
    void anOldCopyOfTheLogAloneIsFound() throws IOException, LogStartFailed {
        failedAfter(5);
        var log = open();
        var old = Files.copy(log, folder.resolve("old"));
        var node = cluster.start("n1");
        for (int i = 0; i < 5; i++) {
            assertThat(node.submit("later " + i)).isInstanceOf(Submission.Agreed.class);
        }
        cluster.crash(node);
        for (var segment : find("log_.*")) {
            Files.delete(segment);
        }
        for (var snapshot : find("snapshot\\..*")) {
            Files.delete(snapshot);
        }
        Files.copy(old, log, StandardCopyOption.REPLACE_EXISTING);

        refuses("the log has lost its end", log.resolveSibling(""));
    }

    @Test
    void aDamagedMarkIsFound() throws IOException, LogStartFailed {
        failedAfter(5);
        var mark = find("applied").getFirst();
        flip(mark, 3);

        refuses("damaged", mark);
    }

    /** What was written and never acknowledged may be lost in a crash, half an entry or all of it. */
    @Test
    void halfAnEntryAtTheEndIsNoDamage() throws IOException, LogStartFailed {
        failedAfter(5);
        var log = open();
        int end = written(log);
        var bytes = Files.readAllBytes(log);
        var torn = Arrays.copyOf(bytes, end + 20);
        System.arraycopy(bytes, HEADER, torn, end, 20);
        Files.write(log, torn);

        startsWith(5);
    }

    @Test
    void aWholeLogStartsAgainAndAgain() throws IOException, LogStartFailed {
        failedAfter(MANY);
        for (int life : Collections.nCopies(3, 0)) {
            assertThat(life).isZero();
            var again = cluster.start("n1");
            assertThat(again.submit("more")).isInstanceOf(Submission.Agreed.class);
            cluster.crash(again);
        }
        startsWith(MANY + 3);
    }
}
