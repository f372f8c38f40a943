package org.quorate.model;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.quorate.model.Constraint.Preference;
import org.quorate.model.Constraint.Subject;

/** What is wrong with constraints. */
final class ConstraintValidation {

    private static final List<String> LOSS_POLICIES = List.of("stop", "demote", "fence", "freeze");
    private static final List<String> DISCOVERIES = List.of("always", "never", "exclusive");

    private final Configuration configuration;
    private final List<Problem> problems = new ArrayList<>();
    private final Set<String> resourceIds = new TreeSet<>();

    private ConstraintValidation(Configuration configuration) {
        this.configuration = configuration;
        configuration.resources().forEach(resource -> resourceIds.add(resource.id().value()));
    }

    static List<Problem> problems(Configuration configuration) {
        var validation = new ConstraintValidation(configuration);
        configuration.constraints().forEach(validation::check);
        return validation.problems;
    }

    private void problem(String path, String message) {
        problems.add(new Problem(path, message));
    }

    private void check(Constraint constraint) {
        var path = Validation.path(constraint);
        switch (constraint) {
            case Constraint.Location location -> {
                checkReference(path, location.resource());
                checkPreference(path, location.preference());
            }
            case Constraint.LocationOfMany location -> {
                checkSubject(path, location.subject());
                checkPreference(path, location.preference());
            }
            case Constraint.Colocation colocation ->
                checkPair(path, colocation.dependent().resource(), colocation.primary().resource());
            case Constraint.ColocationOfSets colocation -> checkSets(path, colocation.sets(), 2);
            case Constraint.Order order ->
                checkPair(path, order.first().resource(), order.then().resource());
            case Constraint.OrderOfSets order -> checkSets(path, order.sets(), 2);
            case Constraint.Ticket ticket -> checkTicket(path, ticket);
        }
        constraint.extras().attribute("role").ifPresent(word -> checkRole(path, word));
        constraint.extras().attribute("resource-discovery")
                .ifPresent(word -> checkWord(path, "resource-discovery", word, DISCOVERIES));
    }

    private void checkPreference(String path, Preference preference) {
        if (preference instanceof Preference.ByRules(var rules)) {
            if (rules.isEmpty()) {
                problem(path, "a location has a node with a score, or at least one rule");
            }
            RuleValidation.check(path, rules, problems);
            rules.forEach(rule -> rule.extras().attribute("role").ifPresent(word -> checkRole(path, word)));
        }
    }

    private void checkSubject(String path, Subject subject) {
        switch (subject) {
            case Subject.One(var one) -> checkReference(path, one.resource());
            case Subject.Sets(var sets) -> checkSets(path, sets, 1);
            case Subject.Pattern(var regex) -> {
                try {
                    Pattern.compile(regex.startsWith("!") ? regex.substring(1) : regex);
                } catch (PatternSyntaxException e) {
                    problem(path, "'" + regex + "' is no regular expression: " + e.getDescription());
                }
            }
        }
    }

    private void checkTicket(String path, Constraint.Ticket ticket) {
        if (ticket.ticket().isEmpty()) {
            problem(path, "the name of the ticket is missing");
        }
        checkSubject(path, ticket.subject());
        if (!ticket.lossPolicy().isEmpty()) {
            checkWord(path, "loss-policy", ticket.lossPolicy(), LOSS_POLICIES);
        }
    }

    private void checkWord(String path, String name, String word, List<String> words) {
        if (words.stream().noneMatch(word::equalsIgnoreCase)) {
            problem(path, name + " is one of " + String.join(", ", words) + ", not '" + word + "'"
                    + Suggestion.hint(word, words));
        }
    }

    private void checkRole(String path, String word) {
        if (Role.parse(word).isEmpty()) {
            problem(path, "'" + word + "' is not a role"
                    + Suggestion.hint(word, List.of("Started", "Stopped", "Promoted", "Unpromoted")));
        }
    }

    private void checkSets(String path, List<ResourceSet> sets, int least) {
        var count = 0;
        for (var set : sets) {
            if (set.members().isEmpty()) {
                problem(path, "a set names at least one resource");
            }
            var seen = new HashSet<ResourceId>();
            for (var member : set.members()) {
                checkReference(path, member);
                if (!seen.add(member)) {
                    problem(path, "'" + member + "' is in one set twice");
                }
            }
            count += set.members().size();
            set.option("role").ifPresent(word -> checkRole(path, word));
        }
        if (count < least) {
            problem(path, "sets bind at least " + least + " resources");
        }
    }

    private void checkPair(String path, ResourceId one, ResourceId other) {
        checkReference(path, one);
        if (one.equals(other)) {
            problem(path, "'" + one + "' stands on both sides");
            return;
        }
        checkReference(path, other);
        if (contains(one, other) || contains(other, one)) {
            problem(path, "one of '" + one + "' and '" + other + "' is a member of the other");
        }
    }

    private void checkReference(String path, ResourceId id) {
        if (!resourceIds.contains(id.value())) {
            problem(path, "there is no resource '" + id + "'" + Suggestion.hint(id.value(), resourceIds));
        }
    }

    private boolean contains(ResourceId outer, ResourceId inner) {
        return configuration.resource(outer).stream().flatMap(resource -> resource.members().stream())
                .anyMatch(member -> member.equals(inner) || configuration.resource(member)
                        .filter(between -> between.members().contains(inner)).isPresent());
    }
}
