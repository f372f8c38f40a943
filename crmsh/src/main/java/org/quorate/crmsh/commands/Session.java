package org.quorate.crmsh.commands;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.quorate.agent.AgentMetadata;
import org.quorate.codec.AgentMetadataJson;
import org.quorate.codec.CodecException;
import org.quorate.codec.Json;
import org.quorate.codec.JsonAt;
import org.quorate.crmsh.client.ApiClient;
import org.quorate.crmsh.client.DaemonPlace;
import org.quorate.crmsh.client.Reply;
import org.quorate.crmsh.language.AgentKnowledge;
import org.quorate.model.AgentName;
import org.quorate.model.ConfigurationEdit;
import org.quorate.model.Durations;
import org.quorate.model.Problem;

/** What all commands share: the screen, the options and the daemon. One thread. */
public final class Session implements AutoCloseable {

    /** For calls that do not wait for the cluster to do anything. */
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(30);
    /** What the network and the daemon may add to the limit of a call that waits. */
    private static final Duration MARGIN = Duration.ofSeconds(10);
    private static final int NOT_AGREED = 503;
    private static final int NOBODY_KNOWS = 504;

    private final Screen screen;
    private final Options options;
    private final DaemonPlace place;
    private final ApiClient client;
    private final InstalledAgents agents = new InstalledAgents();
    private String line = "";
    private int calls;

    public Session(Screen screen, Options options, DaemonPlace place) {
        this.screen = screen;
        this.options = options;
        this.place = place;
        this.client = new ApiClient(place.socket());
    }

    public Screen screen() {
        return screen;
    }

    public Options options() {
        return options;
    }

    public DaemonPlace place() {
        return place;
    }

    public AgentKnowledge agents() {
        return agents;
    }

    void say(String text) {
        screen.line(text);
    }

    void warn(List<Problem> warnings) {
        warnings.forEach(warning -> screen.errorLine("warning: " + warning));
    }

    /** The command that is being run, as typed; kept with the changes it makes. */
    void startLine(String typed) {
        line = typed;
    }

    /** Yes or no from the person at the keyboard; what was said on the command line answers for them. */
    boolean confirms(String question) {
        if (options.has(Options.Flag.FORCE)) {
            return true;
        }
        if (options.has(Options.Flag.NO)) {
            return false;
        }
        if (!screen.traits().hasKeyboard()) {
            return true;
        }
        return screen.ask(question + " (y/n) ").map(answer -> answer.strip().startsWith("y")).orElse(false);
    }

    /**
     * Whether commands come from a person at the prompt, who is asked before anything is taken for granted.
     */
    boolean isAtPrompt() {
        return options.has(Options.Flag.PROMPT) && !options.has(Options.Flag.FORCE);
    }

    JsonAt get(String pathAndQuery) {
        return done(client.get(pathAndQuery, ANSWER_LIMIT));
    }

    /** A call that waits up to a limit for something to happen. */
    JsonAt getWithin(String pathAndQuery, Duration limit) {
        return done(client.get(pathAndQuery, limit.plus(MARGIN)));
    }

    /** The answer as it is, where the caller knows better what a refusal means. */
    Reply tryGet(String pathAndQuery, Duration limit) {
        return client.get(pathAndQuery, limit);
    }

    /** The answer, as it is, of a call that waits. */
    Reply tryGetWithin(String pathAndQuery, Duration limit) {
        return client.get(pathAndQuery, limit.plus(MARGIN));
    }

    Reply tryPost(String path, Json.Fields fields, Duration limit) {
        return client.post(path, keyed(fields), limit.plus(MARGIN));
    }

    /** A call that changes nothing. */
    JsonAt ask(String path, Json.Fields fields) {
        return done(client.post(path, fields.done(), ANSWER_LIMIT));
    }

    JsonAt post(String path, Json.Fields fields) {
        return done(client.post(path, keyed(fields), ANSWER_LIMIT));
    }

    JsonAt postWithin(String path, Json.Fields fields, Duration limit) {
        return done(client.post(path, keyed(fields.put("wait", Durations.text(limit))), limit.plus(MARGIN)));
    }

    /** With a key of its own, so that sending it twice changes nothing the second time. */
    private Json keyed(Json.Fields fields) {
        calls++;
        return fields.put("key", "crm-" + ProcessHandle.current().pid() + "-"
                + Long.toString(System.currentTimeMillis(), 36) + "-" + Long.toString(System.nanoTime(), 36)
                + "-" + calls).put("client", "crm").done();
    }

