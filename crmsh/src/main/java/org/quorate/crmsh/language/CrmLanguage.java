package org.quorate.crmsh.language;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.quorate.membership.NodeName;
import org.quorate.model.ConfigurationEdit;
import org.quorate.model.Configuration;
import org.quorate.model.Extras;
import org.quorate.model.NodeEntry;
import org.quorate.model.NvSet;
import org.quorate.model.Problem;
import org.quorate.model.Resource;
import org.quorate.model.ResourceId;
import org.quorate.model.Suggestion;

/**
 * The crm configure language: statements to edits of the CIB. Finds every problem of a text, not only the
 * first, each with its line and column. {@link Printer} is the way back.
 */
public final class CrmLanguage {

    /** The statements that are understood. */
    public static final Set<String> STATEMENTS = Set.copyOf(List.of("node", "primitive", "rsc_template",
            "group", "clone", "ms", "master", "bundle", "tag", "location", "colocation", "collocation",
            "order", "rsc_ticket", "fencing_topology", "property", "rsc_defaults", "op_defaults", "xml",
            "delete"));

    /** Statements of the language that are recognized and refused. */
    public static final Set<String> LATER = Set.copyOf(List.of("user", "role", "acl_target", "acl_group",
            "alert", "monitor"));

    /** Where a text comes from. */
    public enum Source {
        /** A file or an editor: taken as it stands. */
        TEXT,
        /** A command that someone typed: bare numbers count seconds, and advertised operations are added. */
        TYPED
    }

    private static final String MEMBER = "member";
    private static final String DESCRIPTION = "description=";

    private final Source source;
    private final AgentKnowledge agents;
    private final List<NodeEntry> nodes = new ArrayList<>();
    private final List<ConfigurationEdit> edits = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();
    private final Set<ResourceId> defined = new HashSet<>();

    private CrmLanguage(Source source, AgentKnowledge agents) {
        this.source = source;
        this.agents = agents;
    }

    /** Reads a whole text of statements. */
    public static Parsed parse(String text, AgentKnowledge agents) {
        var language = new CrmLanguage(Source.TEXT, agents);
        var lexed = Lexer.lex(text);
        language.problems.addAll(lexed.problems());
        lexed.lines().forEach(language::statement);
        return language.parsed();
    }

    /** Reads one statement, of at least one word, that someone typed. */
    public static Parsed parseTyped(List<Token> statement, AgentKnowledge agents) {
        var language = new CrmLanguage(Source.TYPED, agents);
        language.statement(statement);
        return language.parsed();
    }

    private Parsed parsed() {
        return new Parsed(nodes, edits, problems);
    }

    private void statement(List<Token> words) {
        var cursor = new Cursor(words, problems);
        var keyword = cursor.keyword();
        switch (keyword.text().toLowerCase(Locale.ROOT)) {
            case "node" -> node(cursor);
            case "primitive", "rsc_template" -> resource(keyword,
                    new PrimitiveParser(cursor, source, agents).read());
            case "group", "clone", "ms", "master" ->
                resource(keyword, new ContainerParser(cursor, source).read());
            case "bundle" -> resource(keyword, new BundleParser(cursor, source).read());
            case "tag" -> resource(keyword, tag(cursor));
            case "location", "colocation", "collocation", "order", "rsc_ticket" ->
                new ConstraintParser(cursor).read().ifPresent(constraint -> {
                    define(keyword, constraint.id());
                    edits.add(new ConfigurationEdit.PutConstraint(constraint));
                });
            case "fencing_topology" ->
                edits.add(new ConfigurationEdit.SetFencing(new FencingParser(cursor, nodes).read()));
            case "xml" -> xml(keyword, XmlStatement.read(cursor));
            case "property" -> options(cursor, ConfigurationEdit.Section.PROPERTIES);
            case "rsc_defaults" -> options(cursor, ConfigurationEdit.Section.RSC_DEFAULTS);
            case "op_defaults" -> options(cursor, ConfigurationEdit.Section.OP_DEFAULTS);
            case "delete" -> delete(cursor);
            case String word when LATER.contains(word) -> cursor.notSupported(keyword, "'" + word + "' is");
            case String word -> cursor.problem(keyword, "unknown statement '" + word + "'"
                    + Suggestion.hint(word, STATEMENTS));
        }
    }

    private void define(Token keyword, ResourceId id) {
        if (!defined.add(id)) {
            problems.add(keyword.problem("'" + id + "' is defined twice"));
        }
    }

    private void resource(Token keyword, Optional<? extends Resource> read) {
        read.ifPresent(resource -> {
            define(keyword, resource.id());
            edits.add(new ConfigurationEdit.PutResource(resource));
        });
    }

