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
 */
public record VoterMarker(UUID cluster, NodeName node, int number, Log log) {

    public static final String FILE = "voter.json";

    private static final long LONGEST = 4096;

    /** Whether the voter's log was ever made. */
    public enum Log {
        NEVER_STARTED, FORMATTED
    }

    /** The voter's name in the log's configuration, unlike that of any voter of any other cluster. */
    public String peerId() {
        return peerId(cluster, node, number);
    }

    public static String peerId(UUID cluster, NodeName node, int number) {
        return cluster.toString().substring(0, 8) + "-" + node + "-" + number;
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
                    "Restore it, or remove this voter and add the node again; it is never started "
                            + "from empty");
        }
        try {
            if (Files.size(file) > LONGEST) {
                throw new LogStartFailed("the voter's marker is damaged", file.toString(), "It is too long");
            }
            return parse(Files.readString(file));
        } catch (NoSuchFileException e) {
            throw new LogStartFailed("the voter's marker is missing", file.toString(),
                    "Restore the folder, or remove this voter and add the node again");
        } catch (IOException | IllegalArgumentException e) {
            throw new LogStartFailed("the voter's marker is damaged", file.toString(),
                    "Restore the folder, or remove this voter and add the node again (" + e.getMessage()
                            + ")");
        }
    }

    private static VoterMarker parse(String json) {
        return new VoterMarker(UUID.fromString(field(json, "cluster")), new NodeName(field(json, "node")),
                Integer.parseInt(field(json, "number")), Log.valueOf(field(json, "log")));
    }

    private static String field(String json, String name) {
        var matcher = Pattern.compile("\"" + name + "\"\\s*:\\s*\"([^\"\\\\]*)\"").matcher(json);
        if (!matcher.find()) {
            throw new IllegalArgumentException("no \"" + name + "\" in it");
        }
        return matcher.group(1);
    }

    public VoterMarker formatted() {
        return new VoterMarker(cluster, node, number, Log.FORMATTED);
    }

    /** Writes the marker so that either the old or the new one survives a crash. */
    public void write(Path dataFolder) throws IOException {
        var json = """
                {
                  "cluster": "%s",
                  "node": "%s",
                  "number": "%d",
                  "log": "%s"
                }
                """.formatted(cluster, node, number, log);
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
