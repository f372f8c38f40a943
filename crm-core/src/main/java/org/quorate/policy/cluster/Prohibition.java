package org.quorate.policy.cluster;

import java.util.Optional;
import java.util.stream.Stream;
import org.quorate.state.Reason;

/** What forbids a primitive a node: of several what concerns itself, before where something else runs. */
public final class Prohibition {

    private static final String GROUP_MEMBERS = "#group-members";

    private Prohibition() {}

    /** Empty where it is not forbidden. */
    public static Optional<Reason> of(Primitive primitive, Weight weight) {
        return weight.score().isMinusInfinite()
                ? direct(weight).or(() -> parts(weight).findFirst()
                        .map(reason -> plain(primitive, weight.node(), reason)))
                : Optional.empty();
    }

    private static Stream<Reason> parts(Weight weight) {
        return weight.parts().stream().filter(part -> part.score().isMinusInfinite())
                .map(Weight.Part::reason);
    }

    private static Optional<Reason> direct(Weight weight) {
        return parts(weight).filter(reason -> reason.kind() != Reason.Kind.COLOCATION).findFirst();
    }

    /**
     * Members of a group are held together by no constraint that anyone has written: it goes where the member
     * goes that cannot stay by itself.
     */
    private static Reason plain(Primitive primitive, Node node, Reason reason) {
        var with = reason.facts().get("with");
        if (with == null || !GROUP_MEMBERS.equals(reason.facts().get("constraint"))) {
            return reason;
        }
        var group = primitive.parent();
        var first = group.stream().flatMap(parent -> parent.primitives().stream())
                .filter(member -> member != primitive)
                .filter(member -> Optional.ofNullable(member.allowed().get(node))
                        .filter(weight -> weight.score().isMinusInfinite())
                        .flatMap(Prohibition::direct).isPresent())
                .map(Resource::id).findFirst().orElse(with);
        return Reason.of(Reason.Kind.GROUP, "with", first, "group", group.map(Resource::id).orElse("?"));
    }
}
