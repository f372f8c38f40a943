package org.quorate.crmsh.language;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.quorate.crmsh.language.CrmLanguage.Source;
import org.quorate.model.AgentName;
import org.quorate.model.Durations;
import org.quorate.model.Extras;
import org.quorate.model.Foreign;
import org.quorate.model.NvSet;
import org.quorate.model.Operation;
import org.quorate.model.Resource;
import org.quorate.model.ResourceId;
import org.quorate.model.Role;
import org.quorate.model.Suggestion;

/**
 * Reads {@code primitive ID AGENT [[params] ...] {params|meta|utilization|op ...}}, with {@code @TEMPLATE}
 * for the agent where it comes from there, and {@code rsc_template} of the same form.
 */
final class PrimitiveParser {

    static final Set<String> KEYWORDS = new TreeSet<>(
            List.of("params", "meta", "utilization", "operations", "op"));
    static final Set<String> ACTIONS = new TreeSet<>(List.of("start", "stop", "monitor", "promote", "demote",
            "notify", "migrate_to", "migrate_from", "reload", "reload-agent", "validate-all"));
    static final Set<String> OP_ATTRIBUTES = new TreeSet<>(List.of("interval", "timeout", "start-delay",
            "interval-origin", "on-fail", "enabled", "role", "record-pending", "description"));
    private static final Set<String> OP_ENDS = new TreeSet<>(List.of("params", "meta", "utilization",
            "operations", "op", "op_params", "op_meta"));
    /** Stands for the agent that a template gives. */
    private static final AgentName NO_AGENT = new AgentName("template", "", "template");
    private static final Set<String> DURATIONS = Set.of("interval", "timeout", "start-delay");

    private final Cursor cursor;
    private final Source source;
    private final AgentKnowledge agents;
    private final List<NvSet> params = new ArrayList<>();
    private final List<NvSet> meta = new ArrayList<>();
    private final List<Operation> operations = new ArrayList<>();
    private final List<NvSet> utilization = new ArrayList<>();
    private Extras extras = Extras.NONE;

    PrimitiveParser(Cursor cursor, Source source, AgentKnowledge agents) {
        this.cursor = cursor;
        this.source = source;
        this.agents = agents;
    }

    Optional<Resource> read() {
        var id = id(cursor, source);
        if (id.isEmpty()) {
            cursor.skipRest();
            return Optional.empty();
        }
        if (cursor.atEnd()) {
            cursor.expected("an agent");
            return Optional.empty();
        }
        var token = cursor.take();
        if (token.text().startsWith("@")) {
            return derived(id.get(), token);
        }
        var agent = new AgentResolver(agents).resolve(token.text());
        if (agent instanceof AgentResolver.Resolution.Unknown(var why)) {
            cursor.problem(token, why);
        }
        body();
        if (!(agent instanceof AgentResolver.Resolution.Agent(var name))) {
            return Optional.empty();
        }
        var primitive = primitive(id.get(), name);
        if (cursor.keyword().is("rsc_template")) {
            return Optional.of(new Resource.Template(primitive));
        }
        return Optional
                .of(source == Source.TYPED ? new TypedDefaults(agents).complete(primitive) : primitive);
    }

    private Resource.Primitive primitive(ResourceId id, AgentName agent) {
        return new Resource.Primitive(id, agent, params, meta, operations, utilization, extras);
    }

    private Optional<Resource> derived(ResourceId id, Token token) {
        body();
        var template = token.text().substring(1);
        if (cursor.keyword().is("rsc_template")) {
            cursor.problem(token, "a template has an agent, and comes from no other template");
            return Optional.empty();
        }
        if (!ResourceId.isValid(template)) {
            cursor.problem(token, "'" + template + "' is not the id of a template");
            return Optional.empty();
        }
        return Optional.of(Resource.Derived.of(new ResourceId(template), primitive(id, NO_AGENT)));
    }

    /** An id; where someone typed {@code id=web}, {@code web}. */
    static Optional<ResourceId> id(Cursor cursor, Source source) {
        if (source == Source.TYPED && !cursor.atEnd() && cursor.peek().text().startsWith("id=")) {
            var token = cursor.take().from(3);
            if (ResourceId.isValid(token.text())) {
                return Optional.of(new ResourceId(token.text()));
            }
            cursor.problem(token, "'" + token + "' is not an id");
            return Optional.empty();
        }
        return cursor.takeId("an id");
    }

