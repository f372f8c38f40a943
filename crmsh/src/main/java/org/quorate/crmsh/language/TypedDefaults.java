package org.quorate.crmsh.language;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.quorate.agent.AgentMetadata;
import org.quorate.model.Durations;
import org.quorate.model.NvSet;
import org.quorate.model.Operation;
import org.quorate.model.Resource;
import org.quorate.model.Role;

/**
 * What crmsh does to a primitive that someone types, and not to one that it reads from a text: a bare number
 * of an operation's interval or timeout gets its {@code s}, old names of roles become new ones, and what the
 * agent advertises for start, stop, promote, demote and monitor is added where the operation, or its interval
 * or timeout, is not given. Fence devices are left alone.
 */
final class TypedDefaults {

    private static final Set<String> TIMES = Set.of("interval", "timeout");
    private static final Set<String> ADDED = Set.of("start", "stop", "promote", "demote", "monitor");

    private final AgentKnowledge agents;

    TypedDefaults(AgentKnowledge agents) {
        this.agents = agents;
    }

    Resource.Primitive complete(Resource.Primitive primitive) {
        var operations = new ArrayList<Operation>();
        for (var operation : primitive.operations()) {
            operations.add(normalised(operation));
        }
        if (!primitive.agent().standard().equals("stonith")) {
            agents.metadata(primitive.agent()).ifPresent(metadata -> addAdvertised(operations, metadata));
        }
        return primitive.withOperations(operations);
    }

    private static Operation normalised(Operation operation) {
        var attributes = new TreeMap<String, String>();
        operation.attributes().forEach((name, value) -> attributes.put(name, normalised(name, value)));
        return operation.withAttributes(attributes);
    }

    private static String normalised(String name, String value) {
        if (TIMES.contains(name) && !value.isEmpty() && value.chars().allMatch(Character::isDigit)) {
            return value + "s";
        }
        return name.equals("role") ? Role.parse(value).map(Role::word).orElse(value) : value;
    }

    private static void addAdvertised(List<Operation> operations, AgentMetadata metadata) {
        var given = List.copyOf(operations);
        for (var advertised : metadata.actions()) {
            if (!ADDED.contains(advertised.name()) || advertised.depth() > 0) {
                continue;
            }
            boolean configured = given.stream().anyMatch(op -> op.name().equals(advertised.name()));
            if (configured) {
                operations.replaceAll(op -> op.name().equals(advertised.name())
                        ? filledIn(op, advertised)
                        : op);
            } else {
                operations.add(filledIn(new Operation(advertised.name(), role(advertised),
                        NvSet.of(new TreeMap<>())), advertised));
            }
        }
    }

    private static SortedMap<String, String> role(AgentMetadata.Action advertised) {
        var attributes = new TreeMap<String, String>();
        Role.parse(advertised.role()).ifPresent(role -> attributes.put("role", role.word()));
        return attributes;
    }

    private static Operation filledIn(Operation operation, AgentMetadata.Action advertised) {
        var attributes = new TreeMap<>(operation.attributes());
        if (advertised.timeout().isPositive()) {
            attributes.putIfAbsent("timeout", Durations.text(advertised.timeout()));
        }
        if (!operation.name().equals("monitor")) {
            attributes.putIfAbsent("interval", "0s");
        } else if (advertised.interval().isPositive()) {
            attributes.putIfAbsent("interval", Durations.text(advertised.interval()));
        }
        return operation.withAttributes(attributes);
    }
}
