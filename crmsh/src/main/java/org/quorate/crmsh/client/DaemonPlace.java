package org.quorate.crmsh.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Where the daemon of this node listens and logs.
 *
 * @param settings its settings file, whether or not it is there
 */
public record DaemonPlace(Path settings, Path socket, Path log) {

    public static final Path SETTINGS = Path.of("/etc/quorate/quorated.conf");
    private static final String RUN = "/run/quorate";
    private static final String LOG = "/var/log/quorate/quorated.log";
    private static final String SOCKET = "quorate.sock";
    private static final long LONGEST = 65_536;

    /**
     * The socket is the one asked for, else the one of the environment (QUORATE_SOCKET), else the one that
     * the settings file leads to, else {@code /run/quorate/quorate.sock}.
     */
    public static DaemonPlace find(Optional<Path> settingsAskedFor, Optional<Path> socketAskedFor,
            Map<String, String> environment) {
        var settings = settingsAskedFor.or(() -> path(environment.get("QUORATE_SETTINGS"))).orElse(SETTINGS);
        var values = values(settings);
        var parent = settings.toAbsolutePath().getParent();
        var folder = parent == null ? Path.of("/") : parent;
        var socket = socketAskedFor.or(() -> path(environment.get("QUORATE_SOCKET")))
                .orElseGet(() -> folder.resolve(values.getOrDefault("run", RUN)).resolve(SOCKET));
        return new DaemonPlace(settings, socket, folder.resolve(values.getOrDefault("log", LOG)));
    }

    private static Optional<Path> path(@org.jspecify.annotations.Nullable String text) {
        return text == null || text.isEmpty() ? Optional.empty() : Optional.of(Path.of(text));
    }

    /** The lines {@code key = value}; none where the file cannot be read, which is the daemon's to report. */
    private static Map<String, String> values(Path settings) {
        var values = new HashMap<String, String>();
        try {
            if (!Files.isReadable(settings) || Files.size(settings) > LONGEST) {
                return values;
            }
            for (var line : Files.readAllLines(settings)) {
                int equals = line.indexOf('=');
                if (equals > 0 && !line.strip().startsWith("#")) {
                    values.put(line.substring(0, equals).strip(), line.substring(equals + 1).strip());
                }
            }
        } catch (IOException e) {
            values.clear();
        }
        return values;
    }
}
