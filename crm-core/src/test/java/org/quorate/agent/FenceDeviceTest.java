package org.quorate.agent;

import org.quorate.model.AgentName;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.quorate.agent.AgentMetadata.Action;
import org.quorate.agent.AgentMetadata.Parameter;
import org.quorate.agent.FenceDevice.HostCheck;

class FenceDeviceTest {

    private static FenceDevice device(Map<String, String> parameters) {
        return new FenceDevice("fence1", "fence_x", new TreeMap<>(parameters));
    }

    private static AgentMetadata metadata(String parameter, String... actions) {
        var parameters = List
                .of(new Parameter(parameter, "string", "", "", EnumSet.noneOf(AgentMetadata.Trait.class), "",
                        ""));
        return new AgentMetadata(new AgentName("stonith", "", "fence_x"), "1.0", "", "", parameters,
                List.of(actions)
                        .stream().map(name -> new Action(name, Duration.ZERO, Duration.ZERO, 0, ""))
                        .toList());
    }

    private static String lines(Map<String, String> parameters, String parameter) {
        return FenceRequest.lines(
                new FenceCall(device(parameters), FenceAction.REBOOT, "n2", Duration.ofSeconds(60)),
                metadata(parameter));
    }

    @Test
    void readsHostMapsInAllTheirSpellings() {
        var device = device(Map.of("pcmk_host_map", "n1:1;n2=2,3 n3:x", "pcmk_host_list", "n4, n5"));

        assertThat(device.staticHosts()).containsExactly("n1", "n2", "n3", "n4", "n5");
        assertThat(device.alias("n2")).isEqualTo("2,3");
        assertThat(device.alias("n4")).isEqualTo("n4");
    }

    @Test
    void choosesTheHostCheckByWhatThereIs() {
        assertThat(device(Map.of("pcmk_host_list", "n1")).hostCheck(metadata("plug", "list")))
                .isEqualTo(HostCheck.STATIC_LIST);
        assertThat(device(Map.of()).hostCheck(metadata("plug", "list", "status")))
                .isEqualTo(HostCheck.DYNAMIC_LIST);
        assertThat(device(Map.of()).hostCheck(metadata("plug", "status"))).isEqualTo(HostCheck.STATUS);
        assertThat(device(Map.of()).hostCheck(metadata("plug"))).isEqualTo(HostCheck.NONE);
        assertThat(device(Map.of("pcmk_host_check", "none")).hostCheck(metadata("plug", "list")))
                .isEqualTo(HostCheck.NONE);
    }

    @Test
    void namesTheTargetAsTheAgentWantsIt() {
        var map = Map.of("pcmk_host_map", "n2:7", "ip", "bmc");

        assertThat(lines(map, "plug")).isEqualTo("action=reboot\nip=bmc\nnodename=n2\nplug=7\n");
        assertThat(lines(map, "port")).contains("port=7\n");
        assertThat(lines(map, "other")).isEqualTo("action=reboot\nip=bmc\nnodename=n2\n");
        assertThat(lines(Map.of("pcmk_host_argument", "vm"), "port")).contains("vm=n2\n")
                .doesNotContain("port");
        assertThat(lines(Map.of("pcmk_host_argument", "none"), "port")).doesNotContain("port");
    }

    @Test
    void keepsTheClustersOwnParametersToItself() {
        var lines = lines(Map.of("pcmk_reboot_action", "off", "provides", "unfencing", "action", "on"),
                "plug");

        assertThat(lines).isEqualTo("action=off\nnodename=n2\nplug=n2\n");
    }
}
