package org.quorate.crmsh.completion;

/**
 * A word that could stand at the cursor.
 *
 * @param help one line on what it means; may be empty
 */
public record Candidate(String text, String help) {

    static Candidate of(String text) {
        return new Candidate(text, "");
    }

    /** Whether a blank follows it; after {@code name=} and {@code ocf:quorate:} the word goes on. */
    public boolean isWhole() {
        return !text.endsWith("=") && !(text.endsWith(":") && isAgentPart());
    }

    private boolean isAgentPart() {
        return text.startsWith("ocf:") || text.equals("systemd:") || text.equals("lsb:")
                || text.equals("stonith:")
                || text.equals("service:");
    }
}
