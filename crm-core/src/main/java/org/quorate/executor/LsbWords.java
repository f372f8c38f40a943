package org.quorate.executor;

import java.util.Optional;
import org.quorate.agent.AgentAction;
import org.quorate.agent.ExitCode;

/** Init scripts speak of other words and numbers than OCF agents (LSB core 5.0, "Init Script Actions"). */
final class LsbWords {

    private LsbWords() {}

    static Optional<String> word(AgentAction action) {
        return switch (action) {
            case START, STOP, RELOAD -> Optional.of(action.word());
            case RELOAD_AGENT -> Optional.of("reload");
            case MONITOR -> Optional.of("status");
            case PROMOTE, DEMOTE, NOTIFY, MIGRATE_TO, MIGRATE_FROM, META_DATA, VALIDATE_ALL ->
                Optional.empty();
        };
    }

    /** 150 and 151 are Pacemaker's own: not installed, not permitted. */
    static ExitCode meaning(AgentAction action, int status) {
        if (action != AgentAction.MONITOR) {
            return status <= 7 ? ExitCode.of(status) : ExitCode.ERROR;
        }
        return switch (status) {
            case 0 -> ExitCode.OK;
            case 1, 2, 3 -> ExitCode.NOT_RUNNING;
            case 150 -> ExitCode.NOT_INSTALLED;
            case 151 -> ExitCode.PERMISSION;
            default -> ExitCode.ERROR;
        };
    }
}
