package org.quorate.crmsh.commands;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import org.quorate.model.ConfigurationEdits;
import org.quorate.model.EditResult;
import org.quorate.model.Validation;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.quorate.cib.ConfigurationCib;
import org.quorate.cib.ConfigurationReader;
import org.quorate.cib.Element;
import org.quorate.codec.CibXml;
import org.quorate.codec.CodecException;
import org.quorate.codec.ConfigurationJson;
import org.quorate.codec.Json;
import org.quorate.codec.JsonAt;
import org.quorate.crmsh.commands.Command.Arity;
import org.quorate.crmsh.language.CrmLanguage;
import org.quorate.crmsh.language.Difference;
import org.quorate.crmsh.language.Parsed;
import org.quorate.crmsh.language.Places;
import org.quorate.crmsh.language.Printer;
import org.quorate.crmsh.language.Printer.Arrangement;
import org.quorate.crmsh.language.SectionNames;
import org.quorate.model.Configuration;
import org.quorate.model.ConfigurationEdit;
import org.quorate.model.ConfigurationEdit.Section;
import org.quorate.model.Problem;
import org.quorate.model.Suggestion;

/**
 * {@code crm configure}: changes are collected, and take effect with {@code commit}; a single command given
 * on the command line is committed at once.
 */
public final class ConfigureLevel implements Level {

    /** How often a question is asked anew that was not understood. */
    private static final int QUESTIONS = 3;

    private static final List<String> STATEMENTS = List.of("node", "primitive", "rsc_template", "group",
            "clone", "ms", "bundle", "tag", "location", "colocation", "order", "rsc_ticket",
            "fencing_topology", "property", "rsc_defaults", "op_defaults", "xml");

    private final Session session;
    private final List<Command> commands;
    private Optional<Workspace> workspace = Optional.empty();

    ConfigureLevel(Session session) {
        this.session = session;
        var all = new ArrayList<Command>();
        for (var statement : STATEMENTS) {
            all.add(Command.of(statement, "...", Arity.atLeast(1), this::statement)
                    .alias(aliases(statement)));
        }
        for (var later : CrmLanguage.LATER) {
            all.add(Command.of(later, "...", Arity.ANY, this::statement));
        }
        all.addAll(List.of(
                Command.of("show", "[changed | xml | <id or glob> | type:<type> | property | ...]", Arity.ANY,
                        this::show),
                Command.of("edit", "[<id> ...]", Arity.ANY, this::edit),
                Command.of("delete", "[--force] <id> [<id> ...]", Arity.atLeast(1), this::statement)
                        .alias("rm"),
                Command.of("unset", "property|rsc_defaults|op_defaults <name> [<name> ...]", Arity.atLeast(2),
                        this::unset),
                Command.of("load", "[xml] update|replace <file>", Arity.of(2, 3), this::load),
                Command.of("save", "[xml] <file>", Arity.of(1, 2), this::save),
                Command.of("verify", "", Arity.NONE, _ -> verify()),
                Command.of("commit", "[force]", Arity.of(0, 1), this::commit),
                Command.of("diff", "", Arity.NONE, _ -> diff()),
                Command.of("refresh", "", Arity.NONE, _ -> workspace = Optional.empty())));
        all.addAll(new ObjectCommands(session, this::workspace).commands());
        commands = List.copyOf(all);
    }

    private static String[] aliases(String statement) {
        return switch (statement) {
            case "colocation" -> new String[]{"collocation"};
            case "primitive" -> new String[]{"resource"};
            case "ms" -> new String[]{"master"};
            default -> new String[0];
        };
    }

    @Override
    public String name() {
        return "configure";
    }

    @Override
    public List<Command> commands() {
        return commands;
    }

    private Workspace workspace() {
        if (workspace.isEmpty()) {
            workspace = Optional.of(Workspace.open(session));
        }
        return workspace.get();
    }

    /** The configuration with what is not committed yet. */
    Configuration now() {
        return workspace.map(Workspace::now).orElseGet(() -> Workspace.read(session).configuration());
    }

