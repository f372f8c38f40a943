package org.quorate.crmsh.commands;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.quorate.codec.Json;
import org.quorate.codec.JsonAt;
import org.quorate.crmsh.client.Reply;
import org.quorate.crmsh.commands.Command.Arity;
import org.quorate.model.Durations;
import org.quorate.model.Suggestion;

/** {@code crm cluster}: this node's part in the cluster, and who votes in it. */
final class ClusterLevel implements Level {

    /** How long leaving may take: everything that runs here is moved or stopped first. */
    private static final Duration STOP_LIMIT = Duration.ofMinutes(5);
    private static final Duration LONGEST = Duration.ofMinutes(10);

    private final Session session;
    private final List<Command> commands;

    ClusterLevel(Session session) {
        this.session = session;
        var all = new ArrayList<>(List.of(
                Command.of("start", "[--settings <file>]", Arity.of(0, 2), this::start),
                Command.of("stop", "[--timeout <time>]", Arity.of(0, 2), this::stop),
                Command.of("restart", "[--timeout <time>]", Arity.of(0, 2), this::restart),
                Command.of("status", "", Arity.NONE, _ -> status()),
                Command.of("wait", "[--timeout <time>]", Arity.of(0, 2), this::waitIdle)
                        .alias("wait_for_startup")));
        all.addAll(new VoterCommands(session).commands());
        commands = List.copyOf(all);
    }

    @Override
    public String name() {
        return "cluster";
    }

    @Override
    public List<Command> commands() {
        return commands;
    }

    private void start(Arguments arguments) {
        var settings = option(arguments, "--settings").map(Path::of);
        new DaemonStarter(session).start(settings);
    }

    private void stop(Arguments arguments) {
        var limit = limit(arguments, STOP_LIMIT);
        end("/v1/cluster/stop", Json.object().put("message", session.message()), limit);
        session.say("this node has left the cluster; quorated has ended");
    }

    /** The daemon alone: what runs here runs on. */
    private void restart(Arguments arguments) {
        end("/v1/cluster/restart", Json.object(), limit(arguments, STOP_LIMIT));
        new DaemonStarter(session).start(Optional.empty());
    }

    private void end(String path, Json.Fields body, Duration limit) {
        var reply = session.tryPost(path, body.put("wait", Durations.text(limit)), limit);
        if (reply instanceof Reply.Done(var said) && !said.text("ended", "left").equals("left")) {
            throw Refusal.because((said.text("ended").equals("stays")
                    ? "this node stays in the cluster: "
                    : "not yet left after " + Durations.text(limit) + ", it goes on: ")
                    + String.join("; ", said.list("says", JsonAt::text)));
        }
        // The connection may end together with the daemon, before its answer.
        if (!(reply instanceof Reply.Broken)) {
            session.accept(reply);
        }
        if (!new DaemonStarter(session).waitUntilGone()) {
            throw Refusal.because("the daemon says that it ends, but has not ended yet; its log: "
                    + session.place().log());
        }
    }

    private void waitIdle(Arguments arguments) {
        session.waitUntil("settled", limit(arguments, session.options().limit()));
    }

    private void status() {
        var status = session.get("/v1/status");
        var quorum = status.field("quorum");
        session.say(
                "quorated " + status.text("version", "") + " runs on " + status.text("node") + ", cluster "
                        + status.text("cluster", ""));
        session.say("quorum: " + (quorum.flag("quorate", false) ? "yes" : "NO") + ", lease: "
                + quorum.text("leaseRemaining", "0s") + " left, DC: " + status.text("dc", "none"));
        for (var voter : quorum.list("voters", item -> item)) {
            var words = new ArrayList<String>();
            if (voter.flag("self", false)) {
                words.add("this node");
            } else {
                words.add(voter.maybe("heardAgo").map(ago -> "heard " + ago.text() + " ago")
                        .orElse("never heard"));
            }
            var hears = voter.list("hears", JsonAt::text);
            if (!hears.isEmpty()) {
                words.add("hears " + String.join(" ", hears));
            }
            session.say("  " + voter.text("node") + ": " + String.join(", ", words));
        }
        VoterCommands.underWay(quorum).forEach(session::say);
        session.say("socket: " + session.place().socket());
        session.say("log: " + status.text("logFile", session.place().log().toString()));
    }

    private static Optional<String> option(Arguments arguments, String name) {
        if (arguments.size() == 0) {
            return Optional.empty();
        }
        var word = arguments.text(0);
        if (word.startsWith(name + "=") && arguments.size() == 1) {
            return Optional.of(word.substring(name.length() + 1));
        }
        if (!word.equals(name) || arguments.size() != 2) {
            throw Refusal
                    .usage(arguments.command() + ": expected " + name + " and its value, got '" + word + "'"
                            + Suggestion.hint(word, List.of(name)));
        }
        return Optional.of(arguments.text(1));
    }

    private static Duration limit(Arguments arguments, Duration otherwise) {
        var word = option(arguments, "--timeout");
        if (word.isEmpty()) {
            return otherwise;
        }
        return Durations.parse(word.get())
                .filter(limit -> limit.isPositive() && limit.compareTo(LONGEST) <= 0)
                .orElseThrow(() -> Refusal.usage("'" + word.get()
                        + "' is not a time of at most 10min (60s, 2min, ...)"));
    }
}
