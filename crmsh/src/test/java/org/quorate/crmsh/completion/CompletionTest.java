package org.quorate.crmsh.completion;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.quorate.agent.AgentMetadata;
import org.quorate.crmsh.language.AgentKnowledge;
import org.quorate.crmsh.language.CrmLanguage;
import org.quorate.crmsh.language.KnownAgents;
import org.quorate.model.AgentName;
import org.quorate.model.Configuration;
import org.quorate.model.ConfigurationEdit.Section;

class CompletionTest {

    private static final Knowledge KNOWLEDGE = new Knowledge() {

        private final KnownAgents agents = KnownAgents.of("ocf:quorate:IPaddr", "ocf:quorate:Dummy",
                "systemd:nginx");

        @Override
        public SortedMap<String, String> commands(String level) {
            return new TreeMap<>(level.isEmpty()
                    ? java.util.Map.of("status", "help of status")
                    : java.util.Map.of("start", "", "stop", "", "show", ""));
        }

        @Override
        public List<String> levels() {
            return List.of("cluster", "configure", "node", "resource");
        }

        @Override
        public List<String> nodes() {
            return List.of("n1", "n2");
        }

        @Override
        public SortedMap<String, List<String>> resources() {
            return new TreeMap<>(java.util.Map.of("ip", List.of("n1"), "web", List.of(), "g", List.of("n1")));
        }

        @Override
        public Configuration configuration() {
            return CrmLanguage.parse("primitive ip ocf:quorate:IPaddr\nprimitive web Dummy\ngroup g ip\n"
                    + "location l g inf: n1\nproperty maintenance-mode=true", AgentKnowledge.NONE)
                    .configuration();
        }

        @Override
        public List<AgentName> agents() {
            return List.copyOf(agents.agents());
        }

        @Override
        public Optional<AgentMetadata> metadata(String agent) {
            return AgentName.parse(agent).flatMap(agents::metadata);
        }

        @Override
        public List<Option> options(Section section) {
            return List.of(new Option("maintenance-mode", "leaves all alone", List.of("true", "false")),
                    new Option("no-quorum-policy", "", List.of("stop", "freeze")));
        }

        @Override
        public List<Option> metaAttributes() {
            return List.of(new Option("target-role", "", List.of("Started", "Stopped")));
        }
    };

    /** The cursor is at the end of the line. */
    private static Position at(String level, String line) {
        var words = Arrays.asList(line.split(" ", -1));
        return new Position(level, words.subList(0, words.size() - 1), words.getLast());
    }

    private static List<String> offered(String level, String line) {
        return new Completion(KNOWLEDGE).complete(at(level, line)).stream().map(Candidate::text).toList();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', ignoreLeadingAndTrailingWhitespace = false, value = {"|st|status",
            "|re|resource", "|resource st|start stop",
            "|resource start |web", "|resource stop |g ip", "|resource move ip |n2",
            "|node standby n1 |n2 reboot forever",
            "|status --|--json --watch", "configure|primitive x o|ocf:",
            "configure|primitive x ocf:|ocf:quorate:",
            "configure|primitive x ocf:quorate:|ocf:quorate:Dummy ocf:quorate:IPaddr",
            "configure|primitive x IP|IPaddr", "configure|primitive x systemd:|systemd:nginx",
            "configure|primitive x ocf:quorate:IPaddr |params meta op",
            "configure|primitive x ocf:quorate:IPaddr params |ip= nic= params meta op",
            "configure|primitive x ocf:quorate:IPaddr params ip=1 n|nic=",
            "configure|primitive x ocf:quorate:IPaddr op m|monitor",
            "configure|primitive x ocf:quorate:IPaddr op monitor t|timeout=20s timeout=",
            "configure|primitive x ocf:quorate:IPaddr op monitor interval=1 i|",
            "configure|primitive x ocf:quorate:IPaddr meta target-role=S|target-role=Started "
                    + "target-role=Stopped",
            "configure|group h |web", "configure|group h web |meta", "configure|location x |g ip web",
            "configure|location x g |inf: -inf: 100: rule", "configure|location x g inf: |n1 n2",
            "configure|location x g rule #|#uname", "configure|location x g rule #uname |eq ne",
            "configure|location x g rule #uname eq |n1 n2", "configure|colocation x i|inf:",
            "configure|colocation x inf: g |ip web", "configure|order x O|Optional:",
            "configure|order x Mandatory: g |ip web", "configure|property m|maintenance-mode=",
            "configure|property no-quorum-policy=|no-quorum-policy=stop no-quorum-policy=freeze",
            "configure|delete l|l", "configure|show l|l location",
            "configure|unset property |maintenance-mode",
            "configure|load |update replace xml", "configure|clone c |g web",
            "configure|modgroup g |add remove", "resource|meta web set |target-role",
            "resource|meta web set target-role |Started Stopped", "resource|param ip set |ip nic",
            "cluster|wait |--timeout", "|nonsense x |"})
    void offersWhatFits(String level, String line, String words) {
        assertThat(String.join(" ", offered(level == null ? "" : level, line)))
                .isEqualTo(words == null ? "" : words);
    }

    @Test
    void leavesRoomForTheValueAfterAnEqualsSign() {
        assertThat(new Candidate("ip=", "").isWhole()).isFalse();
        assertThat(new Candidate("ocf:quorate:", "").isWhole()).isFalse();
        assertThat(new Candidate("ocf:quorate:Dummy", "").isWhole()).isTrue();
        assertThat(new Candidate("inf:", "").isWhole()).isTrue();
    }

    @Test
    void explainsAParameterWhoseValueIsToBeTyped() {
        assertThat(new Completion(KNOWLEDGE).note(at("",
                "configure primitive x ocf:quorate:IPaddr params ip=")))
                .isEqualTo("ip (string): long of ip");
        assertThat(new Completion(KNOWLEDGE).note(at("configure", "property x="))).isEmpty();
    }
}
