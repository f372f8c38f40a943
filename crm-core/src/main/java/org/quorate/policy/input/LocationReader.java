package org.quorate.policy.input;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import org.quorate.cib.Element;
import org.quorate.model.Role;
import org.quorate.model.Rule;
import org.quorate.model.Score;
import org.quorate.policy.cluster.Cluster;
import org.quorate.policy.cluster.Location;
import org.quorate.policy.cluster.Node;
import org.quorate.policy.cluster.Resource;
import org.quorate.policy.cluster.Weight.Discovery;
import org.quorate.rules.Rules;

/**
 * Reads location constraints: for a node, or by rules; of a resource, several, or all whose names match a
 * pattern.
 */
final class LocationReader {

    private final Cluster cluster;
    private final References references;
    private final ResourceNames names;
    private final NvSets sets;

    LocationReader(Cluster cluster, References references, ResourceNames names) {
        this.cluster = cluster;
        this.references = references;
        this.names = names;
        sets = new NvSets(cluster.cib(), cluster.now());
    }

    /** A resource that a constraint is for, with how its name matched where a pattern named it. */
    private record Target(Resource resource, String role, String score, @Nullable Matcher match) {}

    void read(Element constraint) {
        if (!isInForce(constraint)) {
            return;
        }
        targets(constraint).forEach(target -> add(constraint, target));
    }

    /** Old constraints bound their lifetime by rules. */
    private boolean isInForce(Element constraint) {
        var lifetimes = constraint.children("lifetime");
        var rules = new RuleReader(references);
        return lifetimes.stream().allMatch(lifetime -> lifetime.children("rule").stream()
                .anyMatch(rule -> Rules.holds(rules.rule(rule), ResourceFacts.none(), cluster.now())));
    }

    private List<Target> targets(Element constraint) {
        var role = constraint.attribute("role", "");
        var score = constraint.attribute("score", "");
        var written = references.children(constraint, "resource_set");
        if (!written.isEmpty()) {
            return written.stream().flatMap(set -> names.of(set, constraint.id()).stream()
                    .map(resource -> new Target(resource, set.attribute("role", role),
                            set.attribute("score", score), null)))
                    .toList();
        }
        var pattern = constraint.attribute("rsc-pattern");
        if (pattern.isPresent()) {
            return matching(constraint, pattern.get());
        }
        var name = constraint.attribute("rsc", "");
        return names.members(name).orElse(List.of(name)).stream()
                .map(member -> names.named(member, constraint.id())).flatMap(Optional::stream)
                .map(resource -> new Target(resource, role, score, null)).toList();
    }

    private List<Target> matching(Element constraint, String pattern) {
        var isInverted = pattern.startsWith("!");
        try {
            var compiled = Pattern.compile(isInverted ? pattern.substring(1) : pattern);
            return cluster.resources().stream().map(resource -> {
                var match = compiled.matcher(resource.id());
                return new Target(resource, constraint.attribute("role", ""),
                        constraint.attribute("score", ""),
                        match.find() ? match : null);
            }).filter(target -> (target.match() == null) == isInverted).toList();
        } catch (PatternSyntaxException e) {
            cluster.warnings().add("constraint " + constraint.id() + ": '" + pattern
                    + "' is no regular expression: " + e.getDescription());
            return List.of();
        }
    }

    private void add(Element constraint, Target target) {
        var discovery = discovery(constraint);
        var rules = references.children(constraint, "rule");
        if (rules.isEmpty()) {
            var node = constraint.attribute("node").flatMap(cluster::node);
            var scores = new LinkedHashMap<Node, Score>();
            node.ifPresent(known -> scores.put(known, Score.parseLeading(target.score()).orElse(Score.ZERO)));
            if (node.isPresent()) {
                add(new Location(constraint.id(), target.resource(), role(target.role()), discovery, scores));
            }
            return;
        }
        for (var rule : rules) {
            var word = rule.attribute("role", "");
            if (!word.isEmpty() && Role.parse(word).isEmpty()) {
                cluster.warnings().add("rule " + rule.id() + ": there is no role '" + word + "'");
                continue;
            }
            var scores = scores(rule, target);
            if (!scores.isEmpty()) {
                add(new Location(rule.id(), target.resource(), role(word), discovery, scores));
            }
        }
    }

    private void add(Location location) {
        cluster.locations().add(location);
        location.resource().locations().add(location);
        if (location.discovery() == Discovery.EXCLUSIVE) {
            location.resource().set(Resource.Flag.EXCLUSIVE_DISCOVERY);
        }
    }

    /**
     * To be promoted a resource must run first: what is said of the role in which it just runs is said of
     * every role.
     */
    private static @Nullable Role role(String word) {
        return Role.parse(word).filter(role -> role != Role.STARTED && role != Role.UNPROMOTED).orElse(null);
    }

    private static Discovery discovery(Element constraint) {
        return switch (constraint.attribute("resource-discovery", "").toLowerCase(Locale.ROOT)) {
            case "never" -> Discovery.NEVER;
            case "exclusive" -> Discovery.EXCLUSIVE;
            default -> Discovery.ALWAYS;
        };
    }

    private SequencedMap<Node, Score> scores(Element xml, Target target) {
        var resource = target.resource();
        var scores = new LinkedHashMap<Node, Score>();
        Rule same = null;
        for (var node : cluster.nodes()) {
            var rule = same == null ? reader(target, node).rule(xml) : same;
            same = looksUpValues(xml) ? null : rule;
            var facts = ResourceFacts.of(resource.xml(), node);
            if (Rules.holds(rule, facts, cluster.now())) {
                scores.put(node, Rules.score(rule, facts));
            }
        }
        return scores;
    }

    private RuleReader reader(Target target, Node node) {
        return new RuleReader(references, name -> expanded(name, target.match()),
                (source, text) -> value(target.resource(), node, source, text));
    }

    /** Whether a value is a parameter of the resource, which may differ from node to node. */
    private static boolean looksUpValues(Element rule) {
        return rule.children().stream()
                .anyMatch(child -> child.attribute("value-source").isPresent() || looksUpValues(child));
    }

    /** Puts the parts of the name that a pattern matched in for {@code %0} to {@code %9}. */
    private static String expanded(String name, @Nullable Matcher match) {
        if (match == null || !name.contains("%")) {
            return name;
        }
        return Pattern.compile("%(\\d)").matcher(name).replaceAll(found -> {
            var number = Integer.parseInt(found.group(1));
            var part = number <= match.groupCount() ? match.group(number) : null;
            return part == null ? "" : Matcher.quoteReplacement(part);
        });
    }

    private Optional<String> value(Resource resource, Node node, String source, String text) {
        return switch (source) {
            case "param" -> Optional.ofNullable(new Parameters(sets).of(resource, node).get(text));
            case "meta" -> resource.meta(text);
            default -> Optional.of(text);
        };
    }
}