    private void body() {
        extras = CrmLanguage.description(cursor, extras);
        if (!cursor.atEnd() && !cursor.peekIsOneOf(KEYWORDS)) {
            params.add(new SetParser(cursor, KEYWORDS).read());
        }
        while (!cursor.atEnd()) {
            var keyword = cursor.take();
            switch (keyword.text().toLowerCase(Locale.ROOT)) {
                case "params" -> params.add(new SetParser(cursor, KEYWORDS).read());
                case "meta" -> meta.add(new SetParser(cursor, KEYWORDS).read());
                case "utilization" -> utilization.add(new SetParser(cursor, KEYWORDS).read());
                case "op" -> operation();
                case "operations" -> operationsId();
                default -> cursor.problem(keyword, "unexpected '" + keyword + "'"
                        + Suggestion.hint(keyword.text(), KEYWORDS));
            }
        }
    }

    /** The set of operations has an id, for others to refer to, or is another's. */
    private void operationsId() {
        if (cursor.atEnd() || !cursor.peek().text().startsWith("$id")) {
            cursor.expected("$id=ID");
            return;
        }
        var text = cursor.take().text();
        var name = text.startsWith("$id-ref=") ? "id-ref" : "id";
        extras = extras.with(Foreign.of("operations", name, text.substring(text.indexOf('=') + 1)));
    }

    private void operation() {
        if (cursor.atEnd()) {
            cursor.expected("an action (start, stop, monitor, ...)");
            return;
        }
        var action = cursor.take();
        if (!ACTIONS.contains(action.text())) {
            cursor.problem(action, "'" + action + "' is not an action"
                    + Suggestion.hint(action.text(), ACTIONS));
        }
        var attributes = new TreeMap<String, String>();
        var values = new TreeMap<String, String>();
        while (!cursor.atEnd() && !cursor.peekIsOneOf(OP_ENDS)) {
            opAttribute(cursor.take(), attributes, values);
        }
        var sets = new ArrayList<NvSet>();
        if (!values.isEmpty()) {
            sets.add(NvSet.of(values));
        }
        var opMeta = new ArrayList<NvSet>();
        while (cursor.peekIs("op_params") || cursor.peekIs("op_meta")) {
            var target = cursor.take().is("op_meta") ? opMeta : sets;
            target.add(new SetParser(cursor, OP_ENDS).read());
        }
        if (!action.text().equals("monitor")) {
            attributes.putIfAbsent("interval", "0s");
        }
        var first = sets.isEmpty() ? NvSet.of(values) : sets.getFirst();
        operations.add(new Operation(action.text(), attributes, first,
                sets.isEmpty() ? List.of() : sets.subList(1, sets.size()), opMeta, Extras.NONE));
    }

    private void opAttribute(Token token, Map<String, String> attributes, SortedMap<String, String> values) {
        int equals = token.text().indexOf('=');
        if (equals <= 0) {
            cursor.problem(token, "op: expected NAME=VALUE, got '" + token + "'"
                    + Suggestion.hint(token.text(), OP_ENDS));
            return;
        }
        var name = token.text().substring(0, equals);
        var value = token.text().substring(equals + 1);
        if (!OP_ATTRIBUTES.contains(name)) {
            if (Suggestion.nearest(name, OP_ATTRIBUTES).isPresent()) {
                cursor.problem(token, "'" + name + "' is not an attribute of an operation"
                        + Suggestion.hint(name, OP_ATTRIBUTES));
            } else if (values.put(name, value) != null) {
                cursor.problem(token, "'" + name + "' is given twice");
            }
            return;
        }
        if (!values.isEmpty()) {
            cursor.problem(token, "'" + name + "' must stand before '" + values.firstKey() + "'");
        }
        checkAttribute(token, name, value);
        if (attributes.put(name, value) != null) {
            cursor.problem(token, "'" + name + "' is given twice");
        }
    }

    private void checkAttribute(Token token, String name, String value) {
        if (DURATIONS.contains(name) && Durations.parse(value).isEmpty()) {
            cursor.problem(token, "'" + value + "' is not a time for " + name + " (10s, 500ms, 2min, ...)");
        }
        if (name.equals("role") && Role.parse(value).isEmpty()) {
            cursor.problem(token, "'" + value + "' is not a role"
                    + Suggestion.hint(value, List.of("Started", "Stopped", "Promoted", "Unpromoted")));
        }
    }
}
