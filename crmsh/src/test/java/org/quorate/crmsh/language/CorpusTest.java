package org.quorate.crmsh.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.quorate.cib.ConfigurationCib;
import org.quorate.cib.Element;
import org.quorate.cib.ElementText;
import org.quorate.model.Problem;

/** Reads lines recorded from crmsh, and XML; see {@link Corpus}. */
class CorpusTest {

    private static final Set<String> KINDS = Set.of("node", "primitive", "group", "location", "colocation",
            "collocation", "order", "property", "rsc_defaults", "op_defaults", "clone", "ms", "rsc_ticket",
            "fencing_topology", "tag", "bundle", "rsc_template");
    /**
     * What crmsh takes and we refuse on purpose (a group without members, a class of agents that does not
     * exist, actions such as monitor_Slave), what our model does not keep (whether a default role, action or
     * score was written, how a date was, to which of two sets an attribute of a node belonged), what we show
     * and crmsh hides (ids that nothing refers to), and levels of fencing for every node, where no node is
     * known.
     */
    private static final Set<String> DIFFERENT_ON_PURPOSE = Set.of("p112", "p238", "p239", "p622", "p048",
            "p044", "p099", "p130", "p315", "p429", "p146", "p287", "p454", "p056", "p231");

    private static boolean isLater(Parsed parsed) {
        return parsed.problems().stream().map(Problem::message)
                .anyMatch(text -> text.endsWith("not supported yet"))
                || parsed.problems().stream().anyMatch(p -> p.message().contains("NAME=VALUE, got"));
    }

    @Test
    void readsAndPrintsWhatCrmshDoes() throws java.io.IOException {
        var wrong = new ArrayList<String>();
        int same = 0;
        int later = 0;
        for (var pair : Corpus.read("pairs.given.json")) {
            if (!KINDS.contains(pair.get("kind").asString())
                    || DIFFERENT_ON_PURPOSE.contains(pair.get("id").asString())) {
                continue;
            }
            var parsed = CrmLanguage.parse(pair.get("input").asString(), AgentKnowledge.NONE);
            if (isLater(parsed)) {
                later++;
                continue;
            }
            var shown = CrmLanguage.parse(pair.get("show").asString(), AgentKnowledge.NONE);
            var ours = new Printer(AgentKnowledge.NONE).print(parsed.configuration(),
                    Printer.Arrangement.SORTED);
            if (parsed.problems().isEmpty() && shown.configuration().equals(parsed.configuration())
                    && sameWords(ours, pair.get("show").asString())) {
                same++;
            } else {
                wrong.add(pair.get("id").asString() + " " + pair.get("input") + " -> " + ours
                        + parsed.problems());
            }
        }
        assertThat(wrong).as("%d as crmsh, %d for later", same, later).isEmpty();
        assertThat(same).isGreaterThan(300);
    }

    /** Our model keeps no order of values and operations; roles and kinds are printed in their new words. */
    private static boolean sameWords(String ours, String theirs) {
        return words(ours).equals(words(theirs.replace(":Master", ":Promoted").replace("symmetrical=true", "")
                .replaceFirst("^(order \\S+) (?!\\S+:\\s)", "$1 Mandatory: ")))
                || words(ours.replace("symmetrical=true", ""))
                        .equals(words(theirs.replace("symmetrical=true", "")));
    }

    private static List<String> words(String text) {
        return Arrays.stream(text.replace("\\\n", " ").split("\\s+")).sorted().toList();
    }

    @Test
    void refusesWhatCrmshRefuses() throws java.io.IOException {
        var taken = new ArrayList<String>();
        for (var reject : Corpus.read("rejects.given.json")) {
            if (CrmLanguage.parse(reject.get("input").asString(), AgentKnowledge.NONE).problems().isEmpty()) {
                taken.add(reject.get("input").asString());
            }
        }
        assertThat(taken).isEmpty();
    }

    /** Where crmsh writes a default that was typed, or a date as it was typed. */
    private static final Set<String> OTHER_XML = Set.of("p421", "p559");

    /**
     * Pairs without a value, empty sets, comments, a class of agents that does not exist, and what is kept
     * as XML: rights and alerts.
     */
    private static final Set<String> OTHER_WORDS = Set.of("x001", "x012", "x031", "x032", "x042", "x043",
            "x045", "x053",
            "x055", "x056", "x057", "x058", "x059");

    @Test
    void meansTheXmlThatCrmshMeans() throws java.io.IOException {
        var wrong = new ArrayList<String>();
        int same = 0;
        for (var pair : Corpus.read("pairs.given.json")) {
            var id = pair.get("id").asString();
            if (!KINDS.contains(pair.get("kind").asString()) || DIFFERENT_ON_PURPOSE.contains(id)
                    || OTHER_XML.contains(id)) {
                continue;
            }
            var text = new StringBuilder();
            pair.get("context").forEach(line -> text.append(line.asString()).append('\n'));
            var parsed = CrmLanguage.parse(text + pair.get("input").asString(), AgentKnowledge.NONE);
            if (isLater(parsed)) {
                continue;
            }
            var wanted = canonical(ElementText.read(pair.get("xml").asString()));
            var all = ConfigurationCib.element(parsed.configuration());
            if (elements(all).anyMatch(element -> canonical(element).equals(wanted))) {
                same++;
            } else {
                wrong.add(id + " " + pair.get("input") + "\n    " + wanted + "\n -> "
                        + ElementText.line(all));
            }
        }
        assertThat(wrong).as("%d as crmsh", same).isEmpty();
        assertThat(same).isGreaterThan(300);
    }

    private static Stream<Element> elements(Element element) {
        return Stream.concat(Stream.of(element), element.children().stream().flatMap(CorpusTest::elements));
    }

    /** Without order, and without what is the default. */
    private static String canonical(Element element) {
        var attributes = new TreeMap<>(element.attributes());
        attributes.remove("kind", "Mandatory");
        attributes.replace("score", "+INFINITY", "INFINITY");
        attributes.replaceAll((_, value) -> value.equals("Master")
                ? "Promoted"
                : value.equals("Slave") ? "Unpromoted" : value);
        attributes.remove("symmetrical", "true");
        return element.name() + attributes
                + element.children().stream().map(CorpusTest::canonical).sorted().toList();
    }

    @Test
    void printsXmlAsCrmshDoes() throws java.io.IOException {
        var wrong = new ArrayList<String>();
        int same = 0;
        for (var pair : Corpus.read("xml2cli.given.json")) {
            if (OTHER_WORDS.contains(pair.get("id").asString())) {
                continue;
            }
            var section = XmlStatement.read(new Cursor(List.of(new Token("xml", 1, 1),
                    new Token(pair.get("xml").asString(), 1, 5)), new ArrayList<>()));
            var ours = new Printer(AgentKnowledge.NONE).entries(section, Printer.Arrangement.SORTED);
            var wanted = words(pair.get("show").asString().replace(" symmetrical=true", ""));
            if (ours.stream().anyMatch(entry -> words(entry.text()).equals(wanted))) {
                same++;
            } else {
                wrong.add(pair.get("id").asString() + " " + pair.get("xml") + "\n    " + pair.get("show")
                        + "\n -> " + ours);
            }
        }
        assertThat(wrong).as("%d as crmsh", same).isEmpty();
    }
}
