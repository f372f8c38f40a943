package org.quorate.membership.ratis;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.apache.ratis.server.RaftServerConfigKeys;
import org.apache.ratis.util.TimeDuration;
import org.junit.jupiter.api.Test;
import org.quorate.membership.HostPort;
import org.quorate.membership.NodeName;
import org.quorate.membership.Timings;
import org.quorate.membership.setup.Security;

class RaftOptionsTest {

    @Test
    void ratisReadsTheTimesThatFollowFromFailureDetection() {
        var n1 = new NodeName("n1");
        var settings = new LogSettings(n1, new TreeMap<>(Map.of(n1, new HostPort("127.0.0.1", 1))),
                Path.of("data"), new Security.Insecure(), Timings.from(Duration.ofSeconds(2)));

        var properties = RaftOptions.of(settings, Duration.ofSeconds(1));

        assertThat(millis(RaftServerConfigKeys.Rpc.timeoutMin(properties))).isEqualTo(3000);
        assertThat(millis(RaftServerConfigKeys.Rpc.timeoutMax(properties))).isEqualTo(12_000);
        assertThat(millis(RaftServerConfigKeys.Rpc.firstElectionTimeoutMin(properties))).isEqualTo(375);
        assertThat(millis(RaftServerConfigKeys.Rpc.firstElectionTimeoutMax(properties))).isEqualTo(750);
    }

    private static long millis(TimeDuration duration) {
        return duration.toLong(java.util.concurrent.TimeUnit.MILLISECONDS);
    }
}
