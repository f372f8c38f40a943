package org.quorate.crmsh.demo;

import java.time.Duration;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.quorate.crmsh.lab.Poller;

/** Tells what a client that asks every 10 ms lives through. Not for use by several threads. */
final class ClientWatch {

    /** Shorter silences are hiccups of a busy machine, not worth a line. */
    private static final Duration WORTH_A_LINE = Duration.ofMillis(60);

    private final Poller poller;
    private final String url;
    private final BiConsumer<String, String> events;
    private long seen = System.nanoTime();
    private long answers;
    private long lastGood;
    private boolean isSilenceTold;
    private String servedBy = "";
    private Duration longest = Duration.ZERO;

    ClientWatch(Poller poller, String url, BiConsumer<String, String> events) {
        this.poller = poller;
        this.url = url;
        this.events = events;
    }

    /** Looks at what came since the last call. */
    void look() {
        for (var answer : poller.since(seen)) {
            seen = answer.nanos() + 1;
            if (answer.ok()) {
                good(answer);
            } else if (lastGood != 0 && !isSilenceTold
                    && answer.nanos() - lastGood > WORTH_A_LINE.toNanos()) {
                isSilenceTold = true;
                events.accept("client", "no answer: " + answer.text());
            }
        }
    }

    private void good(Poller.Answer answer) {
        answers++;
        var silence = Duration.ofNanos(lastGood == 0 ? 0 : answer.nanos() - lastGood);
        if (silence.compareTo(WORTH_A_LINE) > 0) {
            events.accept("client",
                    answer.text() + " answers, after " + silence.toMillis() + " ms of silence");
        } else if (!answer.text().equals(servedBy)) {
            events.accept("client", answer.text() + " answers at " + url);
        }
        servedBy = answer.text();
        isSilenceTold = false;
        lastGood = answer.nanos();
        longest = silence.compareTo(longest) > 0 ? silence : longest;
    }

    /** One line for the foot of the screen. */
    String summary(long now) {
        var state = lastGood == 0
                ? "no answer yet"
                : now - lastGood > WORTH_A_LINE.toNanos()
                        ? "silence for " + (now - lastGood) / 1_000_000 + " ms"
                        : servedBy + " answers";
        return url + "  " + state + "  (" + answers + " answers, longest silence " + longest.toMillis()
                + " ms)";
    }

    Optional<String> servedBy() {
        return servedBy.isEmpty() ? Optional.empty() : Optional.of(servedBy);
    }
}
