package org.quorate.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.quorate.model.AgentName;
import org.quorate.model.MetaAttributes.Exclusivity;
import org.quorate.rules.ResourceOptions;
import org.quorate.scheduler.fencing.KillableAgents;

class KillableAgentsTest {

    @ParameterizedTest
    @CsvSource({"ocf:heartbeat:IPaddr2, '', true", "ocf:quorate:anything, '', true",
            "ocf:heartbeat:Filesystem, '', false", "ocf:linbit:drbd, '', false", "systemd:nginx, '', false",
            "systemd:nginx, kill, true", "ocf:heartbeat:IPaddr2, fence, false"})
    void onlyWhatKillingEndsForCertainUnlessTheOperatorSays(String agent, String isolation,
            boolean expected) {
        var meta = new TreeMap<>(isolation.isEmpty()
                ? Map.<String, String>of()
                : Map
                        .of("isolation", isolation));
        var options = ResourceOptions.of(meta, Exclusivity.AT_MOST_ONE);

        assertThat(KillableAgents.isKillable(AgentName.parse(agent).orElseThrow(), options))
                .isEqualTo(expected);
    }
}
