package org.quorate.model;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Takes objects out of a configuration, with whatever makes no sense without them. */
final class Deletion {

    /** What names the fencing topology, which has no id. */
    static final String FENCING = "fencing_topology";

    private final Configuration before;
    private final Set<ResourceId> gone = new HashSet<>();

    private Deletion(Configuration before) {
        this.before = before;
    }

    /** What is wrong with deleting these: ids of nothing that is there. */
    static List<Problem> problems(Configuration configuration, List<ResourceId> ids) {
        var known = new TreeSet<String>();
        configuration.resources().forEach(resource -> known.add(resource.id().value()));
        configuration.constraints().forEach(constraint -> known.add(constraint.id().value()));
        configuration.extras().elements().forEach(element -> known.add(nameOf(element)));
        if (!configuration.fencing().isEmpty()) {
            known.add(FENCING);
        }
        return ids.stream().filter(id -> !known.contains(id.value()))
                .map(id -> new Problem("delete " + id, "there is no resource or constraint '" + id + "'"
                        + Suggestion.hint(id.value(), known)))
                .toList();
    }

    /** What an element that is kept is called: its id, else the name of the section it is. */
    static String nameOf(Foreign element) {
        return element.attribute("id").orElse(element.name());
    }

    static Configuration of(Configuration before, List<ResourceId> ids) {
        var deletion = new Deletion(before);
        deletion.gone.addAll(ids);
        return deletion.result();
    }

    private Configuration result() {
        var resources = before.resources().stream().filter(resource -> !gone.contains(resource.id()))
                .toList();
        // A container that loses its last member goes, and then perhaps the container around it.
        List<Resource> kept;
        do {
            kept = resources;
            resources = kept.stream().flatMap(resource -> without(resource).stream()).toList();
        } while (resources.size() < kept.size());
        var constraints = before.constraints().stream()
                .filter(constraint -> !gone.contains(constraint.id()))
                .flatMap(constraint -> without(constraint).stream()).toList();
        return before.withResources(resources).withConstraints(constraints).withFencing(fencing())
                .withExtras(before.extras().withElements(before.extras().elements().stream()
                        .filter(element -> gone.stream().noneMatch(id -> id.value().equals(nameOf(element))))
                        .toList()));
    }

    private Optional<Resource> without(Resource resource) {
        Optional<Resource> left = switch (resource) {
            case Resource.Primitive primitive -> Optional.of(primitive);
            case Resource.Derived derived -> Optional.of(derived);
            case Resource.Template template -> Optional.of(template);
            case Resource.Group group -> unlessEmpty(staying(group.members())).map(group::withMembers);
            case Resource.Clone clone -> unlessEmpty(staying(clone.members())).map(_ -> clone);
            case Resource.Bundle bundle -> Optional.of(new Resource.Bundle(bundle.id(), bundle.container(),
                    staying(bundle.members()), bundle.meta(), bundle.extras()));
            case Resource.Tag tag -> unlessEmpty(tag.objects().stream()
                    .filter(object -> gone.stream().noneMatch(id -> id.value().equals(object))).toList())
                    .map(objects -> new Resource.Tag(tag.id(), objects, tag.extras()));
        };
        if (left.isEmpty()) {
            gone.add(resource.id());
        }
        return left;
    }

    private static <T> Optional<List<T>> unlessEmpty(List<T> list) {
        return list.isEmpty() ? Optional.empty() : Optional.of(list);
    }

    private List<ResourceId> staying(List<ResourceId> members) {
        return members.stream().filter(member -> !gone.contains(member)).toList();
    }

    /** A constraint of sets lives on while it still says something. */
    private Optional<Constraint> without(Constraint constraint) {
        if (constraint.resources().stream().noneMatch(gone::contains)) {
            return Optional.of(constraint);
        }
        return switch (constraint) {
            case Constraint.Location _,Constraint.Colocation _,Constraint.Order _ -> Optional.empty();
            case Constraint.LocationOfMany(var id, var subject, var preference, var extras) ->
                without(subject).map(
                        left -> new Constraint.LocationOfMany(id, left, preference, extras));
            case Constraint.Ticket(var id, var ticket, var subject, var policy, var extras) ->
                without(subject).map(left -> new Constraint.Ticket(id, ticket, left, policy, extras));
            case Constraint.ColocationOfSets(var id, var score, var sets, var extras) ->
                unlessEmpty(without(sets)).filter(Deletion::bindsSeveral)
                        .map(left -> new Constraint.ColocationOfSets(id, score, left, extras));
            case Constraint.OrderOfSets(var id, var kind, var sets, var symmetry, var extras) ->
                unlessEmpty(without(sets)).filter(Deletion::bindsSeveral)
                        .map(left -> new Constraint.OrderOfSets(id, kind, left, symmetry, extras));
        };
    }

    private static boolean bindsSeveral(List<ResourceSet> sets) {
        return sets.stream().mapToInt(set -> set.members().size()).sum() > 1;
    }

    private Optional<Constraint.Subject> without(Constraint.Subject subject) {
        return switch (subject) {
            case Constraint.Subject.One _ -> Optional.empty();
            case Constraint.Subject.Pattern pattern -> Optional.of(pattern);
            case Constraint.Subject.Sets(var sets) ->
                unlessEmpty(without(sets)).map(Constraint.Subject.Sets::new);
        };
    }

    private List<ResourceSet> without(List<ResourceSet> sets) {
        return sets.stream().map(set -> set.withMembers(staying(set.members())))
                .filter(set -> !set.members().isEmpty()).toList();
    }

    private List<FencingLevel> fencing() {
        var levels = new ArrayList<FencingLevel>();
        for (var level : isGone(FENCING) ? List.<FencingLevel>of() : before.fencing()) {
            var devices = level.devices().stream().filter(device -> !isGone(device)).toList();
            if (!devices.isEmpty()) {
                levels.add(new FencingLevel(level.id(), level.target(), level.index(), devices,
                        level.extras()));
            }
        }
        return levels;
    }

    private boolean isGone(String id) {
        return gone.stream().anyMatch(one -> one.value().equals(id));
    }
}
