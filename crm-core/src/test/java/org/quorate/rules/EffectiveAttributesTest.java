package org.quorate.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.quorate.membership.NodeName;
import org.quorate.model.AgentName;
import org.quorate.model.Configuration;
import org.quorate.model.Expression;
import org.quorate.model.MetaAttributes.Exclusivity;
import org.quorate.model.NvSet;
import org.quorate.model.Operation;
import org.quorate.model.Resource;
import org.quorate.model.ResourceId;
import org.quorate.model.Role;
import org.quorate.model.Rule;
import org.quorate.model.Score;
import org.quorate.rules.ResourceOptions.Control;
import org.quorate.rules.ResourceOptions.MultipleActive;
import org.quorate.rules.ResourceOptions.Recovery;

class EffectiveAttributesTest {

    private static final Instant NOON = Instant.parse("2030-06-01T12:00:00Z");
    private static final NodeFacts NODE = NodeFacts.of(new NodeName("n1"), Map.of("site", "b"), Map.of());

    @Test
    void resourceBeatsGroupBeatsDefaults() {
        var web = primitive(List.of(NvSet.of(Map.of("priority", "3"))), List.of());
        var group = new Resource.Group(new ResourceId("g"), List.of(web.id()), List.of(),
                List.of(NvSet.of(Map.of("priority", "2", "migration-threshold", "4"))));
        var configuration = Configuration.EMPTY.withResources(List.of(web, group))
                .withRscDefaults(List.of(NvSet.of(
                        Map.of("priority", "1", "migration-threshold", "9", "resource-stickiness", "50"))));

        var options = new EffectiveAttributes(configuration, NOON).options(web);

        assertThat(options.priority()).isEqualTo(new Score(3));
        assertThat(options.recovery().migrationThreshold()).isEqualTo(4);
        assertThat(options.stickiness()).isEqualTo(new Score(50));
    }

    @Test
    void nothingSaidMeansTheDefaults() {
        var web = primitive(List.of(), List.of());
        var configuration = Configuration.EMPTY.withResources(List.of(web));

        var options = new EffectiveAttributes(configuration, NOON).options(web);

        assertThat(options.targetRole()).isEqualTo(Role.STARTED);
        assertThat(options.control()).isEqualTo(Control.MANAGED);
        assertThat(options.stickiness()).as("nothing moves without a reason").isEqualTo(new Score(1));
        assertThat(options.recovery()).isEqualTo(
                new Recovery(Recovery.NO_THRESHOLD, Duration.ZERO, MultipleActive.STOP_START));
        assertThat(options.exclusivity()).isEqualTo(Exclusivity.AT_MOST_ONE);
    }

    @Test
    void strongerSetThatHoldsWinsAName() {
        var here = new Rule("", Score.ZERO, "", new Expression.Compare("site", Expression.Comparison.EQ,
                Expression.ValueType.DEFAULT, "b"));
        var elsewhere = new Rule("", Score.ZERO, "", new Expression.Compare("site", Expression.Comparison.EQ,
                Expression.ValueType.DEFAULT, "a"));
        var web = primitive(List.of(), List.of(NvSet.of(Map.of("ip", "1", "nic", "eth0")),
                new NvSet("", new Score(5), List.of(here), new TreeMap<>(Map.of("ip", "2"))),
                new NvSet("", new Score(9), List.of(elsewhere), new TreeMap<>(Map.of("ip", "3")))));
        var configuration = Configuration.EMPTY.withResources(List.of(web));

        assertThat(new EffectiveAttributes(configuration, NOON).parameters(web, NODE))
                .isEqualTo(Map.of("ip", "2", "nic", "eth0"));
    }

    @Test
    void operationBeatsOpDefaultsBeatsTwentySeconds() {
        var web = primitive(List.of(), List.of());
        var bare = new EffectiveAttributes(Configuration.EMPTY.withResources(List.of(web)), NOON);
        var withDefault = new EffectiveAttributes(Configuration.EMPTY.withResources(List.of(web))
                .withOpDefaults(List.of(NvSet.of(Map.of("timeout", "40s")))), NOON);

        assertThat(bare.timeout(web, "start_0")).isEqualTo(Duration.ofSeconds(20));
        assertThat(withDefault.timeout(web, "start_0")).isEqualTo(Duration.ofSeconds(40));
        assertThat(withDefault.timeout(web, "monitor_10000")).isEqualTo(Duration.ofSeconds(7));
    }

    @Test
    void clusterOptionsAnswerToTheirOldNames() {
        var configuration = Configuration.EMPTY.withProperties(
                List.of(NvSet.of(Map.of("stonith-enabled", "false", "stonith-timeout", "2min",
                        "no-quorum-policy", "freeze"))));

        var fencing = ClusterOptions.of(configuration).fencing();

        assertThat(fencing).isEqualTo(new ClusterOptions.Fencing(false, Duration.ofMinutes(2), 10, true));
        assertThat(ClusterOptions.of(Configuration.EMPTY).fencing())
                .isEqualTo(new ClusterOptions.Fencing(true, Duration.ofSeconds(60), 10, false));
    }

    private static Resource.Primitive primitive(List<NvSet> meta, List<NvSet> params) {
        var monitor = new Operation("monitor", new TreeMap<>(Map.of("interval", "10s", "timeout", "7s")),
                NvSet.of(Map.of()));
        return new Resource.Primitive(new ResourceId("web"), new AgentName("ocf", "heartbeat",
                "Dummy"), params, meta,
                List.of(monitor));
    }
}
