package org.quorate.model;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Resources that a constraint speaks of together.
 *
 * @param id empty where the user gave none
 * @param options {@code sequential}, {@code require-all}, {@code role}, {@code action}, {@code score}, ... as
 *        written
 */
public record ResourceSet(String id, List<ResourceId> members, SortedMap<String, String> options) {

    public ResourceSet {
        members = List.copyOf(members);
        options = Collections.unmodifiableSortedMap(new TreeMap<>(options));
    }

    /** Whether its members are bound to each other in their order; so unless it is said otherwise. */
    public boolean isSequential() {
        return option("sequential").map(OptionKind::isTrue).orElse(true);
    }

    /** Whether all of them count, and not just one; so unless it is said otherwise. */
    public boolean requiresAll() {
        return option("require-all").map(OptionKind::isTrue).orElse(true);
    }

    public Optional<String> option(String name) {
        return Optional.ofNullable(options.get(name));
    }

    /** The same without some of its members. */
    public ResourceSet withMembers(List<ResourceId> changed) {
        return new ResourceSet(id, changed, options);
    }
}