    private Printer printer() {
        return new Printer(session.agents());
    }

    // ----- changing

    private void statement(Arguments arguments) {
        var words = new ArrayList<>(arguments.line());
        var keyword = arguments.command();
        words.set(0, new org.quorate.crmsh.language.Token(statementName(keyword.text()), keyword.line(),
                keyword.column()));
        var parsed = checked(withAgentProblems(CrmLanguage.parseTyped(words, session.agents())),
                ExitStatus.USAGE);
        refuseExisting(parsed);
        stage(parsed.edits());
    }

    /** Who mistyped an operation and the agent is told of both at once. */
    private Parsed withAgentProblems(Parsed parsed) {
        if (parsed.problems().isEmpty() || session.options().has(Options.Flag.FORCE)) {
            return parsed;
        }
        var all = new ArrayList<>(parsed.problems());
        all.addAll(new AgentChecks(session.agents()).problems(parsed.edits()));
        return new Parsed(parsed.nodes(), parsed.edits(), all);
    }

    /** The statement behind an alias or an abbreviation. */
    private String statementName(String word) {
        for (var command : commands) {
            if (command.aliases().contains(word)) {
                return command.name();
            }
        }
        var names = commands.stream().map(Command::name).toList();
        return Names.match(word, names) instanceof Names.Match.One(var name) ? name : word;
    }

    private static Parsed checked(Parsed parsed, ExitStatus status) {
        if (!parsed.problems().isEmpty()) {
            throw status == ExitStatus.USAGE && parsed.problems().size() == 1
                    ? Refusal.usage(parsed.problems().getFirst().toString())
                    : Refusal.of(parsed.problems());
        }
        return parsed;
    }

    /** What is typed creates; changing what exists by a new definition would silently drop the rest of it. */
    private void refuseExisting(Parsed parsed) {
        for (var edit : parsed.edits()) {
            var id = switch (edit) {
                case ConfigurationEdit.PutResource(var resource) -> Optional.of(resource.id());
                case ConfigurationEdit.PutConstraint(var constraint) -> Optional.of(constraint.id());
                default -> Optional.<org.quorate.model.ResourceId>empty();
            };
            if (id.isPresent() && (workspace().now().resource(id.get()).isPresent()
                    || workspace().now().constraint(id.get()).isPresent())) {
                throw Refusal.because(
                        "'" + id.get() + "' exists already; change it with: configure edit " + id.get()
                                + ", or delete it first");
            }
        }
    }

    private void stage(List<ConfigurationEdit> edits) {
        if (!session.options().has(Options.Flag.FORCE)) {
            var problems = new ArrayList<>(new AgentChecks(session.agents()).problems(edits));
            if (!problems.isEmpty()) {
                if (ConfigurationEdits.apply(workspace().now(),
                        edits) instanceof EditResult.Edited(var configuration)) {
                    problems.addAll(Validation.problems(configuration));
                }
                throw Refusal.of(problems);
            }
        }
        workspace().stage(edits);
    }

    private void unset(Arguments arguments) {
        var word = arguments.text(0);
        for (var section : Section.values()) {
            if (SectionNames.keyword(section).equals(word)) {
                workspace().stage(List.of(new ConfigurationEdit.UnsetValues(section, arguments.from(1))));
                return;
            }
        }
        throw Refusal.usage("unset: '" + word + "' is not property, rsc_defaults or op_defaults"
                + Suggestion.hint(word, List.of("property", "rsc_defaults", "op_defaults")));
    }

