package org.quorate.crmsh.lab;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A client of the service: one new connection and HTTP GET every 10 ms, none waiting for another, each
 * given up after 1 s. Times are {@link System#nanoTime()} of this JVM: on Linux both are CLOCK_MONOTONIC,
 * which the namespaces share. Keeps the last hour at most. Safe for use by several threads.
 */
public final class Poller implements AutoCloseable {

    /** Probes of one hour. */
    private static final int KEPT = 360_000;
    private static final int INTERVAL_MS = 10;
    private static final int LIMIT_MS = 1000;

    /** A probe's end: the first line of the body, or why there was none. */
    public record Answer(long nanos, boolean ok, String text) {}

    /** A stretch without a good answer, between the two answers that bound it. */
    public record Outage(Answer before, Answer after) {

        public Duration duration() {
            return Duration.ofNanos(after.nanos() - before.nanos());
        }
    }

    private final Process process;
    private final List<Answer> answers = new ArrayList<>();

    private Poller(Process process) {
        this.process = process;
    }

    static List<String> command(String address, int port) {
        return List.of("perl", "-e", NamespaceLab.script("poller.pl"), "--", address, Integer.toString(port),
                Integer.toString(INTERVAL_MS), Integer.toString(LIMIT_MS));
    }

    static Poller start(Process process) {
        var poller = new Poller(process);
        Thread.ofVirtual().name("poller").start(poller::read);
        return poller;
    }

    /** The latest probe that has ended. */
    public synchronized Optional<Answer> last() {
        return answers.isEmpty() ? Optional.empty() : Optional.of(answers.getLast());
    }

    /** The first good answer at or after an instant. */
    public synchronized Optional<Answer> firstGoodSince(long nanos) {
        return answers.stream().filter(answer -> answer.ok() && answer.nanos() >= nanos).findFirst();
    }

    /** The answers that ended at or after an instant. */
    public synchronized List<Answer> since(long nanos) {
        return answers.stream().filter(answer -> answer.nanos() >= nanos).toList();
    }

    /**
     * The longest time between two good answers in a row, the second of them at or after the instant;
     * empty until there are two.
     */
    public synchronized Optional<Outage> longestOutageSince(long nanos) {
        Optional<Outage> longest = Optional.empty();
        Answer before = null;
        for (var answer : answers) {
            if (!answer.ok()) {
                continue;
            }
            if (before != null && answer.nanos() >= nanos) {
                var outage = new Outage(before, answer);
                if (longest.isEmpty() || outage.duration().compareTo(longest.get().duration()) > 0) {
                    longest = Optional.of(outage);
                }
            }
            before = answer;
        }
        return longest;
    }

    /** Ends the probes; what they found stays readable. */
    @Override
    public void close() {
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void read() {
        try (var lines = new BufferedReader(
                new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                keep(parse(line));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private synchronized void keep(Answer answer) {
        if (answers.size() >= KEPT) {
            answers.subList(0, KEPT / 2).clear();
        }
        answers.add(answer);
    }

    /** {@code 123456789 ok n1}: microseconds, verdict, text. */
    static Answer parse(String line) {
        var fields = line.split(" ", 3);
        return new Answer(Long.parseLong(fields[0]) * 1000, fields[1].equals("ok"),
                fields.length > 2 ? fields[2] : "");
    }
}
