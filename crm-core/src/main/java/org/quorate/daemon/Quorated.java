package org.quorate.daemon;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.quorate.membership.LogStartFailed;
import org.quorate.model.Problem;
import org.quorate.model.Suggestion;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The daemon's command line. Exit status: 0 left in good order, 1 refused to start, 2 usage, 70 an error of
 * its own.
 */
public final class Quorated {

    static final int REFUSED = 1;
    static final int USAGE = 2;

    /** How long a daemon that was told to end (SIGTERM) may take to move its resources away. */
    private static final long LEAVE_LIMIT_SECONDS = 120;

    private static final String HELP = """
            quorated - the cluster resource manager daemon

              quorated [run] [--settings FILE]   run in the foreground (default /etc/quorate/quorated.conf)
              quorated setup --help              make the keys, certificates and settings of a new cluster,
                                                 or of one more node
              quorated rejoin --help             let a node that lost its data return
              quorated --version
              quorated --help

            SIGTERM makes it move its resources away, leave the cluster and end.
            """;

    private final PrintStream out;
    private final PrintStream err;

    private Quorated(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    public static void main(String[] args) {
        Thread.setDefaultUncaughtExceptionHandler(Crash::end);
        var status = new Quorated(System.out, System.err).run(List.of(args));
        LoggerFactory.getILoggerFactory();
        System.out.flush();
        Runtime.getRuntime().halt(status);
    }

    private int run(List<String> args) {
        var first = args.isEmpty() ? "run" : args.getFirst();
        return switch (first) {
            case "--help", "-h", "help" -> {
                out.print(HELP);
                yield 0;
            }
            case "--version" -> {
                out.println("quorated " + Version.TEXT);
                yield 0;
            }
            case "setup" -> new SetUp(out, err).run(args.subList(1, args.size()));
            case "rejoin" -> new Rejoin(out, err).run(args.subList(1, args.size()));
            case "--train" -> Training.run(args.subList(1, args.size()), err);
            case "run" -> runDaemon(args.isEmpty() ? args : args.subList(1, args.size()));
            case "--settings" -> runDaemon(args);
            default -> usage("unknown argument '" + first + "'" + Suggestion
                    .nearest(first, List.of("run", "setup", "rejoin", "--settings", "--version", "--help"))
                    .map(near -> "; did you mean '" + near + "'?").orElse(""));
        };
    }

    private int usage(String message) {
        err.println("quorated: " + message);
        err.println("Try 'quorated --help'.");
        return USAGE;
    }

    private int runDaemon(List<String> args) {
        var file = SettingsFile.DEFAULT;
        if (args.size() == 2 && args.getFirst().equals("--settings")) {
            file = Path.of(args.get(1));
        } else if (!args.isEmpty()) {
            return usage("'" + String.join(" ", args) + "' is not '--settings FILE'");
        }
        return switch (SettingsFile.read(file, Program.folder())) {
            case SettingsFile.Result.Wrong(var problems) -> refused(problems);
            case SettingsFile.Result.Read(var settings) -> serve(settings);
        };
    }

    private int refused(List<Problem> problems) {
        problems.forEach(problem -> err.println("quorated: " + problem));
        return REFUSED;
    }

    private int serve(Settings settings) {
        var closed = new CountDownLatch(1);
        try (var daemon = Daemon.start(settings)) {
            Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> leave(daemon, closed)));
            var why = daemon.await();
            log().info("quorated ends why=\"{}\"", why);
        } catch (LogStartFailed e) {
            return refused(List.of(new Problem(e.file(), e.what() + ". " + e.advice())));
        } catch (IOException e) {
            return refused(List.of(new Problem("", String.valueOf(e.getMessage()))));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Crash.EXIT_STATUS;
        }
        closed.countDown();
        return 0;
    }

    private static void leave(Daemon daemon, CountDownLatch closed) {
        daemon.leave();
        try {
            if (!closed.await(LEAVE_LIMIT_SECONDS, TimeUnit.SECONDS)) {
                log().warn("did not leave the cluster within {} s", LEAVE_LIMIT_SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Logger log() {
        return LoggerFactory.getLogger(Quorated.class);
    }
}
