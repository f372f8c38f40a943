package org.quorate.agent;

/** What an agent's exit status means (OCF 1.1, section 4.5; 190 and 191 are Pacemaker's). */
public enum ExitCode {

    OK(0, "ok"), ERROR(1, "error"), ARGS(2, "invalid parameter"), UNIMPLEMENTED(3,
            "unimplemented feature"), PERMISSION(4, "insufficient privileges"), NOT_INSTALLED(5,
                    "not installed"), CONFIGURED(6, "not configured"), NOT_RUNNING(7,
                            "not running"), PROMOTED(8, "promoted"), FAILED_PROMOTED(9,
                                    "promoted (failed)"), DEGRADED(190,
                                            "degraded"), DEGRADED_PROMOTED(191, "promoted (degraded)");

    private final int number;
    private final String text;

    ExitCode(int number, String text) {
        this.number = number;
        this.text = text;
    }

    public int number() {
        return number;
    }

    /** The words shown to an operator. */
    public String text() {
        return text;
    }

    /** The code of an exit status; any status that OCF does not define is {@link #ERROR}. */
    public static ExitCode of(int status) {
        for (var code : values()) {
            if (code.number == status) {
                return code;
            }
        }
        return ERROR;
    }
}
