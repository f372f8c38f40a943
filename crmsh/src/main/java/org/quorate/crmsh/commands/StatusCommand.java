package org.quorate.crmsh.commands;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.quorate.codec.JsonAt;
import org.quorate.crmsh.client.Reply;
import org.quorate.model.Durations;
import org.quorate.model.Suggestion;

/** {@code crm status}: now, or whenever something changes. */
final class StatusCommand {

    /** How long one call of {@code --watch} waits for a change before it asks again. */
    private static final Duration WATCH = Duration.ofSeconds(30);

    private final Session session;

    StatusCommand(Session session) {
        this.session = session;
    }

    void run(Arguments arguments) {
        for (var word : arguments.texts()) {
            if (!word.equals("--json") && !word.equals("--watch")) {
                throw Refusal.usage("status: unknown option '" + word + "'"
                        + Suggestion.hint(word, java.util.List.of("--json", "--watch")));
            }
        }
        var status = session.get("/v1/status");
        show(status, arguments);
        while (arguments.has("--watch")) {
            long revision = status.whole("revision");
            var reply = session.tryGetWithin(
                    "/v1/status?since=" + revision + "&limit=" + Durations.text(WATCH),
                    WATCH);
            if (reply instanceof Reply.Interrupted) {
                session.say(""); // the terminal has shown ^C
                return;
            }
            status = session.accept(reply);
            if (status.whole("revision") != revision) {
                show(status, arguments);
            }
        }
    }

    private void show(JsonAt status, Arguments arguments) {
        if (arguments.has("--json")) {
            session.say(new String(status.value().bytes(), StandardCharsets.UTF_8));
            return;
        }
        if (arguments.has("--watch")) {
            session.screen().clear();
        }
        session.say(new StatusView(session.screen().traits()).render(status));
        if (arguments.has("--watch")) {
            session.say("\nWatching; Ctrl-C ends it.");
        }
    }
}
