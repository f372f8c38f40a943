package org.quorate.agent;

import org.quorate.model.AgentName;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.quorate.agent.AgentMetadata.Parameter;
import org.quorate.agent.AgentMetadata.Trait;
import org.quorate.model.NvSet;
import org.quorate.model.Operation;
import org.quorate.model.Problem;
import org.quorate.model.Resource.Primitive;
import org.quorate.model.ResourceId;

class PrimitiveCheckTest {

    private static final AgentMetadata ADDRESS = new AgentMetadata(AgentName.ocf("quorate", "IPaddr"), "1",
            "", "",
            List.of(new Parameter("ip", "string", "", "address", Set.of(Trait.REQUIRED), "", ""),
                    new Parameter("nic", "string", "", "", Set.of(), "", ""),
                    new Parameter("count", "integer", "3", "", Set.of(Trait.REQUIRED), "", "")),
            List.of(action("start", 20), action("stop", 20), action("monitor", 10),
                    action("validate-all", 5)));

    @Test
    void takesWhatTheAgentTakes() {
        var findings = PrimitiveCheck.check(address(Map.of("ip", "10.0.0.1", "nic", "eth0"),
                operation("monitor", Map.of("interval", "10s", "timeout", "10s"))), ADDRESS);

        assertThat(findings).isEqualTo(new PrimitiveCheck.Findings(List.of(), List.of()));
    }

    @Test
    void namesUnknownAndMissingParametersAndUnknownActions() {
        var findings = PrimitiveCheck.check(address(Map.of("nci", "eth0"), operation("moniter", Map.of())),
                ADDRESS);

        assertThat(findings.problems()).extracting(Problem::toString).containsExactly(
                "primitive ip params nci: agent ocf:quorate:IPaddr has no parameter "
                        + "'nci'; did you mean 'nic'?",
                "primitive ip params: agent ocf:quorate:IPaddr requires the parameter 'ip'",
                "primitive ip op moniter: agent ocf:quorate:IPaddr has no action 'moniter';"
                        + " did you mean 'monitor'?");
    }

    @Test
    void warnsOfShortTimeoutsAndOddValues() {
        var findings = PrimitiveCheck.check(address(Map.of("ip", "10.0.0.1", "count", "many"),
                operation("start", Map.of("timeout", "5s"))), ADDRESS);

        assertThat(findings.problems()).isEmpty();
        assertThat(findings.warnings()).extracting(Problem::toString).containsExactly(
                "primitive ip params count: 'many' is not an integer",
                "primitive ip op start timeout: 5s is shorter than the 20s that the agent advises");
    }

    @Test
    void letsAFenceDeviceHaveTheParametersOfAllFenceDevices() {
        var metadata = new AgentMetadata(new AgentName("stonith", "", "fence_x"), "1", "", "", List.of(),
                List.of());
        var device = new Primitive(new ResourceId("f"),
                new AgentName("stonith", "", "fence_x"),
                List.of(NvSet.of(Map.of("pcmk_host_list", "n1", "pcmk_host_check", "perhaps"))), List.of(),
                List.of());

        var findings = PrimitiveCheck.check(device, metadata);

        assertThat(findings.problems()).extracting(Problem::path)
                .containsExactly("primitive f params pcmk_host_check");
    }

    private static AgentMetadata.Action action(String name, int seconds) {
        return new AgentMetadata.Action(name, Duration.ofSeconds(seconds), Duration.ZERO, 0, "");
    }

    private static Operation operation(String name, Map<String, String> attributes) {
        return new Operation(name, new TreeMap<>(attributes), NvSet.of(Map.of()));
    }

    private static Primitive address(Map<String, String> params, Operation... operations) {
        return new Primitive(new ResourceId("ip"),
                new AgentName("ocf", "quorate", "IPaddr"),
                List.of(NvSet.of(params)), List.of(), List.of(operations));
    }
}
