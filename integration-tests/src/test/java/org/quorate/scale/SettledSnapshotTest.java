package org.quorate.scale;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.quorate.cib.ConfigurationReader;
import org.quorate.codec.StateCodec;
import org.quorate.membership.Incarnation;
import org.quorate.membership.NodeName;
import org.quorate.model.Resource;
import org.quorate.model.ResourceId;
import org.quorate.model.Role;
import org.quorate.policy.play.Simulation;
import org.quorate.policy.play.Situation.Shown;
import org.quorate.state.ActionId;
import org.quorate.state.Activity;
import org.quorate.state.ClusterState;
import org.quorate.state.NodeStatus;
import org.quorate.state.OpRecord;
import org.quorate.state.Owner;
import org.quorate.state.Progress;
import org.quorate.state.ResourceOnNode;
import org.quorate.state.ResourceStatus;
import org.quorate.state.VersionedConfiguration;

/** What a big cluster at rest takes as a snapshot: all is known of each resource on each node. */
class SettledSnapshotTest {

    private static final int LIMIT_BYTES = 4_000_000;
    private static final Duration TAKEOVER_WAIT = Duration.ofMillis(515);

    private int actions;

    @Test
    void ofAThousandResourcesOnThirtyTwoNodesTakesLessThanFourMegabytes() {
        var state = settled(new Size(32, 1000));

        var bytes = StateCodec.encode(state);

        assertThat(state.resources().values()).hasSizeGreaterThanOrEqualTo(1000)
                .allSatisfy(status -> assertThat(status.nodes()).hasSize(32));
        assertThat(state.resources().values())
                .allSatisfy(status -> assertThat(status.owners()).isNotEmpty());
        assertThat(bytes.length).isLessThan(LIMIT_BYTES);
        assertThat(StateCodec.decode(bytes).state()).isEqualTo(state);
    }

    /** As it would be had the daemons of a cluster done what the generator says of it. */
    private ClusterState settled(Size size) {
        var cib = ScaleCib.of(1, size, Variant.COLD_START);
        var configuration = ConfigurationReader.configuration(cib.configuration());
        var simulation = Simulation.of(cib, ScaleCib.NOW);
        var running = simulation.after().resources();
        var nodes = new TreeMap<NodeName, NodeStatus>();
        simulation.decided().nodes()
                .forEach(node -> nodes.put(new NodeName(node.name()), member(nodes.size() + 1)));
        var resources = new TreeMap<ResourceId, ResourceStatus>();
        for (var resource : configuration.resources()) {
            if (resource instanceof Resource.Primitive primitive) {
                var places = running.getOrDefault(primitive.id().value(), new TreeMap<>());
                resources.put(primitive.id(), status(primitive, nodes, places));
            }
        }
        return new ClusterState(ClusterState.EMPTY.position(),
                new VersionedConfiguration(1, configuration, List.of(), List.of()), nodes, resources,
                Progress.NONE, List.of(), ClusterState.EMPTY.keys(), ClusterState.EMPTY.voters());
    }

    private static NodeStatus member(int number) {
        return new NodeStatus(new Incarnation(number), "life-of-" + number, NodeStatus.Presence.MEMBER,
                new NodeStatus.Traits(NodeStatus.Kind.NODE, NodeStatus.Isolation.WATCHDOG, 1),
                new TreeMap<>(), ScaleCib.NOW, number, TAKEOVER_WAIT);
    }

    private ResourceStatus status(Resource.Primitive primitive, SortedMap<NodeName, NodeStatus> nodes,
            SortedMap<String, Shown> running) {
        var known = new TreeMap<NodeName, ResourceOnNode>();
        var owners = new ArrayList<Owner>();
        nodes.forEach((name, node) -> {
            var role = running.get(name.value());
            known.put(name, role == null ? inactive() : active(primitive, role));
            if (role != null) {
                owners.add(new Owner(name, node.incarnation(), new ActionId(1, actions), 7, TAKEOVER_WAIT, 0,
                        NodeStatus.Isolation.WATCHDOG));
            }
        });
        return new ResourceStatus(known, owners, List.of());
    }

    private static ResourceOnNode inactive() {
        return ResourceOnNode.UNKNOWN.withActivity(new Activity.Inactive());
    }

    private ResourceOnNode active(Resource.Primitive primitive, Shown shown) {
        var role = shown == Shown.PROMOTED
                ? Role.PROMOTED
                : shown == Shown.UNPROMOTED ? Role.UNPROMOTED : Role.STARTED;
        var place = inactive().withActivity(new Activity.Active(role)).withOperation("start_0", result());
        if (role == Role.PROMOTED) {
            place = place.withOperation("promote_0", result());
        }
        for (var operation : primitive.operations()) {
            if (operation.interval().isPositive()) {
                place = place.withOperation(operation.key(), result());
            }
        }
        return place;
    }

    private OpRecord result() {
        return new OpRecord(new ActionId(1, ++actions), 0, OpRecord.Status.DONE, ScaleCib.NOW,
                Duration.ofNanos(12_345_678), "", "0123456789abcdef");
    }
}
