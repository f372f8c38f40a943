package org.quorate.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.quorate.membership.NodeName;
import org.quorate.model.AgentName;
import org.quorate.model.Configuration;
import org.quorate.model.NvSet;
import org.quorate.model.Resource;
import org.quorate.model.ResourceId;
import org.quorate.model.Role;
import org.quorate.state.ActionId;
import org.quorate.state.Activity;
import org.quorate.state.ClusterState;
import org.quorate.state.Command;
import org.quorate.state.OpRecord;
import org.quorate.state.ResourceOnNode;
import org.quorate.state.ResourceStatus;
import org.quorate.state.VersionedConfiguration;

class StateCodecTest {

    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    @Test
    void keepsWhatANewerVersionWroteAtTheTop() {
        var written = StateCodec.encode(ClusterState.EMPTY);
        var newer = Json.object().putAll((Json.Obj) Json.read(written))
                .put("tickets", Json.texts(Map.of("a", "granted"))).put("ratio", new Json.Fraction("1.50"))
                .done();

        var read = StateCodec.decode(newer.bytes());
        var again = Json.read(StateCodec.encode(read.with(read.state().withFencings(List.of()))));

        assertThat(read.state()).isEqualTo(ClusterState.EMPTY);
        assertThat(again).isEqualTo(newer);
    }

    @Test
    void refusesAFormatItDoesNotKnow() {
        assertThatThrownBy(() -> StateCodec.decode("{\"format\":2}".getBytes(UTF_8)))
                .isInstanceOf(CodecException.class).hasMessage("format: this version reads format 1, not 2");
    }

    @Test
    void namesThePlaceOfWhatIsWrong() {
        var text = new String(StateCodec.encode(ClusterState.EMPTY), UTF_8);

        assertThatThrownBy(
                () -> StateCodec.decode(text.replace("\"relevant\":0", "\"relevant\":\"x\"").getBytes(UTF_8)))
                .isInstanceOf(CodecException.class)
                .hasMessage("position.relevant: should be a number without fraction");
        assertThatThrownBy(() -> StateCodec.decode(text.substring(0, 20).getBytes(UTF_8)))
                .isInstanceOf(CodecException.class).hasMessageContaining("line 1, column");
        assertThatThrownBy(() -> CommandCodec
                .decode("{\"do\":\"dance\",\"at\":\"2026-11-21T12:00:00Z\"}".getBytes(UTF_8)))
                .isInstanceOf(CodecException.class).hasMessage("do: this version knows no command 'dance'");
    }

    /** A log is read again by the version that comes next, and must lead to the same state. */
    @Test
    void readsAConfirmationThatNamesNoIncarnation() {
        var command = CommandCodec.decode("""
                {"do":"confirm-dead","at":"2026-11-21T12:00:00Z","key":"k","node":"n1",\
                "origin":{"user":"root","node":"n2","client":"crm"}}""".getBytes(UTF_8));

        assertThat(command).isInstanceOfSatisfying(Command.ConfirmDead.class,
                dead -> assertThat(dead.incarnation()).isEqualTo(Command.ConfirmDead.WHATEVER));
    }

    @Test
    void holdsAThousandResourcesOnThirtyTwoNodesInFourMegabytes() {
        var resources = new TreeMap<ResourceId, ResourceStatus>();
        var configured = new java.util.ArrayList<Resource>();
        for (int r = 0; r < 1000; r++) {
            var id = new ResourceId("service-" + r);
            configured.add(new Resource.Primitive(id, new AgentName("ocf", "quorate", "Dummy"),
                    List.of(NvSet.of(Map.of("state", "/run/quorate/dummy-" + r))), List.of(), List.of()));
            var nodes = new TreeMap<NodeName, ResourceOnNode>();
            for (int n = 0; n < 32; n++) {
                nodes.put(new NodeName("node-" + n), n == r % 32 ? active() : inactive());
            }
            resources.put(id, new ResourceStatus(nodes, List.of(), List.of()));
        }
        var state = ClusterState.EMPTY.withResources(resources).withCib(
                new VersionedConfiguration(1, Configuration.EMPTY.withResources(configured), List.of(),
                        List.of()));

        var bytes = StateCodec.encode(state);

        assertThat(bytes.length).isLessThan(1_500_000);
        assertThat(StateCodec.decode(bytes).state()).isEqualTo(state);
    }

    private static ResourceOnNode inactive() {
        return ResourceOnNode.UNKNOWN.withActivity(new Activity.Inactive());
    }

    private static ResourceOnNode active() {
        var result = new OpRecord(new ActionId(12, 345), 0, OpRecord.Status.DONE, NOON, Duration.ofMillis(12),
                "",
                "0123456789abcdef");
        return inactive().withActivity(new Activity.Active(Role.STARTED)).withOperation("start_0", result)
                .withOperation("monitor_10000", result);
    }
}