    /** Commits edits at once, whatever the version; says what the cluster warns of. */
    void edit(List<ConfigurationEdit> edits) {
        var reply = post("/v1/edit", Json.object().put("message", message())
                .put("edits", org.quorate.codec.ConfigurationJson.editsJson(edits)));
        reply.maybe("warnings").map(org.quorate.codec.ConfigurationJson::readProblems)
                .ifPresent(this::warn);
    }

    String message() {
        return options.message().isEmpty() ? line : options.message();
    }

    /** With {@code -w}: until nothing is left to do. */
    void waitIfAsked() {
        if (options.has(Options.Flag.WAIT)) {
            waitUntil("settled", options.limit());
        }
    }

    /** Refuses when the limit is over first. */
    void waitUntil(String what, Duration limit) {
        var reply = getWithin("/v1/wait?until=" + what + "&limit=" + Durations.text(limit), limit);
        if (!reply.text("ended").equals("holds")) {
            var says = reply.list("says", JsonAt::text);
            throw Refusal.because("not yet after " + Durations.text(limit)
                    + (says.isEmpty() ? "" : ": " + String.join("; ", says)));
        }
    }

    /** The body of what was done; what was not is a refusal. */
    JsonAt accept(Reply reply) {
        return done(reply);
    }

    private JsonAt done(Reply reply) {
        // Not in the switch: the first switch over patterns takes longer than all else of a short command.
        if (reply instanceof Reply.Done(var body)) {
            return body;
        }
        return switch (reply) {
            case Reply.Done done -> done.body();
            case Reply.Refused(var status, var problems) -> throw refusal(status, problems);
            case Reply.Unreachable(var why) -> throw notRunning(why);
            case Reply.Interrupted() -> throw Refusal.because("given up waiting; what was asked for goes on");
            case Reply.Broken(var why) -> throw Refusal.because("the daemon did not answer to the end (" + why
                    + "); whether it was done is not known. Its log: " + place.log());
        };
    }

    private static Refusal refusal(int status, List<Problem> problems) {
        if (!problems.isEmpty()) {
            return Refusal.of(problems);
        }
        return Refusal.because(switch (status) {
            case NOT_AGREED -> "the cluster did not agree: it has no quorum, or no DC; nothing changed";
            case NOBODY_KNOWS -> "nobody can say whether it was done; look, and try again";
            default -> "the daemon refused (HTTP " + status + ")";
        });
    }

    Refusal notRunning(String why) {
        if (why.contains("Permission denied")) {
            return Refusal.because("you may not use " + place.socket()
                    + ": be root, or a member of the group that the daemon's settings name (callers)");
        }
        return Refusal.because("quorated is not running on this node: nobody answers at " + place.socket()
                + " (" + why + ")\n  its log:  " + place.log() + "\n  start it: crm cluster start");
    }

    @Override
    public void close() {
        client.close();
    }

    /** The agents of the daemon's node, asked for once; without a daemon nothing is known of them. */
    private final class InstalledAgents implements AgentKnowledge {

        private Optional<SortedSet<AgentName>> names = Optional.empty();

        @Override
        public SortedSet<AgentName> agents() {
            if (names.isEmpty()) {
                var found = new TreeSet<AgentName>();
                if (client.get("/v1/agents", ANSWER_LIMIT) instanceof Reply.Done(var body)) {
                    body.list("agents", JsonAt::text)
                            .forEach(name -> AgentName.parse(name).ifPresent(found::add));
                }
                names = Optional.of(found);
            }
            return names.get();
        }

        @Override
        public Optional<AgentMetadata> metadata(AgentName agent) {
            try {
                return client.get("/v1/agents/" + agent, ANSWER_LIMIT) instanceof Reply.Done(var body)
                        ? Optional.of(AgentMetadataJson.metadata(body))
                        : Optional.empty();
            } catch (CodecException e) {
                return Optional.empty();
            }
        }
    }

    /** Reads a file that a command names, or standard input for {@code -}. */
    public String read(String file) {
        try {
            return file.equals("-")
                    ? new String(System.in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8)
                    : java.nio.file.Files.readString(Path.of(file));
        } catch (IOException | java.nio.file.InvalidPathException e) {
            throw Refusal.because(file + ": cannot be read ("
                    + (e instanceof java.nio.file.NoSuchFileException ? "no such file" : e.getMessage())
                    + ")");
        }
    }
}
