package org.quorate.crmsh.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.quorate.model.Problem;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/**
 * Reads lines recorded from crmsh, which are not part of this project: the environment's QUORATE_CORPUS
 * names their folder, else it is {@code shared/corpus/crmsh} beside a folder above; without it the test is
 * skipped.
 */
class CorpusTest {

    private static final Set<String> KINDS = Set.of("node", "primitive", "group", "location", "colocation",
            "collocation", "order", "property", "rsc_defaults", "op_defaults");
    /**
     * What crmsh takes and we refuse on purpose (a group without members, a class of agents that does not
     * exist, actions such as monitor_Slave), and what our model does not keep: numbers of nodes, ids of sets
     * of operations, whether a default role, action or score was
     * written, and leading zeros of numbers in dates.
     */
    private static final Set<String> DIFFERENT_ON_PURPOSE = Set.of("p112", "p238", "p239", "p622", "p027",
            "p044", "p048", "p099",
            "p075", "p146", "p174", "p175", "p287", "p315", "p334", "p429", "p508");

    private static JsonNode corpus(String file) throws java.io.IOException {
        var folder = folder();
        Assumptions.assumeTrue(folder.isPresent(),
                "no recorded crmsh lines: set QUORATE_CORPUS to their folder");
        return new ObjectMapper().readTree(Files.readString(folder.get().resolve(file)));
    }

    private static Optional<Path> folder() {
        var named = System.getenv("QUORATE_CORPUS");
        if (named != null) {
            return Optional.of(Path.of(named));
        }
        for (var above = Path.of("").toAbsolutePath(); above != null; above = above.getParent()) {
            var folder = above.resolve("shared/corpus/crmsh");
            if (Files.isDirectory(folder)) {
                return Optional.of(folder);
            }
        }
        return Optional.empty();
    }

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
        for (var pair : corpus("pairs.given.json")) {
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
        assertThat(same).isGreaterThan(150);
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
        for (var reject : corpus("rejects.given.json")) {
            if (CrmLanguage.parse(reject.get("input").asString(), AgentKnowledge.NONE).problems().isEmpty()) {
                taken.add(reject.get("input").asString());
            }
        }
        assertThat(taken).isEmpty();
    }
}
