package org.quorate.agent;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ExitCodeTest {

    @Test
    void takesUndefinedExitStatusesAsErrors() {
        assertThat(ExitCode.of(7)).isEqualTo(ExitCode.NOT_RUNNING);
        assertThat(ExitCode.of(190)).isEqualTo(ExitCode.DEGRADED);
        assertThat(ExitCode.of(10)).isEqualTo(ExitCode.ERROR);
        assertThat(ExitCode.of(137)).isEqualTo(ExitCode.ERROR);
        assertThat(AgentAction.of("reload-agent")).contains(AgentAction.RELOAD_AGENT);
    }
}
