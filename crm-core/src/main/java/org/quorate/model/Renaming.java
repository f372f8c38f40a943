package org.quorate.model;

import java.util.List;
import org.quorate.model.Constraint.ResourceAction;
import org.quorate.model.Constraint.ResourceRole;
import org.quorate.model.Constraint.Subject;

/** Gives an object another id, and changes whatever names it. */
public final class Renaming {

    private final ResourceId from;
    private final ResourceId to;

    private Renaming(ResourceId from, ResourceId to) {
        this.from = from;
        this.to = to;
    }

    /** The same configuration with one resource or constraint under another id. */
    public static Configuration of(Configuration before, ResourceId from, ResourceId to) {
        var renaming = new Renaming(from, to);
        return before.withResources(before.resources().stream().map(renaming::resource).toList())
                .withConstraints(before.constraints().stream().map(renaming::constraint).toList())
                .withFencing(before.fencing().stream().map(renaming::level).toList());
    }

    private ResourceId id(ResourceId id) {
        return id.equals(from) ? to : id;
    }

    private List<ResourceId> ids(List<ResourceId> ids) {
        return ids.stream().map(this::id).toList();
    }

    private List<String> words(List<String> words) {
        return words.stream().map(word -> word.equals(from.value()) ? to.value() : word).toList();
    }

    private Resource resource(Resource resource) {
        return switch (resource) {
            case Resource.Primitive primitive -> primitive(primitive);
            case Resource.Template(var definition) -> new Resource.Template(primitive(definition));
            case Resource.Derived one -> new Resource.Derived(id(one.id()), id(one.template()), one.params(),
                    one.meta(), one.operations(), one.utilization(), one.extras());
            case Resource.Group one -> new Resource.Group(id(one.id()), ids(one.members()), one.params(),
                    one.meta(), one.extras());
            case Resource.Clone one -> new Resource.Clone(id(one.id()), id(one.member()), one.form(),
                    one.params(), one.meta(), one.extras());
            case Resource.Bundle one -> new Resource.Bundle(id(one.id()), one.container(),
                    ids(one.members()), one.meta(), one.extras());
            case Resource.Tag one -> new Resource.Tag(id(one.id()), words(one.objects()), one.extras());
        };
    }

    private Resource.Primitive primitive(Resource.Primitive one) {
        return new Resource.Primitive(id(one.id()), one.agent(), one.params(), one.meta(), one.operations(),
                one.utilization(), one.extras());
    }

    private Constraint constraint(Constraint constraint) {
        return switch (constraint) {
            case Constraint.Location one -> new Constraint.Location(id(one.id()), id(one.resource()),
                    one.preference(), one.extras());
            case Constraint.LocationOfMany one -> new Constraint.LocationOfMany(id(one.id()),
                    subject(one.subject()), one.preference(), one.extras());
            case Constraint.Colocation one -> new Constraint.Colocation(id(one.id()), one.score(),
                    role(one.dependent()), role(one.primary()), one.extras());
            case Constraint.ColocationOfSets one -> new Constraint.ColocationOfSets(id(one.id()),
                    one.score(), sets(one.sets()), one.extras());
            case Constraint.Order one -> new Constraint.Order(id(one.id()), one.kind(), action(one.first()),
                    action(one.then()), one.symmetry(), one.extras());
            case Constraint.OrderOfSets one -> new Constraint.OrderOfSets(id(one.id()), one.kind(),
                    sets(one.sets()), one.symmetry(), one.extras());
            case Constraint.Ticket one -> new Constraint.Ticket(id(one.id()), one.ticket(),
                    subject(one.subject()), one.lossPolicy(), one.extras());
        };
    }

    private Subject subject(Subject subject) {
        return switch (subject) {
            case Subject.One(var one) -> new Subject.One(role(one));
            case Subject.Pattern pattern -> pattern;
            case Subject.Sets(var sets) -> new Subject.Sets(sets(sets));
        };
    }

    private List<ResourceSet> sets(List<ResourceSet> sets) {
        return sets.stream().map(set -> set.withMembers(ids(set.members()))).toList();
    }

    private ResourceRole role(ResourceRole one) {
        return new ResourceRole(id(one.resource()), one.role());
    }

    private ResourceAction action(ResourceAction one) {
        return new ResourceAction(id(one.resource()), one.action());
    }

    private FencingLevel level(FencingLevel level) {
        return new FencingLevel(level.id(), level.target(), level.index(), words(level.devices()),
                level.extras());
    }
}
