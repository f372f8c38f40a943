package org.quorate.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.quorate.agent.AgentMetadata;
import org.quorate.agent.AgentMetadata.Action;
import org.quorate.agent.AgentMetadata.Parameter;
import org.quorate.agent.AgentMetadata.Trait;
import org.quorate.model.AgentName;

class AgentMetadataJsonTest {

    private static final AgentName DUMMY = AgentName.parse("ocf:quorate:Dummy").orElseThrow();

    @Test
    void readsWhatItWrote() {
        var written = new AgentMetadata(DUMMY, "1.2", "short \"text\"", "long\ntext",
                List.of(new Parameter("state", "string", "/run/x", "state", Set.of(Trait.values()), "s", "l"),
                        new Parameter("fake", "integer", "", "", Set.of(), "", ""),
                        new Parameter("one", "select", "a", "", Set.of(Trait.RELOADABLE), "", "")),
                List.of(new Action("start", Duration.ofSeconds(20), Duration.ZERO, 0, ""),
                        new Action("monitor", Duration.ofMillis(1500), Duration.ofSeconds(10), 10,
                                "Promoted")));

        var bytes = AgentMetadataJson.json(written).bytes();

        assertThat(AgentMetadataJson.metadata(JsonAt.root(Json.read(bytes)))).isEqualTo(written);
    }

    @Test
    void takesWhatIsLeftOutAsNotSaid() {
        var read = AgentMetadataJson.metadata(JsonAt.root(Json.read(("{\"name\":\"ocf:quorate:Dummy\","
                + "\"parameters\":[{\"name\":\"p\"}],\"actions\":[{\"name\":\"stop\"}]}").getBytes(UTF_8))));

        assertThat(read).isEqualTo(new AgentMetadata(DUMMY, "", "", "",
                List.of(new Parameter("p", "string", "", "", Set.of(), "", "")),
                List.of(new Action("stop", Duration.ZERO, Duration.ZERO, 0, ""))));
    }

    @Test
    void namesThePlaceOfWhatIsWrong() {
        assertThatThrownBy(() -> AgentMetadataJson.metadata(JsonAt.root(Json.read(
                "{\"name\":\"ocf:quorate:Dummy\",\"actions\":[{\"name\":\"stop\",\"timeout\":\"soon\"}]}"
                        .getBytes(UTF_8)))))
                .isInstanceOf(CodecException.class).hasMessageStartingWith("actions[0].timeout: ");
    }
}
