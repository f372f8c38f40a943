package org.quorate.crmsh.commands;

/** What a command came to, as the exit code of the process. */
public enum ExitStatus {

    DONE(0), REFUSED(1), USAGE(2);

    private final int code;

    ExitStatus(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }

    /** The graver of two. */
    public ExitStatus and(ExitStatus other) {
        return code >= other.code ? this : other;
    }
}
