package org.quorate.daemon;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import org.quorate.executor.ExecutorSettings.Tracking;
import org.quorate.membership.HostPort;
import org.quorate.membership.NodeName;
import org.quorate.membership.assembly.MembershipSettings;
import org.quorate.membership.assembly.PeerSettings;
import org.quorate.membership.assembly.Role;
import org.quorate.membership.setup.ClusterSetup;
import org.quorate.membership.setup.Security;
import org.quorate.model.Problem;
import org.quorate.model.Suggestion;

/**
 * Reads {@code quorated.conf}: lines {@code key = value}, {@code #} begins a comment, paths are relative to
 * the folder of the file. All problems are reported, each with its line.
 *
 * <pre>
 * cluster  = demo
 * node     = n1
 * data     = data
 * run      = /run/quorate
 * log      = /var/log/quorate/quorated.log
 * security = tls
 * tracking = cgroups
 * callers  = haclient
 * peer.n1  = node    10.0.0.1:7480 10.0.0.1:7481
 * peer.arb = arbiter 10.0.0.9:7480 10.0.0.9:7481
 * </pre>
 *
 * <p>A peer is its role, the address of the log, and one heartbeat address per link.
 */
public final class SettingsFile {

    static final Path DEFAULT = Path.of("/etc/quorate/quorated.conf");

    private static final String PEER = "peer.";
    private static final List<String> KEYS = List.of("cluster", "node", "data", "run", "log", "security",
            "tracking", "callers");
    private static final long LONGEST = 65_536;

    private final Path file;
    private final SortedMap<String, String> values = new TreeMap<>();
    private final SortedMap<String, Integer> lines = new TreeMap<>();
    private final List<Problem> problems = new ArrayList<>();

    private SettingsFile(Path file) {
        this.file = file;
    }

    /** What came of reading. */
    sealed interface Result {

        record Read(Settings settings) implements Result {}

        record Wrong(List<Problem> problems) implements Result {

            public Wrong {
                problems = List.copyOf(problems);
            }
        }
    }

    static Result read(Path file, Path program) {
        return new SettingsFile(file).read(program);
    }

    private Result read(Path program) {
        try {
            if (Files.size(file) > LONGEST) {
                return wrong(file.toString(),
                        "is longer than " + LONGEST + " bytes; this is no settings file");
            }
            var number = 0;
            for (var line : Files.readAllLines(file)) {
                number++;
                line(number, line);
            }
        } catch (IOException e) {
            return wrong(file.toString(),
                    "cannot be read (" + e.getClass().getSimpleName() + "); make one with"
                            + " 'quorated setup', or name another with --settings FILE");
        }
        return checked(program);
    }

    private static Result wrong(String path, String message) {
        return new Result.Wrong(List.of(new Problem(path, message)));
    }

    private void line(int number, String line) {
        var text = line.strip();
        if (text.isEmpty() || text.startsWith("#")) {
            return;
        }
        var equals = text.indexOf('=');
        if (equals < 1) {
            problem(number, "'" + text + "' is not 'key = value'");
            return;
        }
        var key = text.substring(0, equals).strip();
        if (!KEYS.contains(key) && !key.startsWith(PEER)) {
            problem(number, "unknown key '" + key + "'" + Suggestion.nearest(key, KEYS)
                    .map(near -> "; did you mean '" + near + "'?")
                    .orElse("; known: " + KEYS + " and peer.NAME"));
            return;
        }
        if (values.put(key, text.substring(equals + 1).strip()) != null) {
            problem(number, "'" + key + "' stands twice, first in line " + lines.get(key));
        }
        lines.put(key, number);
    }

    private void problem(int line, String message) {
        problems.add(new Problem(file + " line " + line, message));
    }

    private void problemAt(String key, String message) {
        problem(lines.getOrDefault(key, 1), message);
    }

