package org.quorate.crmsh.simulate;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.quorate.cib.Cib;
import org.quorate.codec.CibXml;
import org.quorate.codec.CodecException;
import org.quorate.cib.ConfigurationCib;
import org.quorate.cib.ConfigurationReader;
import org.quorate.cib.OptionNames;
import org.quorate.codec.ConfigurationJson;
import org.quorate.codec.Json;
import org.quorate.codec.JsonAt;
import org.quorate.crmsh.language.AgentKnowledge;
import org.quorate.crmsh.language.CrmLanguage;
import org.quorate.crmsh.language.Places;
import org.quorate.model.Configuration;
import org.quorate.model.Problem;
import org.quorate.model.Validation;

/**
 * Reads a CIB from a file: as XML with its status, or a configuration as JSON or in the crm language. A
 * configuration
 * has no status; then all its nodes are members and run nothing.
 */
public final class InputFile {

    private static final List<String> WITHOUT_EFFECT = List.of("role", "user", "acl_target", "acl_group",
            "alert");

    private InputFile() {}

    /** Why a file cannot be simulated. */
    public static final class Unreadable extends RuntimeException {

        private static final long serialVersionUID = 1;

        private final transient List<Problem> problems;

        Unreadable(List<Problem> problems) {
            super(String.valueOf(problems), null, false, false);
            this.problems = List.copyOf(problems);
        }

        public List<Problem> problems() {
            return problems;
        }
    }

    /**
     * The CIB that a file holds.
     *
     * @param name of the file; its ending tells the format
     * @throws Unreadable with all that is wrong with it
     */
    public static Cib read(String name, byte[] bytes) {
        try {
            if (name.endsWith(".json")) {
                return started(json(bytes));
            }
            if (name.endsWith(".crm")) {
                return started(crm(new String(bytes, StandardCharsets.UTF_8)));
            }
            return CibXml.read(bytes);
        } catch (CodecException e) {
            throw new Unreadable(
                    List.of(new Problem(name + (e.where().isEmpty() ? "" : ": " + e.where()), e.what())));
        }
    }

    private static Configuration crm(String text) {
        var parsed = CrmLanguage.parse(text, AgentKnowledge.NONE);
        var problems = new ArrayList<>(parsed.problems());
        problems.removeIf(InputFile::decidesNothing);
        if (problems.isEmpty()) {
            var places = Places.of(text);
            Validation.problems(parsed.configuration()).forEach(one -> problems.add(places.locate(one)));
        }
        if (!problems.isEmpty()) {
            throw new Unreadable(Places.inOrder(problems));
        }
        return parsed.configuration();
    }

    /** Rights and alerts have no words here yet, and a scheduler does not look at them. */
    private static boolean decidesNothing(Problem problem) {
        return WITHOUT_EFFECT.stream()
                .anyMatch(word -> problem.message().equals("'" + word + "' is not supported yet"));
    }

    private static Configuration json(byte[] bytes) {
        var root = JsonAt.root(Json.read(bytes));
        var configuration = ConfigurationJson.configuration(
                root.has("configuration") ? root.field("configuration") : root);
        var problems = Validation.problems(configuration);
        if (!problems.isEmpty()) {
            throw new Unreadable(problems);
        }
        return configuration;
    }

    /** What in it means nothing: names of options that no option has. */
    public static List<Problem> warnings(Cib cib) {
        return OptionNames.areAllKnown(cib.configuration())
                ? List.of()
                : Validation.unknownOptions(ConfigurationReader.configuration(cib.configuration()));
    }

    private static Cib started(Configuration configuration) {
        if (configuration.nodes().isEmpty()) {
            throw new Unreadable(
                    List.of(new Problem("nodes", "there is none: name each with a line 'node NAME'")));
        }
        return AssumedStatus.allMembers(ConfigurationCib.element(configuration));
    }
}