    private void xml(Token keyword, Configuration said) {
        said.resources().forEach(resource -> define(keyword, resource.id()));
        said.constraints().forEach(constraint -> define(keyword, constraint.id()));
        nodes.addAll(said.nodes());
        edits.addAll(XmlStatement.edits(said));
    }

    private Optional<Resource.Tag> tag(Cursor cursor) {
        if (!cursor.atEnd() && Scores.isScore(cursor.peek())) {
            cursor.dropColon();
        }
        var id = cursor.takeId("an id");
        var objects = cursor.rest().stream().map(Token::text).toList();
        if (id.isPresent() && objects.isEmpty()) {
            cursor.expected("the id of an object");
        }
        cursor.skipRest();
        return id.map(name -> new Resource.Tag(name, objects, Extras.NONE));
    }

    private void node(Cursor cursor) {
        var id = "";
        if (!cursor.atEnd() && cursor.peek().text().startsWith("$id=")) {
            id = cursor.take().text().substring(4);
        } else if (!cursor.atEnd() && Scores.isScore(cursor.peek())) {
            id = Scores.word(cursor.take());
        }
        if (cursor.atEnd()) {
            cursor.expected("the name of a node");
            return;
        }
        var token = cursor.take();
        int colon = token.text().indexOf(':');
        var name = colon < 0 ? token.text() : token.text().substring(0, colon);
        var type = colon < 0 ? MEMBER : token.text().substring(colon + 1);
        if (!type.equals("remote") && !type.equals(MEMBER)) {
            cursor.problem(token, "'" + type + "' is not a type of node: member or remote is");
        } else if (!NodeName.isValid(name)) {
            cursor.problem(token, "'" + name + "' is not a node name");
        } else {
            var extras = type.equals(MEMBER) ? Extras.NONE : Extras.NONE.with("type", type);
            attributes(cursor, new NodeName(name),
                    id.isEmpty() || id.equals(name) ? extras : extras.with("id", id));
        }
    }

    private void attributes(Cursor cursor, NodeName node, Extras known) {
        var keywords = new TreeSet<>(Set.of("attributes", "utilization"));
        var values = new java.util.TreeMap<String, String>();
        var utilization = new ArrayList<NvSet>();
        var extras = description(cursor, known);
        while (!cursor.atEnd()) {
            if (cursor.takeIf("utilization")) {
                utilization.add(new SetParser(cursor, keywords).read());
            } else {
                cursor.takeIf("attributes");
                var set = new SetParser(cursor, keywords).read();
                if (!set.rules().isEmpty()) {
                    problems.add(cursor.keyword().problem("a rule does not apply to attributes of a node"));
                }
                values.putAll(set.values());
            }
        }
        var entry = new NodeEntry(node, NvSet.of(values), utilization, extras);
        nodes.add(entry);
        if (!extras.isEmpty() || !utilization.isEmpty()) {
            edits.add(new ConfigurationEdit.PutNode(entry));
        } else {
            values.forEach((name, value) -> edits.add(
                    new ConfigurationEdit.SetNodeAttribute(node, name, value)));
        }
    }

    /** {@code description="..."}, where it is next. */
    static Extras description(Cursor cursor, Extras extras) {
        return !cursor.atEnd() && cursor.peek().text().startsWith(DESCRIPTION)
                ? extras.with("description", cursor.take().text().substring(DESCRIPTION.length()))
                : extras;
    }

    private void options(Cursor cursor, ConfigurationEdit.Section section) {
        var id = "";
        if (!cursor.atEnd() && cursor.peek().text().startsWith("$id=")) {
            id = cursor.take().text().substring(4);
        } else if (!cursor.atEnd() && Scores.isScore(cursor.peek())) {
            id = Scores.word(cursor.take());
        }
        var set = new SetParser(cursor, Set.of()).read();
        if (set.saysNothing()) {
            cursor.expected("NAME=VALUE");
            return;
        }
        var finalId = id.equals(SectionNames.defaultId(section)) ? "" : id;
        edits.add(new ConfigurationEdit.SetValues(section,
                new NvSet(finalId, set.score(), set.rules(), set.values(), set.pairIds(), set.extras())));
    }

    private void delete(Cursor cursor) {
        cursor.takeIf("--force");
        var ids = new ArrayList<ResourceId>();
        do {
            cursor.takeId("the id of a resource or constraint").ifPresent(ids::add);
        } while (!cursor.atEnd());
        if (!ids.isEmpty()) {
            edits.add(new ConfigurationEdit.Delete(ids));
        }
    }
}
