package org.quorate.api;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.quorate.api.ClusterControl.Answer;
import org.quorate.state.Command;
import org.quorate.state.Outcome;

/** Offers commands to the log and waits for what they come to. */
final class Submitting {

    /** How long agreement may take before nobody can say. */
    static final Duration LIMIT = Duration.ofSeconds(10);

    private static final Duration SLACK = Duration.ofSeconds(2);

    private final ClusterControl control;

    Submitting(ClusterControl control) {
        this.control = control;
    }

    /** Where a command took effect. */
    sealed interface Effect {

        /** At this index. */
        record At(long index) implements Effect {}

        /** Before; this was a repetition. */
        record Before() implements Effect {}
    }

    /** Throws {@link Refusal} when the command did not take effect, or nobody can say. */
    Effect submit(Command command) throws InterruptedException {
        return switch (said(command)) {
            case Outcome.Accepted(var index) -> new Effect.At(index);
            case Outcome.Duplicate() -> new Effect.Before();
            case Outcome.Refused(var problems) -> throw new Refusal(Reply.CONFLICT, problems);
        };
    }

    /** What the command came to; throws {@link Refusal} when it was not agreed or nobody can say. */
    Outcome said(Command command) throws InterruptedException {
        return switch (answer(command)) {
            case Answer.Said(var outcome) -> outcome;
            case Answer.NotAgreed(var why) -> throw new Refusal(Reply.UNAVAILABLE, "",
                    "the cluster did not agree, nothing changed: " + why);
            case Answer.Unsure(var why) -> throw new Refusal(Reply.UNSURE, "",
                    "nobody can say whether the cluster agreed; repeat it with the same key: " + why);
        };
    }

    private Answer answer(Command command) throws InterruptedException {
        try {
            return control.submit(command, LIMIT).toCompletableFuture().get(LIMIT.plus(SLACK).toMillis(),
                    TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            return new Answer.Unsure("no answer within " + LIMIT.plus(SLACK).toSeconds() + " s");
        }
    }

    /** The reply of a call that only commits. */
    Reply committed(Command command) throws InterruptedException {
        return Reply.ok(fields(submit(command)));
    }

    static org.quorate.codec.Json.Fields fields(Effect effect) {
        return switch (effect) {
            case Effect.At(var index) -> Reply.fields().put("index", index);
            case Effect.Before() -> Reply.fields().put("duplicate", true);
        };
    }
}
