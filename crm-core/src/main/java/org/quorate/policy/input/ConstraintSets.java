package org.quorate.policy.input;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.quorate.cib.Element;

/** Resource sets of constraints; also those that follow where a constraint names a template or tag. */
record ConstraintSets(References references, ResourceNames names) {

    /**
     * One of the two ends of a constraint.
     *
     * @param attribute that names the resource
     * @param detail the attribute that tells more of that end, such as {@code rsc-role}
     * @param setDetail the attribute of a set that tells the same
     */
    record End(String attribute, String detail, String setDetail) {}

    /**
     * The sets that it has, or that its ends make if one of them is a template or tag; none for two
     * resources.
     */
    List<Element> of(Element constraint, End first, End then) {
        var written = references.children(constraint, "resource_set");
        if (!written.isEmpty()) {
            return written;
        }
        var isExpanded = members(constraint, first).isPresent() || members(constraint, then).isPresent();
        return isExpanded ? List.of(set(constraint, first), set(constraint, then)) : List.of();
    }

    private Optional<List<String>> members(Element constraint, End end) {
        return names.members(constraint.attribute(end.attribute(), ""));
    }

    private Element set(Element constraint, End end) {
        var name = constraint.attribute(end.attribute(), "");
        var members = names.members(name);
        var attributes = new LinkedHashMap<String, String>();
        attributes.put("id", constraint.id() + "-" + name);
        members.ifPresent(_ -> attributes.put("sequential", "false"));
        constraint.attribute(end.detail()).ifPresent(detail -> attributes.put(end.setDetail(), detail));
        return new Element("resource_set", attributes, members.orElse(List.of(name)).stream()
                .map(member -> Element.of("resource_ref", "id", member)).toList(), "");
    }

    static boolean isSequential(Element set) {
        return !set.attribute("sequential", "true").equalsIgnoreCase("false");
    }
}
