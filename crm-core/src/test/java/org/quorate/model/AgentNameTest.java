package org.quorate.agent;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AgentNameTest {

    @ParameterizedTest
    @ValueSource(strings = {"ocf:quorate:IPaddr", "lsb:nginx", "systemd:getty@tty1", "stonith:fence_ipmilan",
            "service:nginx"})
    void printsWhatItRead(String text) {
        assertThat(AgentName.parse(text)).hasValueSatisfying(name -> assertThat(name).hasToString(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "IPaddr", "ocf:IPaddr", "ocf::IPaddr", "ocf:x:", "ocf:..:x",
            "ocf:x:../../bin/sh",
            "lsb:", "lsb:a/b", "lsb:.", "heresy:x", "ocf:a:b:c", "lsb:a b"})
    void refusesWhatIsNoAgent(String text) {
        assertThat(AgentName.parse(text)).isEmpty();
    }

    @Test
    void readsTheParts() {
        assertThat(AgentName.parse("ocf:heartbeat:IPaddr2")).contains(AgentName.ocf("heartbeat", "IPaddr2"));
        assertThat(AgentName.parse("lsb:nginx")).contains(new AgentName("lsb", "", "nginx"));
    }

    @Test
    void takesUndefinedExitStatusesAsErrors() {
        assertThat(ExitCode.of(7)).isEqualTo(ExitCode.NOT_RUNNING);
        assertThat(ExitCode.of(190)).isEqualTo(ExitCode.DEGRADED);
        assertThat(ExitCode.of(10)).isEqualTo(ExitCode.ERROR);
        assertThat(ExitCode.of(137)).isEqualTo(ExitCode.ERROR);
        assertThat(AgentAction.of("reload-agent")).contains(AgentAction.RELOAD_AGENT);
    }
}