    private Result checked(Path program) {
        var folder = file.toAbsolutePath().resolveSibling("");
        for (var key : List.of("cluster", "node", "data")) {
            if (values.getOrDefault(key, "").isEmpty()) {
                problems.add(new Problem(file.toString(), "'" + key + "' is missing"));
            }
        }
        var name = values.getOrDefault("node", "");
        if (!name.isEmpty() && !NodeName.isValid(name)) {
            problemAt("node", "'" + name + "' is not a node name");
        }
        var peers = peers();
        if (peers.isEmpty()) {
            problems.add(new Problem(file.toString(), "no peer: each voter needs a line"
                    + " 'peer.NAME = node HOST:PORT HOST:PORT'"));
        } else if (NodeName.isValid(name) && !peers.containsKey(new NodeName(name))) {
            problemAt("node", "'" + name + "' is not among the peers " + peers.keySet());
        }
        var security = security(folder);
        var tracking = tracking();
        if (!problems.isEmpty()) {
            return new Result.Wrong(problems);
        }
        var folders = new Settings.Folders(folder.resolve(values.getOrDefault("data", "data")),
                folder.resolve(values.getOrDefault("run", "/run/quorate")),
                folder.resolve(values.getOrDefault("log", "/var/log/quorate/quorated.log")), program);
        var settings = new Settings(values.getOrDefault("cluster", ""), new NodeName(name), peers, folders,
                security, tracking, values.getOrDefault("callers", "haclient"));
        try {
            var _ = new MembershipSettings(settings.node(), peers, folders.data(), security,
                    org.quorate.membership.Timings.DEFAULT);
        } catch (IllegalArgumentException e) {
            return wrong(file.toString(), String.valueOf(e.getMessage()));
        }
        return new Result.Read(settings);
    }

    private Tracking tracking() {
        var word = values.getOrDefault("tracking", "cgroups");
        return switch (word) {
            case "cgroups" -> Tracking.CGROUPS;
            case "marks" -> Tracking.MARKS;
            default -> {
                problemAt("tracking", "'" + word + "' is neither 'cgroups' nor 'marks'");
                yield Tracking.CGROUPS;
            }
        };
    }

    private Security security(Path folder) {
        var word = values.getOrDefault("security", "tls");
        return switch (word) {
            case "tls" -> {
                var secured = ClusterSetup.security(folder);
                for (var path : List.of(secured.clusterKey(), secured.authority(), secured.certificate(),
                        secured.privateKey())) {
                    if (!Files.isReadable(path)) {
                        problems.add(
                                new Problem(path.toString(), "is missing or cannot be read; 'quorated setup'"
                                        + " makes it, together with those of the other nodes"));
                    }
                }
                yield secured;
            }
            case "insecure" -> new Security.Insecure();
            default -> {
                problemAt("security", "'" + word + "' is neither 'tls' nor 'insecure' (for tests)");
                yield new Security.Insecure();
            }
        };
    }

    private SortedMap<NodeName, PeerSettings> peers() {
        var peers = new TreeMap<NodeName, PeerSettings>();
        values.forEach((key, value) -> {
            if (key.startsWith(PEER)) {
                peer(key, value, peers);
            }
        });
        return peers;
    }

    private void peer(String key, String value, SortedMap<NodeName, PeerSettings> peers) {
        var name = key.substring(PEER.length());
        var words = Arrays.asList(value.split("\\s+"));
        if (!NodeName.isValid(name)) {
            problemAt(key, "'" + name + "' is not a node name");
            return;
        }
        if (words.size() < 3 || !List.of("node", "arbiter").contains(words.getFirst())) {
            problemAt(key, "'" + value + "' is not 'node|arbiter LOG-HOST:PORT HEARTBEAT-HOST:PORT ...'");
            return;
        }
        try {
            var links = words.subList(2, words.size()).stream().map(HostPort::parse).toList();
            peers.put(new NodeName(name), new PeerSettings(links, HostPort.parse(words.get(1)),
                    Role.valueOf(words.getFirst().toUpperCase(Locale.ROOT))));
        } catch (IllegalArgumentException e) {
            problemAt(key, String.valueOf(e.getMessage()));
        }
    }
}
