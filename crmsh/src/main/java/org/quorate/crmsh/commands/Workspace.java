package org.quorate.crmsh.commands;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.quorate.codec.ConfigurationJson;
import org.quorate.codec.Json;
import org.quorate.crmsh.client.Reply;
import org.quorate.crmsh.language.Difference;
import org.quorate.model.Configuration;
import org.quorate.model.ConfigurationEdit;
import org.quorate.model.ConfigurationEdits;
import org.quorate.model.EditResult;
import org.quorate.model.Extras;
import org.quorate.model.NodeEntry;
import org.quorate.model.Problem;

/**
 * Edits that are not committed yet, and the version of the configuration they were made against. A commit
 * goes through when others changed other objects meanwhile, and is refused when they changed the same.
 */
final class Workspace {

    private static final int CONFLICT = 409;
    private static final int TRIES = 5;
    private static final String EVERYTHING = "";
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final Session session;
    private final Versioned base;
    private final List<ConfigurationEdit> edits = new ArrayList<>();
    private Configuration now;

    private Workspace(Session session, Versioned base) {
        this.session = session;
        this.base = base;
        this.now = base.configuration();
    }

    /** A configuration and its version. */
    record Versioned(long version, Configuration configuration) {}

    static Versioned read(Session session) {
        var cib = session.get("/v1/cib");
        return new Versioned(cib.whole("version"),
                ConfigurationJson.configuration(cib.field("configuration")));
    }

    static Workspace open(Session session) {
        return new Workspace(session, read(session));
    }

    Configuration now() {
        return now;
    }

    Configuration base() {
        return base.configuration();
    }

    boolean isChanged() {
        return !edits.isEmpty();
    }

    List<ConfigurationEdit> edits() {
        return List.copyOf(edits);
    }

    /** Adds edits, all or none. */
    void stage(List<ConfigurationEdit> more) {
        switch (ConfigurationEdits.apply(now, more)) {
            case EditResult.Edited(var changed) -> {
                now = changed;
                edits.addAll(more);
            }
            case EditResult.Impossible(var problems) -> throw Refusal.of(problems);
        }
    }

    /** Commits; says what the cluster warns of. */
    void commit() {
        long version = base.version();
        for (int i = 0; i < TRIES; i++) {
            var reply = session.tryPost("/v1/edit", Json.object().put("baseVersion", version)
                    .put("message", session.message()).put("edits", ConfigurationJson.editsJson(edits)),
                    LIMIT);
            if (reply instanceof Reply.Refused(var status, var problems) && status == CONFLICT) {
                var current = read(session);
                if (current.version() == version) {
                    throw Refusal.of(problems);
                }
                refuseConflicts(current);
                version = current.version();
                continue;
            }
            session.accept(reply).maybe("warnings").map(ConfigurationJson::readProblems)
                    .ifPresent(session::warn);
            return;
        }
        throw Refusal.because("the configuration changes too fast; nothing was committed after " + TRIES
                + " tries");
    }

    /** Another's change of an object that is changed here, too. */
    private void refuseConflicts(Versioned current) {
        var theirs = touched(Difference.between(base.configuration(), current.configuration()));
        var both = new TreeSet<>(touched(edits));
        both.retainAll(theirs);
        if (theirs.contains(EVERYTHING) || touched(edits).contains(EVERYTHING)) {
            both.add("the whole configuration");
        }
        if (!both.isEmpty()) {
            throw Refusal.of(both.stream()
                    .map(what -> new Problem(what, "was changed by another meanwhile (version "
                            + current.version() + "); look at it with: configure refresh, configure show"))
                    .toList());
        }
    }

    private static Set<String> touched(List<ConfigurationEdit> edits) {
        var touched = new TreeSet<String>();
        for (var edit : edits) {
            switch (edit) {
                case ConfigurationEdit.PutResource(var resource) -> touched.add(resource.id().value());
                case ConfigurationEdit.PutConstraint(var constraint) -> touched.add(constraint.id().value());
                case ConfigurationEdit.Delete(var ids) -> ids.forEach(id -> touched.add(id.value()));
                case ConfigurationEdit.SetValues(var section, var set) ->
                    set.values().keySet().forEach(name -> touched.add(section + " " + name));
                case ConfigurationEdit.UnsetValues(var section, var names) ->
                    names.forEach(name -> touched.add(section + " " + name));
                case ConfigurationEdit.SetMeta(var resource, _, _) -> touched.add(resource.value());
                case ConfigurationEdit.UnsetMeta(var resource, _) -> touched.add(resource.value());
                case ConfigurationEdit.SetNodeAttribute(var node, var name, _) ->
                    touched.add("node " + node + " " + name);
                case ConfigurationEdit.UnsetNodeAttribute(var node, var name) ->
                    touched.add("node " + node + " " + name);
                case ConfigurationEdit.PutNode(var node) -> touched.add("node " + node.name());
                case ConfigurationEdit.SetFencing _ -> touched.add("fencing_topology");
                case ConfigurationEdit.PutForeign(var element) ->
                    touched.add(element.attribute("id").orElse(element.name()));
                case ConfigurationEdit.Replace _ -> touched.add(EVERYTHING);
            }
        }
        return touched;
    }

    /** What the text of a file means in place of everything; nodes that it does not name stay. */
    static Configuration replacing(Configuration before, Configuration wanted) {
        var nodes = new ArrayList<NodeEntry>(wanted.nodes());
        before.nodes().stream().filter(node -> wanted.node(node.name()).isEmpty()).forEach(nodes::add);
        return wanted.withNodes(nodes).withExtras(new Extras(before.extras().attributes(),
                wanted.extras().elements()));
    }
}
