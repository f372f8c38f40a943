package org.quorate.membership;

/** How an offer to the {@link AgreedLog} ended. */
public sealed interface Submission {

    /** The command is in the log at {@code index} and was applied; {@code reply} is what apply returned. */
    @SuppressWarnings("ArrayRecordComponent") // opaque bytes, compared by nobody
    record Agreed(long index, byte[] reply) implements Submission {}

    /** The command is certainly not in the log, and will not come into it. */
    record Refused(String why) implements Submission {}

    /** Nobody can say: the command may be in the log, or may yet come into it. */
    record Unknown(String why) implements Submission {}
}
