package org.quorate.codec;

import static org.quorate.codec.Json.object;

import org.quorate.state.Outcome;

/** What a command came to, as the log carries it back to the node that offered the command. */
public final class OutcomeCodec {

    private OutcomeCodec() {}

    public static byte[] encode(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Accepted(var index) -> object().put("accepted", index).done().bytes();
            case Outcome.Duplicate() -> object().put("duplicate", true).done().bytes();
            case Outcome.Refused(var problems) ->
                object().put("refused", ConfigurationJson.problems(problems)).done().bytes();
        };
    }

    /** Throws {@link CodecException} for anything that {@link #encode} does not write. */
    public static Outcome decode(byte[] bytes) {
        var in = JsonAt.root(Json.read(bytes));
        if (in.has("accepted")) {
            return new Outcome.Accepted(in.whole("accepted"));
        }
        return in.flag("duplicate", false)
                ? new Outcome.Duplicate()
                : new Outcome.Refused(ConfigurationJson.readProblems(in.field("refused")));
    }
}
