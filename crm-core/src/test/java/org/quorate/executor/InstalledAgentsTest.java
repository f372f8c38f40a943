package org.quorate.executor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.quorate.agent.AgentAction.MONITOR;
import static org.quorate.agent.AgentAction.START;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quorate.agent.AgentCatalog.Lookup;
import org.quorate.agent.AgentMetadata.Trait;
import org.quorate.model.AgentName;

class InstalledAgentsTest {

    private static final String METADATA = """
            echo x >>"$HA_RSCTMP/asked"
            cat <<'END'
            <?xml version="1.0"?>
            <!DOCTYPE resource-agent SYSTEM "ra-api-1.dtd">
            <resource-agent name="good" version="0.9">
            <version>1.1</version>
            <longdesc lang="en">Long &amp; <b>bold</b>.</longdesc>
            <shortdesc lang="en">Short</shortdesc>
            <parameters>
            <parameter name="ip" unique="1" required="1"><longdesc lang="en">L</longdesc>
            <shortdesc lang="en">S</shortdesc><content type="string"/></parameter>
            <parameter name="port" unique-group="socket" reloadable="1"><content type="integer" default="80"/>
            </parameter>
            <parameter name="password"><content type="string"/></parameter>
            </parameters>
            <actions>
            <action name="start" timeout="2m"/>
            <action name="monitor" timeout="20" interval="100ms" depth="0" role="Promoted"/>
            <action name="promote" timeout="10s"/>
            </actions>
            </resource-agent>
            END""";

    private Workshop shop;

    @BeforeEach
    void open(@TempDir Path folder) throws IOException {
        shop = Workshop.in(folder);
    }

    @AfterEach
    void close() {
        shop.close();
    }

    private Lookup metadata(AgentName name) {
        return shop.executor.catalog().metadata(name);
    }

    @Test
    void readsMetadata() throws IOException {
        var found = (Lookup.Found) metadata(shop.agent("good", METADATA));

        var metadata = found.metadata();
        assertThat(metadata.version()).isEqualTo("1.1");
        assertThat(metadata.shortText()).isEqualTo("Short");
        assertThat(metadata.longText()).isEqualTo("Long & bold.");
        assertThat(metadata.isPromotable()).isTrue();
        assertThat(metadata.timeout(START)).contains(Duration.ofMinutes(2));
        assertThat(metadata.actions().get(1)).satisfies(monitor -> {
            assertThat(monitor.timeout()).isEqualTo(Duration.ofSeconds(20));
            assertThat(monitor.interval()).isEqualTo(Duration.ofMillis(100));
            assertThat(monitor.role()).isEqualTo("Promoted");
        });
        assertThat(metadata.supports(MONITOR)).isTrue();
        var ip = metadata.parameter("ip").orElseThrow();
        assertThat(ip.isRequired()).isTrue();
        assertThat(ip.uniqueGroup()).isEqualTo("ip");
        var port = metadata.parameter("port").orElseThrow();
        assertThat(port.defaultValue()).isEqualTo("80");
        assertThat(port.uniqueGroup()).isEqualTo("socket");
        assertThat(port.traits()).containsExactly(Trait.RELOADABLE);
        assertThat(metadata.parameter("password").orElseThrow().traits()).containsExactly(Trait.PRIVATE);
    }

    @Test
    void asksAnAgentAgainOnlyWhenItsFileHasChanged() throws IOException {
        var agent = shop.agent("good", METADATA);
        metadata(agent);
        metadata(agent);
        assertThat(shop.file("asked")).hasContent("x");

        Files.setLastModifiedTime(shop.settings.folders().ourAgents().resolve("quorate/good"),
                FileTime.from(Instant.EPOCH));
        metadata(agent);

        assertThat(shop.file("asked")).hasContent("x\nx");
    }

    @Test
    void saysWhatIsWrongWithAnAgent() throws IOException {
        assertThat(metadata(shop.agent("bad", "echo '<resource-agent>'")))
                .isInstanceOfSatisfying(Lookup.Unreadable.class,
                        bad -> assertThat(bad.why()).contains("well-formed"));
        assertThat(metadata(shop.agent("worse", "echo broken >&2; exit 1")))
                .isInstanceOfSatisfying(Lookup.Unreadable.class,
                        bad -> assertThat(bad.why()).contains("broken"));
    }

    @Test
    void namesTheNearestAgentForOneThatIsNotThere() throws IOException {
        shop.agent("Webserver", METADATA);

        assertThat(metadata(AgentName.ocf("quorate", "Webservr"))).isInstanceOfSatisfying(
                Lookup.Unknown.class,
                unknown -> assertThat(unknown.why()).contains("did you mean 'ocf:quorate:Webserver'?"));
    }

    @Test
    void listsAgentsButNotFilesBesideThem() throws IOException {
        shop.agent("good", METADATA);
        Files.writeString(shop.settings.folders().ourAgents().resolve("quorate/.ocf"), "");
        Files.writeString(shop.settings.folders().ourAgents().resolve("quorate/notes"), "");

        assertThat(shop.executor.catalog().agents()).contains(AgentName.ocf("quorate", "good"))
                .noneMatch(name -> name.type().equals("notes") || name.type().equals(".ocf"));
    }
}
