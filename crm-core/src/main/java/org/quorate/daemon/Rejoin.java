package org.quorate.daemon;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import org.quorate.membership.LogStartFailed;
import org.quorate.membership.setup.ClusterSetup;
import org.quorate.membership.setup.VoterMarker;
import org.quorate.model.Suggestion;

/**
 * {@code quorated rejoin}: on a node whose data folder is lost or damaged, puts the folder aside and makes an
 * empty one, with which the node returns as a new voter. Its keys and settings must still be there.
 */
final class Rejoin {

    private static final String HELP = """
            quorated rejoin --number N [--settings FILE]

              Lets this node, whose data folder is lost or damaged, return as voter number N of its cluster.
              'crm cluster replace NODE', typed on a node that runs, shows this command with the number.
              What is in the data folder is kept beside it; nothing of it is used again.
            """;

    private static final List<String> OPTIONS = List.of("--number", "--settings", "--help");

    private final PrintStream out;
    private final PrintStream err;
    private Path file = SettingsFile.DEFAULT;
    private int number;

    Rejoin(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    int run(List<String> args) {
        if (args.contains("--help")) {
            out.print(HELP);
            return 0;
        }
        for (var i = 0; i < args.size(); i += 2) {
            var arg = args.get(i);
            if (!OPTIONS.contains(arg) || i + 1 == args.size()) {
                return usage(OPTIONS.contains(arg)
                        ? arg + " wants a value"
                        : "unknown argument '" + arg + "'" + Suggestion.hint(arg, OPTIONS));
            }
            if (arg.equals("--settings")) {
                file = Path.of(args.get(i + 1));
            } else if (args.get(i + 1).matches("[1-9]\\d{0,5}")) {
                number = Integer.parseInt(args.get(i + 1));
            }
        }
        if (number == 0) {
            return usage("--number N is missing; 'crm cluster replace NODE' on a node that runs shows it");
        }
        return switch (SettingsFile.read(file, Program.folder())) {
            case SettingsFile.Result.Wrong(var problems) -> {
                problems.forEach(problem -> err.println("quorated: " + problem));
                yield Quorated.REFUSED;
            }
            case SettingsFile.Result.Read(var settings) -> rejoin(settings);
        };
    }

    private int usage(String message) {
        err.println("quorated rejoin: " + message);
        err.println("Try 'quorated rejoin --help'.");
        return Quorated.USAGE;
    }

    private int rejoin(Settings settings) {
        try {
            refuseWhileItRuns(settings);
            var data = settings.folders().data().normalize();
            var before = marker(data);
            if (before.isPresent() && before.get().number() >= number) {
                return refused(
                        data + " is that of voter " + before.get().number() + " already, not of one before "
                                + number);
            }
            if (before.isPresent() && !before.get().node().equals(settings.node())) {
                return refused(
                        data + " belongs to node " + before.get().node() + ", not to " + settings.node());
            }
            var aside = data.resolveSibling(data.getFileName() + ".before-" + number);
            // As the marker says, or when that is lost too, the certificate of the cluster's CA.
            var cluster = before.isPresent()
                    ? before.get().cluster()
                    : ClusterSetup.clusterOf(file.toAbsolutePath().resolveSibling(""));
            ClusterSetup.rejoin(data, VoterMarker.joining(cluster, settings.node(), number), aside);
            out.println("node " + settings.node() + " returns as voter " + number
                    + (Files.exists(aside) ? "; what it had before is in " + aside : ""));
            out.println("Now: crm cluster start");
            return 0;
        } catch (IOException e) {
            return refused(String.valueOf(e.getMessage()));
        }
    }

    private int refused(String why) {
        err.println("quorated rejoin: " + why);
        return Quorated.REFUSED;
    }

    private static void refuseWhileItRuns(Settings settings) throws IOException {
        Files.createDirectories(settings.folders().run());
        var lock = settings.folders().run().resolve("quorated.lock");
        try (var channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                var held = channel.tryLock()) {
            if (held == null) {
                throw new IOException("quorated runs on this node: its data is in use");
            }
        }
    }

    private static Optional<VoterMarker> marker(Path data) {
        try {
            return Optional.of(VoterMarker.read(data));
        } catch (LogStartFailed e) {
            return Optional.empty();
        }
    }
}
