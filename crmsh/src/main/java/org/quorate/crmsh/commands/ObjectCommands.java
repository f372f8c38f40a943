package org.quorate.crmsh.commands;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.quorate.codec.JsonAt;
import org.quorate.crmsh.commands.Command.Arity;
import org.quorate.crmsh.language.Difference;
import org.quorate.model.Configuration;
import org.quorate.model.ConfigurationEdit;
import org.quorate.model.Renaming;
import org.quorate.model.Resource;
import org.quorate.model.ResourceId;
import org.quorate.model.Suggestion;

/** The commands of {@code configure} that change an object in place: {@code modgroup} and {@code rename}. */
final class ObjectCommands {

    private final Session session;
    private final Supplier<Workspace> workspace;

    ObjectCommands(Session session, Supplier<Workspace> workspace) {
        this.session = session;
        this.workspace = workspace;
    }

    List<Command> commands() {
        return List.of(
                Command.of("modgroup", "<group> add <id> [after|before <id>] | remove <id>", Arity.of(3, 5),
                        this::modgroup),
                Command.of("rename", "<old id> <new id>", Arity.of(2, 2), this::rename));
    }

    private void modgroup(Arguments arguments) {
        var configuration = workspace.get().now();
        var group = group(configuration, arguments.text(0));
        var verb = arguments.text(1);
        var member = id(arguments.text(2));
        var members = new ArrayList<>(group.members());
        switch (verb) {
            case "add" -> add(configuration, members, member, arguments);
            case "remove" -> {
                if (!members.remove(member)) {
                    throw Refusal.because("modgroup: '" + member + "' is no member of " + group.id()
                            + Suggestion.hint(member.value(), words(members)));
                }
                if (members.isEmpty()) {
                    throw Refusal.because("modgroup: '" + member + "' is the last member of " + group.id()
                            + "; delete the group instead");
                }
            }
            default -> throw Refusal.usage("modgroup: expected add or remove, got '" + verb + "'"
                    + Suggestion.hint(verb, List.of("add", "remove")));
        }
        workspace.get().stage(List.of(new ConfigurationEdit.PutResource(group.withMembers(members))));
    }

    private static Resource.Group group(Configuration configuration, String name) {
        var groups = configuration.resources().stream().filter(Resource.Group.class::isInstance)
                .map(Resource.Group.class::cast).toList();
        return groups.stream().filter(group -> group.id().value().equals(name)).findFirst()
                .orElseThrow(() -> Refusal.because("modgroup: there is no group '" + name + "'"
                        + Suggestion.hint(name, groups.stream().map(group -> group.id().value()).toList())));
    }

    private static ResourceId id(String text) {
        if (!ResourceId.isValid(text)) {
            throw Refusal.usage("'" + text + "' is not an id");
        }
        return new ResourceId(text);
    }

    private static List<String> words(List<ResourceId> ids) {
        return ids.stream().map(ResourceId::value).toList();
    }

    private static void add(Configuration configuration, List<ResourceId> members, ResourceId member,
            Arguments arguments) {
        if (configuration.resource(member).isEmpty()) {
            throw Refusal.because("modgroup: there is no resource '" + member + "'"
                    + Suggestion.hint(member.value(), configuration.resources().stream()
                            .map(resource -> resource.id().value()).toList()));
        }
        if (members.contains(member)) {
            throw Refusal.because("modgroup: '" + member + "' is a member already");
        }
        if (arguments.size() == 3) {
            members.add(member);
            return;
        }
        var where = arguments.text(3);
        if (!List.of("after", "before").contains(where) || arguments.size() != 5) {
            throw Refusal.usage("modgroup: expected after <id> or before <id> behind the new member");
        }
        int at = words(members).indexOf(arguments.text(4));
        if (at < 0) {
            throw Refusal.because("modgroup: '" + arguments.text(4) + "' is no member of the group"
                    + Suggestion.hint(arguments.text(4), words(members)));
        }
        members.add(where.equals("after") ? at + 1 : at, member);
    }

    /** For the cluster the old one goes and a new one comes; what runs would be stopped. */
    private void rename(Arguments arguments) {
        var configuration = workspace.get().now();
        var from = id(arguments.text(0));
        var to = id(arguments.text(1));
        if (configuration.resource(from).isEmpty() && configuration.constraint(from).isEmpty()) {
            var known = new ArrayList<String>();
            configuration.resources().forEach(resource -> known.add(resource.id().value()));
            configuration.constraints().forEach(constraint -> known.add(constraint.id().value()));
            throw Refusal.because("rename: there is no object '" + from + "'"
                    + Suggestion.hint(from.value(), known));
        }
        if (configuration.resource(to).isPresent() || configuration.constraint(to).isPresent()) {
            throw Refusal.because("rename: '" + to + "' exists already");
        }
        if (configuration.primitive(from).isPresent() && isRunning(from)) {
            throw Refusal.because("rename: '" + from + "' is running; stop it first: crm resource stop "
                    + from);
        }
        workspace.get().stage(
                Difference.between(configuration, Renaming.of(configuration, from, to)));
    }

    private boolean isRunning(ResourceId id) {
        return session.get("/v1/status").list("resources", resource -> resource).stream()
                .filter(resource -> resource.text("primitive", "").equals(id.value()))
                .anyMatch(resource -> !resource.list("running", JsonAt::value).isEmpty());
    }
}