    private void load(Arguments arguments) {
        boolean isXml = arguments.text(0).equals("xml");
        if (isXml && arguments.size() != 3) {
            throw Refusal.usage("load: expected xml update|replace <file>");
        }
        var method = arguments.text(isXml ? 1 : 0);
        if (!method.equals("update") && !method.equals("replace")) {
            throw Refusal.usage("load: expected update or replace, got '" + method + "'"
                    + Suggestion.hint(method, List.of("update", "replace")));
        }
        var file = arguments.text(isXml ? 2 : 1);
        var text = session.read(file);
        var parsed = isXml ? xml(file, text) : CrmLanguage.parse(text, session.agents());
        var base = workspace().now();
        var wanted = method.equals("update")
                ? parsed.edits()
                : Difference.between(base, Workspace.replacing(base, parsed.configuration()));
        var problems = new ArrayList<>(parsed.problems());
        if (!session.options().has(Options.Flag.FORCE)) {
            problems.addAll(meaningProblems(Places.of(text), parsed, wanted));
        }
        if (!problems.isEmpty()) {
            throw Refusal.of(Places.inOrder(problems));
        }
        workspace().stage(wanted);
    }

    /** What a CIB, or its configuration alone, says. */
    private static Parsed xml(String file, String text) {
        try {
            var element = CibXml.readElement(text.getBytes(StandardCharsets.UTF_8));
            var inside = element.is("configuration")
                    ? element
                    : element.child("configuration").orElseThrow(() -> Refusal.because(file
                            + ": a <cib> with a <configuration> is meant, not <" + element.name() + ">"));
            return Parsed.of(ConfigurationReader.configuration(inside));
        } catch (CodecException e) {
            throw Refusal.because(file + ": " + (e.where().isEmpty() ? "" : e.where() + ": ") + e.what());
        }
    }

    private static String xml(Configuration configuration) {
        return CibXml.write(Element.of("cib", "validate-with", "pacemaker-3.9").withChildren(
                List.of(ConfigurationCib.element(configuration), Element.of("status"))));
    }

    /** What is wrong with what a text means, but not what only follows from statements not understood. */
    private List<Problem> meaningProblems(Places places, Parsed parsed, List<ConfigurationEdit> wanted) {
        var problems = new ArrayList<>(new AgentChecks(session.agents()).problems(parsed.edits()));
        if (ConfigurationEdits.apply(workspace().now(), wanted) instanceof EditResult.Edited(var result)) {
            problems.addAll(Validation.problems(result));
        }
        return problems.stream().filter(problem -> parsed.problems().isEmpty()
                || !places.define(Places.blamed(problem))).map(places::locate).toList();
    }

    // ----- looking

    private void show(Arguments arguments) {
        if (arguments.texts().equals(List.of("changed"))) {
            diff();
            return;
        }
        if (arguments.texts().equals(List.of("xml"))) {
            session.say(xml(workspace().now()).stripTrailing());
            return;
        }
        var entries = printer().entries(workspace().now(), Arrangement.SORTED);
        var selection = new Selection(arguments.texts());
        entries.stream().filter(selection::takes).forEach(entry -> session.say(entry.text()));
        selection.refuseUnknown(entries);
    }

    private void diff() {
        TextDiff.lines(text(workspace().base(), Arrangement.SORTED),
                text(workspace().now(), Arrangement.SORTED))
                .forEach(session::say);
    }

    private String text(Configuration configuration, Arrangement arrangement) {
        return printer().print(configuration, arrangement);
    }

    private void save(Arguments arguments) {
        boolean isXml = arguments.text(0).equals("xml") && arguments.size() == 2;
        if (!isXml && arguments.size() == 2) {
            throw Refusal.usage("save: expected xml before the file, got '" + arguments.text(0) + "'");
        }
        var file = arguments.text(isXml ? 1 : 0);
        var text = isXml ? xml(workspace().now()) : text(workspace().now(), Arrangement.AS_DEFINED);
        if (file.equals("-")) {
            session.say(text.stripTrailing());
            return;
        }
        try {
            Files.writeString(Path.of(file), text);
        } catch (IOException | java.nio.file.InvalidPathException e) {
            throw Refusal.because(file + ": cannot be written (" + e.getMessage() + ")");
        }
    }

    // ----- the end of a change

    void verify() {
        var reply = examination();
        var problems = problems(reply, "problems");
        session.warn(problems(reply, "warnings"));
        if (!problems.isEmpty()) {
            throw Refusal.of(problems);
        }
    }

