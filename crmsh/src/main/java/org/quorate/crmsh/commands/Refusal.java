package org.quorate.crmsh.commands;

import java.util.List;
import org.quorate.model.Problem;

/** Ends a command that cannot be done; what it says is shown as it stands, and nothing else. */
public final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient List<String> lines;
    private final ExitStatus status;

    private Refusal(ExitStatus status, List<String> lines) {
        super(String.join("\n", lines), null, false, false);
        this.status = status;
        this.lines = List.copyOf(lines);
    }

    public static Refusal because(String line) {
        return new Refusal(ExitStatus.REFUSED, List.of(line));
    }

    public static Refusal of(List<Problem> problems) {
        return new Refusal(ExitStatus.REFUSED, problems.stream().map(Problem::toString).toList());
    }

    /** The command was typed wrong. */
    public static Refusal usage(String line) {
        return new Refusal(ExitStatus.USAGE, List.of(line));
    }

    /** What went wrong has been shown. */
    static Refusal alreadySaid(ExitStatus status) {
        return new Refusal(status, List.of());
    }

    public ExitStatus status() {
        return status;
    }

    public List<String> lines() {
        return lines;
    }
}
