package org.quorate.agents;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xml.sax.SAXException;

/** What all our agents have in common, and the two that only pretend. */
class OurAgentsTest {

    private Namespace node;

    @BeforeEach
    void open(@TempDir Path folder) throws IOException {
        node = Namespace.in(folder);
    }

    @AfterEach
    void close() throws IOException {
        node.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"IPaddr", "Dummy", "Stateful", "anything"})
    void describesItself(String agent) throws IOException, SAXException, ParserConfigurationException {
        var ended = node.agent(agent, "meta-data");

        assertThat(ended.status()).isZero();
        var file = Files.writeString(node.state().resolve("metadata"), ended.text());
        var root = DocumentBuilderFactory.newDefaultInstance().newDocumentBuilder().parse(file.toFile())
                .getDocumentElement();
        assertThat(root.getAttribute("name")).isEqualTo(agent);
        assertThat(root.getElementsByTagName("version").item(0).getTextContent()).isEqualTo("1.1");
        var actions = root.getElementsByTagName("action");
        var names = new ArrayList<String>();
        for (int i = 0; i < actions.getLength(); i++) {
            names.add(actions.item(i).getAttributes().getNamedItem("name").getNodeValue());
        }
        assertThat(names).contains("start", "stop", "monitor", "validate-all", "meta-data");
    }

    @ParameterizedTest
    @ValueSource(strings = {"IPaddr", "Dummy", "Stateful", "anything"})
    void refusesWhatItDoesNotKnow(String agent) {
        assertThat(node.agent(agent, "dance").status()).isEqualTo(3);
        assertThat(node.agent(agent, "").status()).isEqualTo(2);
        assertThat(node.agent(agent, "usage").text()).contains("usage: " + agent);
    }

    @ParameterizedTest
    @ValueSource(strings = {"IPaddr", "Dummy", "Stateful", "anything"})
    void hasAManualPage(String agent) throws IOException {
        var page = Files
                .readString(Namespace.MODULE.resolve("../docs/man/agents/ocf_quorate_" + agent + ".7.md"));

        assertThat(page).contains("ocf:quorate:" + agent);
        var metadata = node.agent(agent, "meta-data").text();
        metadata.lines().filter(line -> line.startsWith("<parameter name="))
                .map(line -> line.split("\"", -1)[1])
                .forEach(parameter -> assertThat(page).contains("`" + parameter + "`"));
    }

    @Test
    void shellcheckFindsNothing() throws IOException, InterruptedException {
        Assumptions.assumeTrue(new ProcessBuilder("sh", "-c", "command -v shellcheck").start().waitFor() == 0,
                "shellcheck is not installed (apt-get install shellcheck)");
        var command = new ArrayList<>(
                List.of("shellcheck", "-x", "-s", "dash", "resource-agents/ocf/quorate/.ocf"));
        List.of("IPaddr", "Dummy", "Stateful", "anything")
                .forEach(agent -> command.add("resource-agents/ocf/quorate/" + agent));

        var process = new ProcessBuilder(command).directory(Namespace.MODULE.resolve("..").toFile())
                .redirectErrorStream(true).start();

        assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)).isEmpty();
        assertThat(process.waitFor()).isZero();
    }

    @Test
    void dummyGoesThroughItsLife() {
        assertThat(node.agent("Dummy", "monitor").status()).isEqualTo(7);
        assertThat(node.agent("Dummy", "start").status()).isZero();
        assertThat(node.agent("Dummy", "start").status()).isZero();
        assertThat(node.agent("Dummy", "monitor").status()).isZero();
        assertThat(node.agent("Dummy", "reload-agent").status()).isZero();
        assertThat(node.agent("Dummy", "stop").status()).isZero();
        assertThat(node.agent("Dummy", "stop").status()).isZero();
        assertThat(node.agent("Dummy", "monitor").status()).isEqualTo(7);
    }

    @Test
    void dummyFailsAsItIsTold() {
        assertThat(node.agent("Dummy", "start", "fail_start=5")).isEqualTo(
                new Namespace.Ended(5, "ocf-exit-reason:told to fail by fail_start=5\n"));
        assertThat(node.agent("Dummy", "monitor", "fail_start=5").status()).isEqualTo(7);
        assertThat(node.agent("Dummy", "start").status()).isZero();
        assertThat(node.agent("Dummy", "monitor", "fail_monitor=1", "CRM_meta_interval=1000").status())
                .isEqualTo(1);
        assertThat(node.agent("Dummy", "monitor", "fail_monitor=1").status()).as("a probe").isZero();
        assertThat(node.agent("Dummy", "stop", "fail_stop=1").status()).isEqualTo(1);
        assertThat(node.agent("Dummy", "monitor").status()).isZero();
        assertThat(node.agent("Dummy", "validate-all", "fail_stop=x").status()).isEqualTo(6);
    }

    @Test
    void statefulChangesItsRole() {
        assertThat(node.agent("Stateful", "promote").status()).isEqualTo(7);
        assertThat(node.agent("Stateful", "start").status()).isZero();
        assertThat(node.agent("Stateful", "monitor").status()).isZero();
        assertThat(node.agent("Stateful", "promote").status()).isZero();
        assertThat(node.agent("Stateful", "monitor").status()).isEqualTo(8);
        assertThat(node.agent("Stateful", "notify").status()).isZero();
        assertThat(node.agent("Stateful", "demote").status()).isZero();
        assertThat(node.agent("Stateful", "monitor").status()).isZero();
        assertThat(node.agent("Stateful", "stop").status()).isZero();
        assertThat(node.agent("Stateful", "monitor").status()).isEqualTo(7);
    }

    @Test
    void statefulSaysItsScoreWhereThereIsSomeoneToTell(@TempDir Path helpers) throws IOException {
        var told = node.state().resolve("told");
        var helper = Files.writeString(helpers.resolve("crm_attribute"),
                "#!/bin/sh\necho \"$*\" >>'" + told + "'\n");
        assertThat(helper.toFile().setExecutable(true)).isTrue();

        node.run("export HA_SBIN_DIR='" + helpers + "'");
        List.of("start", "promote", "demote", "stop").forEach(action -> node.agent("Stateful", action));

        assertThat(Files.readAllLines(told)).containsExactly("--promotion -v 5", "--promotion -v 10",
                "--promotion -v 5", "--promotion -D");
    }
}
