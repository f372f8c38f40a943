package org.quorate.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AgentNameTest {

    @ParameterizedTest
    @ValueSource(strings = {"ocf:quorate:IPaddr", "lsb:nginx", "systemd:getty@tty1", "stonith:fence_ipmilan",
            "service:nginx", "heresy:x"})
    void printsWhatItRead(String text) {
        assertThat(AgentName.parse(text)).hasValueSatisfying(name -> assertThat(name).hasToString(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "IPaddr", "ocf:IPaddr", "ocf::IPaddr", "ocf:x:", "ocf:..:x",
            "ocf:x:../../bin/sh",
            "lsb:", "lsb:a/b", "lsb:.", "Heresy:x", "ocf:a:b:c", "lsb:a b"})
    void refusesWhatIsNoAgent(String text) {
        assertThat(AgentName.parse(text)).isEmpty();
    }

    @Test
    void readsTheParts() {
        assertThat(AgentName.parse("ocf:heartbeat:IPaddr2")).contains(AgentName.ocf("heartbeat", "IPaddr2"));
        assertThat(AgentName.parse("lsb:nginx")).contains(new AgentName("lsb", "", "nginx"));
    }
}
