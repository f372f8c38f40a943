package org.quorate.api;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.quorate.codec.ConfigurationJson;
import org.quorate.model.Configuration;
import org.quorate.model.ConfigurationEdit;
import org.quorate.model.ConfigurationEdits;
import org.quorate.model.EditResult;
import org.quorate.state.Command;
import org.quorate.state.ConfigurationChange.Origin;
import org.quorate.state.Outcome;
import org.quorate.state.VersionedConfiguration;

/** The calls that change or judge the configuration. */
final class EditCalls {

    /** How often an edit of any version is judged anew because another one came first. */
    private static final int ATTEMPTS = 5;

    /** How long this node's state may take to show the change that another edit made. */
    private static final Duration CATCH_UP = Duration.ofSeconds(1);

    private static final long ANY_VERSION = -1;

    private final ClusterControl control;
    private final InstantSource clock;
    private final Submitting submitting;
    private final Examination examination;

    EditCalls(ClusterControl control, InstantSource clock, Submitting submitting) {
        this.control = control;
        this.clock = clock;
        this.submitting = submitting;
        examination = new Examination(control);
    }

    Reply edit(Call call) throws InterruptedException {
        var body = call.body("v", "key", "baseVersion", "message", "client", "edits");
        var key = Call.key(body);
        var edits = ConfigurationJson.edits(body.field("edits"));
        var origin = new Origin(call.caller().user(), control.view().node().value(), body.text("client", ""));
        long base = body.whole("baseVersion", ANY_VERSION);
        for (int attempt = 1;; attempt++) {
            if (control.state().keys().holds(key)) {
                return Reply.ok(Reply.fields().put("duplicate", true).put("version",
                        control.state().cib().version()));
            }
            var cib = control.state().cib();
            var judged = examine(cib, base, edits);
            // What was judged is what is committed: the version of the judgement goes with the command.
            var command = new Command.EditConfiguration(key, clock.instant(), origin,
                    body.text("message", ""),
                    cib.version(), edits);
            switch (submitting.said(command)) {
                case Outcome.Accepted(var index) -> {
                    return Reply.ok(Reply.fields().put("version", cib.version() + 1).put("index", index)
                            .put("warnings", ConfigurationJson.problems(judged.warnings())));
                }
                case Outcome.Duplicate() -> {
                    return Reply.ok(Reply.fields().put("duplicate", true).put("version", cib.version() + 1));
                }
                case Outcome.Refused(var problems) -> {
                    if (base != ANY_VERSION || attempt == ATTEMPTS || !hasMovedOn(cib.version())) {
                        throw new Refusal(Reply.CONFLICT, problems);
                    }
                }
            }
        }
    }

    /** Whether this node has seen, or will see at once, another version than the one judged. */
    private boolean hasMovedOn(long version) throws InterruptedException {
        return new Watch(control).until(() -> control.state().cib().version() != version, CATCH_UP);
    }

    private Examination.Findings examine(VersionedConfiguration cib, long base,
            List<ConfigurationEdit> edits) {
        if (base != ANY_VERSION && base != cib.version()) {
            throw new Refusal(Reply.CONFLICT, "configuration", "the edits were made for version " + base
                    + " of the configuration, but it is at " + cib.version() + " by now");
        }
        var judged = judge(cib.current(), edits);
        if (!judged.problems().isEmpty()) {
            throw new Refusal(Reply.INVALID, judged.problems());
        }
        return judged;
    }

    private Examination.Findings judge(Configuration before, List<ConfigurationEdit> edits) {
        return switch (ConfigurationEdits.apply(before, edits)) {
            case EditResult.Impossible(var problems) -> new Examination.Findings(problems, List.of());
            case EditResult.Edited(var after) -> examination.of(before, after);
        };
    }

    Reply verify(Call call) {
        var body = call.body("v", "edits", "configuration");
        var current = control.state().configuration();
        Examination.Findings judged;
        if (body.has("configuration")) {
            judged = examination.of(Configuration.EMPTY,
                    ConfigurationJson.configuration(body.field("configuration")));
        } else if (body.has("edits")) {
            judged = judge(current, ConfigurationJson.edits(body.field("edits")));
        } else {
            judged = examination.of(Configuration.EMPTY, current);
        }
        return Reply.ok(Reply.fields().put("problems", ConfigurationJson.problems(judged.problems()))
                .put("warnings", ConfigurationJson.problems(judged.warnings())));
    }
}
