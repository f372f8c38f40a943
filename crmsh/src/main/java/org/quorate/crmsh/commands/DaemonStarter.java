package org.quorate.crmsh.commands;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.quorate.crmsh.client.ApiClient;
import org.quorate.crmsh.client.DaemonPlace;
import org.quorate.crmsh.client.Reply;

/** Starts the daemon of this node, through systemd where it is in charge, else in a session of its own. */
final class DaemonStarter {

    private static final Duration START_LIMIT = Duration.ofSeconds(30);
    private static final Duration END_LIMIT = Duration.ofSeconds(30);
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(5);
    private static final Duration PAUSE = Duration.ofMillis(25);
    private static final List<Path> UNITS = List.of(Path.of("/etc/systemd/system/quorated.service"),
            Path.of("/usr/lib/systemd/system/quorated.service"),
            Path.of("/lib/systemd/system/quorated.service"));
    private static final int LAST_LINES = 12;

    private final Session session;

    DaemonStarter(Session session) {
        this.session = session;
    }

    void start(Optional<Path> settings) {
        var place = settings.isEmpty()
                ? session.place()
                : DaemonPlace.find(settings, session.options().socketFile(), System.getenv());
        if (answers(place)) {
            session.say("quorated runs already");
            return;
        }
        try {
            if (settings.isEmpty() && isSystemdInCharge()) {
                startThroughSystemd(place);
            } else {
                startInBackground(place);
            }
        } catch (IOException e) {
            throw Refusal.because("quorated cannot be started: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Refusal.because("interrupted; quorated may still be starting, its log: " + place.log());
        }
    }

    private static boolean answers(DaemonPlace place) {
        if (!Files.exists(place.socket())) {
            return false;
        }
        try (var client = new ApiClient(place.socket())) {
            return !(client.get("/v1/status", ANSWER_LIMIT) instanceof Reply.Unreachable);
        }
    }

    private static boolean isSystemdInCharge() throws IOException {
        var first = Path.of("/proc/1/comm");
        return Files.isReadable(first) && Files.readString(first).strip().equals("systemd")
                && UNITS.stream().anyMatch(Files::exists);
    }

    private void startThroughSystemd(DaemonPlace place) throws IOException, InterruptedException {
        int exit = new ProcessBuilder("systemctl", "start", "quorated").inheritIO().start().waitFor();
        if (exit != 0) {
            throw Refusal.because("systemctl start quorated ended with " + exit
                    + "; see: journalctl -u quorated, and " + place.log());
        }
        if (!waitFor(Optional.empty(), place)) {
            throw Refusal.because("quorated was started but does not answer at " + place.socket() + " after "
                    + START_LIMIT.toSeconds() + " s; its log: " + place.log());
        }
        session.say("quorated is running");
    }

    private void startInBackground(DaemonPlace place) throws IOException, InterruptedException {
        var program = program();
        var output = output(place);
        var words = new ArrayList<String>();
        if (Files.isExecutable(Path.of("/usr/bin/setsid"))) {
            words.add("/usr/bin/setsid");
        }
        words.addAll(List.of(program.toString(), "--settings", place.settings().toString()));
        long before = Files.exists(output) ? Files.size(output) : 0;
        var process = new ProcessBuilder(words).redirectInput(new File("/dev/null")).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile())).start();
        if (waitFor(Optional.of(process), place)) {
            session.say("quorated is running (pid " + process.pid() + ")");
            return;
        }
        if (process.isAlive()) {
            throw Refusal.because("quorated was started (pid " + process.pid() + ") but does not answer at "
                    + place.socket() + " after " + START_LIMIT.toSeconds() + " s; its log: " + place.log());
        }
        throw Refusal
                .because("quorated ended at once (exit " + process.exitValue() + "); its log: " + place.log()
                        + said(output, before));
    }

    /** The launcher beside ours. */
    private static Path program() {
        var home = System.getProperty("quorate.home", "");
        var beside = Path.of(home.isEmpty() ? "/usr/lib/quorate" : home, "bin", "quorated");
        if (!Files.isExecutable(beside)) {
            throw Refusal
                    .because("there is no program " + beside + "; is quorate installed on this machine?");
        }
        return beside;
    }

    /** Beside its log, or where temporary files go when that cannot be made. */
    private static Path output(DaemonPlace place) throws IOException {
        var folder = place.log().toAbsolutePath().getParent();
        try {
            if (folder != null) {
                Files.createDirectories(folder);
                return folder.resolve("quorated.out");
            }
        } catch (IOException e) {
            // The daemon itself will complain about its log.
        }
        return Files.createTempFile("quorated-", ".out");
    }

    private static String said(Path output, long before) throws IOException {
        var bytes = Files.readAllBytes(output);
        int from = (int) Math.min(before, bytes.length);
        var lines = new String(bytes, from, bytes.length - from, java.nio.charset.StandardCharsets.UTF_8)
                .lines()
                .toList();
        var text = new StringBuilder();
        lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size())
                .forEach(line -> text.append("\n  ").append(line));
        return text.toString();
    }

    private static boolean waitFor(Optional<Process> process, DaemonPlace place) throws InterruptedException {
        long deadline = System.nanoTime() + START_LIMIT.toNanos();
        while (System.nanoTime() < deadline && process.map(Process::isAlive).orElse(true)) {
            if (answers(place)) {
                return true;
            }
            Thread.sleep(PAUSE);
        }
        return answers(place);
    }

    /** Whether nobody answers any more within the limit. */
    boolean waitUntilGone() {
        long deadline = System.nanoTime() + END_LIMIT.toNanos();
        try {
            while (answers(session.place())) {
                if (System.nanoTime() > deadline) {
                    return false;
                }
                Thread.sleep(PAUSE);
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
