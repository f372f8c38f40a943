package org.quorate.agent;

import java.util.Arrays;
import java.util.Optional;

/** What an agent can be asked to do, with the word that goes on its command line (OCF 1.1, section 4). */
public enum AgentAction {

    START("start"), STOP("stop"), MONITOR("monitor"), PROMOTE("promote"), DEMOTE("demote"), NOTIFY(
            "notify"), MIGRATE_TO("migrate_to"), MIGRATE_FROM(
                    "migrate_from"), META_DATA("meta-data"), VALIDATE_ALL("validate-all"),
    /** Of agents older than OCF 1.1. */
    RELOAD("reload"),
    /** Of agents that follow OCF 1.1. */
    RELOAD_AGENT("reload-agent");

    private final String word;

    AgentAction(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }

    public static Optional<AgentAction> of(String word) {
        return Arrays.stream(values()).filter(action -> action.word.equals(word)).findFirst();
    }
}
