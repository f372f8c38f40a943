package org.quorate.crmsh.commands;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Function;
import org.quorate.model.Configuration;
import org.quorate.model.ConfigurationEdit;
import org.quorate.model.NvSet;
import org.quorate.model.Resource;
import org.quorate.model.Suggestion;

/** {@code resource meta} and {@code resource param}: one value of one resource. */
final class ResourceValues {

    private static final List<String> DOINGS = List.of("show", "set", "delete");

    private final Session session;

    ResourceValues(Session session) {
        this.session = session;
    }

    void meta(Arguments arguments) {
        var resource = resource(Workspace.read(session).configuration(), arguments.text(0));
        switch (doing(arguments)) {
            case "show" -> show(arguments, resource.meta());
            case "set" -> edit(new ConfigurationEdit.SetMeta(resource.id(), needed(arguments, 2, "name"),
                    needed(arguments, 3, "value")));
            default -> edit(new ConfigurationEdit.UnsetMeta(resource.id(), needed(arguments, 2, "name")));
        }
    }

    void param(Arguments arguments) {
        var resource = resource(Workspace.read(session).configuration(), arguments.text(0));
        if (!(resource instanceof Resource.Primitive primitive)) {
            throw Refusal.because(resource.id() + " is a group; parameters are those of its members");
        }
        switch (doing(arguments)) {
            case "show" -> show(arguments, primitive.params());
            case "set" -> {
                var name = needed(arguments, 2, "name");
                var value = needed(arguments, 3, "value");
                change(primitive, set -> set.with(name, value));
            }
            default -> change(primitive, set -> set.without(needed(arguments, 2, "name")));
        }
    }

    private void change(Resource.Primitive primitive, Function<NvSet, NvSet> change) {
        var sets = new ArrayList<>(primitive.params());
        int plain = 0;
        while (plain < sets.size() && !sets.get(plain).rules().isEmpty()) {
            plain++;
        }
        if (plain == sets.size()) {
            sets.add(NvSet.of(new TreeMap<>()));
        }
        sets.set(plain, change.apply(sets.get(plain)));
        var changed = primitive.withParams(sets);
        if (!session.options().has(Options.Flag.FORCE)) {
            var problems = new AgentChecks(session.agents()).problems(changed);
            if (!problems.isEmpty()) {
                throw Refusal.of(problems);
            }
        }
        edit(new ConfigurationEdit.PutResource(changed));
    }

    private void edit(ConfigurationEdit edit) {
        session.edit(List.of(edit));
        session.waitIfAsked();
    }

    private static Resource resource(Configuration configuration, String id) {
        var known = configuration.resources().stream().map(resource -> resource.id().value()).toList();
        return configuration.resources().stream().filter(resource -> resource.id().value().equals(id))
                .findFirst().orElseThrow(() -> Refusal.because("there is no resource '" + id + "'"
                        + Suggestion.hint(id, known)));
    }

    private void show(Arguments arguments, List<NvSet> sets) {
        var values = new TreeMap<String, String>();
        for (var set : sets.reversed()) {
            values.putAll(set.values());
        }
        if (arguments.size() < 3) {
            values.forEach((name, value) -> session.say(name + "=" + value));
            return;
        }
        var name = arguments.text(2);
        if (!values.containsKey(name)) {
            throw Refusal.because("'" + name + "' is not set on " + arguments.text(0)
                    + Suggestion.hint(name, values.keySet()));
        }
        session.say(values.getOrDefault(name, ""));
    }

    private static String doing(Arguments arguments) {
        var word = arguments.text(1);
        if (!DOINGS.contains(word)) {
            throw Refusal.usage(arguments.command() + ": expected show, set or delete, got '" + word + "'"
                    + Suggestion.hint(word, DOINGS));
        }
        return word;
    }

    private static String needed(Arguments arguments, int index, String what) {
        return arguments.maybe(index).orElseThrow(() -> Refusal.usage(arguments.command() + ": the " + what
                + " is missing"));
    }
}
