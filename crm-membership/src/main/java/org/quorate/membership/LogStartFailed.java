package org.quorate.membership;

/** The log could not start: what is wrong, with which file or address, and what to do about it. */
public final class LogStartFailed extends Exception {

    private static final long serialVersionUID = 1;

    private final String what;
    private final String file;
    private final String advice;

    public LogStartFailed(String what, String file, String advice) {
        super(what + ": " + file + ". " + advice);
        this.what = what;
        this.file = file;
        this.advice = advice;
    }

    public String what() {
        return what;
    }

    /** The file, folder or address concerned. */
    public String file() {
        return file;
    }

    public String advice() {
        return advice;
    }
}
