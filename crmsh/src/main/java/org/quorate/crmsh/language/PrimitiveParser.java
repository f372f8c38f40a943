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
import org.quorate.model.Durations;
import org.quorate.model.NvSet;
import org.quorate.model.Operation;
import org.quorate.model.Resource;
import org.quorate.model.ResourceId;
import org.quorate.model.Role;
import org.quorate.model.Suggestion;

/** Reads {@code primitive ID AGENT [[params] ...] {params|meta|op ...}}. */
final class PrimitiveParser {

    static final Set<String> KEYWORDS = new TreeSet<>(
            List.of("params", "meta", "utilization", "operations", "op"));
    static final Set<String> ACTIONS = new TreeSet<>(List.of("start", "stop", "monitor", "promote", "demote",
            "notify", "migrate_to", "migrate_from", "reload", "reload-agent", "validate-all"));
    static final Set<String> OP_ATTRIBUTES = new TreeSet<>(List.of("interval", "timeout", "start-delay",
            "interval-origin", "on-fail", "enabled", "role", "record-pending", "description"));
    private static final Set<String> OP_ENDS = new TreeSet<>(List.of("params", "meta", "utilization",
            "operations", "op", "op_params", "op_meta"));
    private static final Set<String> DURATIONS = Set.of("interval", "timeout", "start-delay");

    private final Cursor cursor;
    private final Source source;
    private final AgentKnowledge agents;
    private final List<NvSet> params = new ArrayList<>();
    private final List<NvSet> meta = new ArrayList<>();
    private final List<Operation> operations = new ArrayList<>();

    PrimitiveParser(Cursor cursor, Source source, AgentKnowledge agents) {
        this.cursor = cursor;
        this.source = source;
        this.agents = agents;
    }

    Optional<Resource.Primitive> read() {
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
            cursor.notSupported(token, "a template ('" + token + "') is");
            cursor.skipRest();
            return Optional.empty();
        }
        var agent = new AgentResolver(agents).resolve(token.text());
        if (agent instanceof AgentResolver.Resolution.Unknown(var why)) {
            cursor.problem(token, why);
        }
        body();
        if (!(agent instanceof AgentResolver.Resolution.Agent(var name))) {
            return Optional.empty();
        }
        var primitive = new Resource.Primitive(id.get(), name, params, meta, operations);
        return Optional
                .of(source == Source.TYPED ? new TypedDefaults(agents).complete(primitive) : primitive);
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
        CrmLanguage.refuseDescription(cursor);
        if (!cursor.atEnd() && !cursor.peekIsOneOf(KEYWORDS)) {
            params.add(new SetParser(cursor, KEYWORDS).read());
        }
        while (!cursor.atEnd()) {
            var keyword = cursor.take();
            switch (keyword.text().toLowerCase(Locale.ROOT)) {
                case "params" -> params.add(new SetParser(cursor, KEYWORDS).read());
                case "meta" -> meta.add(new SetParser(cursor, KEYWORDS).read());
                case "op" -> operation();
                case "operations" -> operationsId();
                default -> {
                    cursor.notSupported(keyword, "'" + keyword + "' is");
                    new SetParser(cursor, KEYWORDS).read();
                }
            }
        }
    }

    /** The id of the set of operations means nothing here; a reference to another's operations would. */
    private void operationsId() {
        if (cursor.atEnd() || !cursor.peek().text().startsWith("$id")) {
            cursor.expected("$id=ID");
            return;
        }
        var token = cursor.take();
        if (token.text().startsWith("$id-ref=")) {
            cursor.notSupported(token, "a reference to another resource's operations is");
        }
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
        var extra = extraParams(NvSet.of(values));
        if (!action.text().equals("monitor")) {
            attributes.putIfAbsent("interval", "0s");
        }
        operations.add(new Operation(action.text(), attributes, extra));
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

    /** What follows the attributes of an operation: {@code op_params ...}. */
    private NvSet extraParams(NvSet plain) {
        var extra = plain;
        while (cursor.peekIs("op_params") || cursor.peekIs("op_meta")) {
            var keyword = cursor.take();
            var set = new SetParser(cursor, OP_ENDS).read();
            if (keyword.is("op_meta")) {
                cursor.notSupported(keyword, "'op_meta' is");
            } else if (extra.values().isEmpty() && extra.rules().isEmpty()) {
                extra = set;
            } else {
                cursor.notSupported(keyword, "a second set of 'op_params' of one operation is");
            }
        }
        return extra;
    }
}