    private JsonAt examination() {
        return session.ask("/v1/verify", workspace().isChanged()
                ? Json.object().put("edits", ConfigurationJson.editsJson(workspace().edits()))
                : Json.object());
    }

    private static List<Problem> problems(JsonAt reply, String field) {
        return reply.maybe(field).map(ConfigurationJson::readProblems).orElse(List.of());
    }

    private void commit(Arguments arguments) {
        if (arguments.size() > 0 && !arguments.text(0).equals("force")) {
            throw Refusal.usage("commit: unknown word '" + arguments.text(0) + "'"
                    + Suggestion.hint(arguments.text(0), List.of("force")));
        }
        if (!workspace().isChanged()) {
            session.say("apparently there is nothing to commit");
            return;
        }
        if (session.isAtPrompt() && arguments.size() == 0) {
            var reply = examination();
            var problems = problems(reply, "problems");
            var warnings = problems(reply, "warnings");
            if (!problems.isEmpty()) {
                throw Refusal.of(problems);
            }
            session.warn(warnings);
            if (!warnings.isEmpty() && !session.confirms("Do you still want to commit?")) {
                throw Refusal.because("not committed");
            }
        }
        commitNow();
    }

    private void commitNow() {
        workspace().commit();
        workspace = Optional.empty();
        session.waitIfAsked();
    }

    @Override
    public boolean leave() {
        if (workspace.isEmpty() || !workspace.get().isChanged()) {
            workspace = Optional.empty();
            return true;
        }
        if (session.isAtPrompt()) {
            return leaveAttended();
        }
        try {
            commitNow();
        } finally {
            workspace = Optional.empty();
        }
        return true;
    }

    private boolean leaveAttended() {
        diff();
        for (int i = 0; i < QUESTIONS; i++) {
            var answer = session.screen()
                    .ask("These changes are not committed. Commit them? (yes/no/cancel) ")
                    .orElse("cancel").strip().toLowerCase(Locale.ROOT);
            switch (answer) {
                case "y", "yes" -> {
                    commitNow();
                    return true;
                }
                case "n", "no" -> {
                    workspace = Optional.empty();
                    return true;
                }
                case "c", "cancel", "" -> {
                    return false;
                }
                default -> session.screen().errorLine("'" + answer
                        + "' is no answer; yes commits, no throws the changes away, cancel keeps them here");
            }
        }
        return false;
    }

    // ----- the editor

    private void edit(Arguments arguments) {
        if (!session.screen().traits().hasKeyboard()) {
            throw Refusal.because("edit needs a terminal; use: configure load update FILE");
        }
        var before = workspace().now();
        var selection = new Selection(arguments.texts());
        var entries = printer().entries(before, Arrangement.AS_DEFINED);
        selection.refuseUnknown(entries);
        var chosen = new StringBuilder();
        var others = new StringBuilder();
        entries.forEach(
                entry -> (selection.takes(entry) ? chosen : others).append(entry.text()).append('\n'));
        var text = chosen.toString();
        while (true) {
            var edited = new Editor(session).edit(text);
            if (edited.equals(chosen.toString())) {
                return;
            }
            try {
                var wanted = checked(CrmLanguage.parse(edited, session.agents()), ExitStatus.REFUSED);
                var unchosen = CrmLanguage.parse(others + edited, session.agents());
                checked(unchosen, ExitStatus.REFUSED);
                stage(selection.isAll()
                        ? Difference.between(before, wanted.configuration())
                        : Difference.between(before, unchosen.configuration()));
                return;
            } catch (Refusal refusal) {
                refusal.lines().forEach(line -> session.screen().errorLine("error: " + line));
                if (!session.screen().ask("Edit again? (y/n) ").map(answer -> answer.startsWith("y"))
                        .orElse(false)) {
                    throw Refusal.because("nothing changed");
                }
                text = edited;
            }
        }
    }
}
