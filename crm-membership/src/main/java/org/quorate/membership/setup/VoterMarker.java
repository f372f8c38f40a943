package org.quorate.membership.setup;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.quorate.membership.LogStartFailed;
import org.quorate.membership.NodeName;

/**
 * The file {@code voter.json} beside the log: which voter this folder belongs to, and whether its log was
 * ever made. It is the guard against starting from empty: a folder whose log vanished still says "formatted".
 *
 * @param cluster the id of the cluster, made at set-up
 * @param node the name of the node
 * @param number 1 at set-up, one more each time the node comes back as a new voter
 * @param start how its log begins
 */
public record VoterMarker(UUID cluster, NodeName node, int number, Log log, Start start) {

    public static final String FILE = "voter.json";

    private static final long LONGEST = 4096;

    /** Whether the voter's log was ever made. */
    public enum Log {
        NEVER_STARTED, FORMATTED
    }

    /** How a voter's log begins. */
    public enum Start {
        /** Together with those of the other voters of the set-up. */
        FOUNDS,
        /** Empty, until the leader of a running cluster takes it in: before, it votes for nobody. */
        JOINS
    }

    /** A voter of the set-up. */
    public VoterMarker(UUID cluster, NodeName node, int number, Log log) {
        this(cluster, node, number, log, Start.FOUNDS);
    }

    /** The marker of a voter that is to be taken in by a running cluster. */
    public static VoterMarker joining(UUID cluster, NodeName node, int number) {
        return new VoterMarker(cluster, node, number, Log.NEVER_STARTED, Start.JOINS);
    }

    /** The voter's name in the log's configuration, unlike that of any voter of any other cluster. */
    public String peerId() {
        return peerId(cluster, node, number);
    }

    public static String peerId(UUID cluster, NodeName node, int number) {
        return cluster.toString().substring(0, 8) + "-" + node + "-" + number;
    }

    /** The number in a voter's name. */
    public static int numberOf(String peerId) {
        return Integer.parseInt(peerId.substring(peerId.lastIndexOf('-') + 1));
    }

    /** The node that a voter's name belongs to. */
    public static NodeName nodeOf(String peerId) {
        return new NodeName(peerId.substring(9, peerId.lastIndexOf('-')));
    }

    /** Reads the marker of a data folder, and explains what is wrong if there is none. */
    public static VoterMarker read(Path dataFolder) throws LogStartFailed {
        var file = dataFolder.resolve(FILE);
        if (!Files.isDirectory(dataFolder)) {
            throw new LogStartFailed("the data folder is missing", dataFolder.toString(),
                    "It is never started from empty. " + Advice.RETURN);
        }
        try {
            if (Files.size(file) > LONGEST) {
                throw new LogStartFailed("the voter's marker is damaged", file.toString(), "It is too long");
            }
            return parse(Files.readString(file));
        } catch (NoSuchFileException e) {
            throw new LogStartFailed("the voter's marker is missing", file.toString(),
                    Advice.RETURN);
        } catch (IOException | IllegalArgumentException e) {
            throw new LogStartFailed("the voter's marker is damaged", file.toString(),
                    Advice.RETURN + " (" + e.getMessage() + ")");
        }
    }

    private static VoterMarker parse(String json) {
        return new VoterMarker(UUID.fromString(field(json, "cluster")), new NodeName(field(json, "node")),
                Integer.parseInt(field(json, "number")), Log.valueOf(field(json, "log")),
                maybe(json, "start").map(Start::valueOf).orElse(Start.FOUNDS));
    }

    private static String field(String json, String name) {
        return maybe(json, name)
                .orElseThrow(() -> new IllegalArgumentException("no \"" + name + "\" in it"));
    }

    private static Optional<String> maybe(String json, String name) {
        var matcher = Pattern.compile("\"" + name + "\"\\s*:\\s*\"([^\"\\\\]*)\"").matcher(json);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    public VoterMarker formatted() {
        return new VoterMarker(cluster, node, number, Log.FORMATTED, start);
    }

    /** Writes the marker so that either the old or the new one survives a crash. */
    public void write(Path dataFolder) throws IOException {
        var json = """
                {
                  "cluster": "%s",
                  "node": "%s",
                  "number": "%d",
                  "log": "%s",
                  "start": "%s"
                }
                """.formatted(cluster, node, number, log, start);
        var temporary = dataFolder.resolve(FILE + ".new");
        try (var channel = FileChannel.open(temporary, StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            var bytes = ByteBuffer.wrap(json.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(temporary, dataFolder.resolve(FILE), StandardCopyOption.ATOMIC_MOVE);
    }
}
