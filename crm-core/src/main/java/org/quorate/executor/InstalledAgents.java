package org.quorate.executor;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import javax.xml.stream.XMLStreamException;
import org.quorate.agent.AgentCatalog;
import org.quorate.agent.AgentMetadata;
import org.quorate.model.AgentName;
import org.quorate.executor.AgentLauncher.Ended;
import org.quorate.executor.AgentProcess.End;
import org.quorate.model.Suggestion;

/** The agents found in this node's folders. Metadata is asked for again when the agent's file has changed. */
final class InstalledAgents implements AgentCatalog {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    /** How many agents are asked for their metadata at once. */
    private static final int PARALLEL = 4;
    private static final List<String> LSB_ACTIONS = List.of("start", "stop", "monitor");

    private record Known(FileTime changed, AgentMetadata metadata) {}

    private final AgentLauncher launcher;
    private final Map<AgentName, Known> known = new ConcurrentHashMap<>();
    private final Semaphore permits = new Semaphore(PARALLEL, true);

    InstalledAgents(AgentLauncher launcher) {
        this.launcher = launcher;
    }

    @Override
    public SortedSet<AgentName> agents() {
        return launcher.files().all();
    }

    @Override
    public Lookup metadata(AgentName name) {
        if (!AgentFiles.STANDARDS.contains(name.standard())) {
            return new Lookup.Unknown("'" + name.standard() + "' is not a standard of agents"
                    + Suggestion.hint(name.standard(), AgentFiles.STANDARDS));
        }
        var path = launcher.files().path(name);
        if (path.isEmpty()) {
            return new Lookup.Unreadable("agents of standard " + name.standard() + " have no metadata yet");
        }
        var file = path.get();
        if (!Files.isRegularFile(file) || !Files.isExecutable(file)) {
            var others = agents().stream().map(AgentName::toString).toList();
            return new Lookup.Unknown(
                    "no agent " + name + " on this node" + Suggestion.hint(name.toString(), others));
        }
        try {
            var changed = Files.getLastModifiedTime(file);
            var before = known.get(name);
            if (before != null && before.changed().equals(changed)) {
                return new Lookup.Found(before.metadata());
            }
            var answer = ask(name, file);
            if (answer instanceof Lookup.Found(var metadata)) {
                known.put(name, new Known(changed, metadata));
            }
            return answer;
        } catch (IOException e) {
            return new Lookup.Unreadable(name + ": cannot read " + file + ": " + e.getMessage());
        }
    }

    private Lookup ask(AgentName name, Path file) throws IOException {
        if (name.standard().equals("lsb")) {
            return new Lookup.Found(lsb(name, file));
        }
        permits.acquireUninterruptibly();
        try {
            return parse(name, name.isOcf()
                    ? launcher.metadata(name, file, TIMEOUT)
                    : launcher.fence(file, "action=metadata\n", TIMEOUT, new AgentRun()));
        } finally {
            permits.release();
        }
    }

    private static Lookup parse(AgentName name, Ended ended) {
        return switch (ended) {
            case Ended.Ran(End.Exited(int status), var out, _) when status == 0 -> {
                try {
                    yield new Lookup.Found(MetadataReader.read(name, out));
                } catch (XMLStreamException e) {
                    yield new Lookup.Unreadable(
                            name + ": its metadata is not well-formed: " + e.getMessage());
                }
            }
            case Ended.Ran(End.Exited(int status), _, var error) ->
                new Lookup.Unreadable(name + ": meta-data ended with " + status + ": " + error.strip());
            case Ended.Ran _ ->
                new Lookup.Unreadable(name + ": meta-data took over " + TIMEOUT.toSeconds() + " s");
            case Ended.NotStarted(var why) -> new Lookup.Unreadable(name + ": " + why);
        };
    }

    /**
     * Init scripts describe themselves in a comment (LSB core 5.0, "Comment Conventions for Init Scripts").
     */
    private static AgentMetadata lsb(AgentName name, Path file) throws IOException {
        var text = "";
        boolean inside = false;
        for (var line : Files.readAllLines(file, StandardCharsets.ISO_8859_1)) {
            if (line.startsWith("### BEGIN INIT INFO")) {
                inside = true;
            } else if (line.startsWith("### END INIT INFO")) {
                break;
            } else if (inside && line.startsWith("# Short-Description:")) {
                text = line.substring("# Short-Description:".length()).strip();
            }
        }
        var actions = LSB_ACTIONS.stream()
                .map(action -> new AgentMetadata.Action(action, Duration.ofSeconds(15), Duration.ZERO, 0, ""))
                .toList();
        return new AgentMetadata(name, "1.0", text, text, List.of(), actions);
    }
}
