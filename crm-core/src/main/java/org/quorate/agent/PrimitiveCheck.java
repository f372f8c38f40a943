package org.quorate.agent;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.quorate.model.Durations;
import org.quorate.model.OptionCatalog;
import org.quorate.model.OptionKind;
import org.quorate.model.Operation;
import org.quorate.model.Problem;
import org.quorate.model.Resource.Primitive;
import org.quorate.model.Suggestion;

/** Compares a primitive with what its agent says about itself. */
public final class PrimitiveCheck {

    /** Actions that every agent has to know, listed or not (OCF 1.1, section 4). */
    private static final Set<String> ALWAYS = Set.of("start", "stop", "monitor");

    /** Extra parameters of operations that are no parameters of the agent. */
    private static final Set<String> OPERATION_EXTRAS = Set.of("OCF_CHECK_LEVEL", "depth");

    private final Primitive primitive;
    private final AgentMetadata metadata;
    private final List<Problem> problems = new ArrayList<>();
    private final List<Problem> warnings = new ArrayList<>();
    private final Set<String> known = new TreeSet<>();

    /** What was found: problems forbid the primitive, warnings do not. */
    public record Findings(List<Problem> problems, List<Problem> warnings) {

        public Findings {
            problems = List.copyOf(problems);
            warnings = List.copyOf(warnings);
        }
    }

    private PrimitiveCheck(Primitive primitive, AgentMetadata metadata) {
        this.primitive = primitive;
        this.metadata = metadata;
        metadata.parameters().forEach(parameter -> known.add(parameter.name()));
        if (primitive.isFenceDevice()) {
            OptionCatalog.FENCE_DEVICE.options().forEach(option -> known.add(option.name()));
        }
    }

    public static Findings check(Primitive primitive, AgentMetadata metadata) {
        var check = new PrimitiveCheck(primitive, metadata);
        check.parameters();
        check.operations();
        return new Findings(check.problems, check.warnings);
    }

    private String path() {
        return "primitive " + primitive.id();
    }

    private void parameters() {
        var given = new TreeSet<String>();
        for (var set : primitive.params()) {
            set.values().forEach((name, value) -> {
                given.add(name);
                parameter(name, value);
            });
        }
        for (var parameter : metadata.parameters()) {
            boolean missing = parameter.isRequired() && parameter.defaultValue().isEmpty()
                    && !given.contains(parameter.name());
            if (missing) {
                problems.add(new Problem(path() + " params", "agent " + primitive.agent()
                        + " requires the parameter '" + parameter.name() + "'"));
            }
        }
    }

    private void parameter(String name, String value) {
        var path = path() + " params " + name;
        if (!known.contains(name)) {
            problems.add(new Problem(path, "agent " + primitive.agent() + " has no parameter '" + name + "'"
                    + Suggestion.hint(name, known)));
            return;
        }
        var declared = metadata.parameter(name);
        if (declared.isPresent()) {
            typed(path, declared.get(), value);
        } else {
            OptionCatalog.FENCE_DEVICE.problem(name, value)
                    .ifPresent(message -> problems.add(new Problem(path, message)));
        }
    }

    private void typed(String path, AgentMetadata.Parameter declared, String value) {
        var wrong = switch (declared.type()) {
            case "boolean" -> new OptionKind.Truth().problem(value);
            case "integer" -> new OptionKind.Whole(Long.MIN_VALUE, Long.MAX_VALUE).problem(value)
                    .map(_ -> "'" + value + "' is not an integer");
            default -> java.util.Optional.<String>empty();
        };
        wrong.ifPresent(message -> warnings.add(new Problem(path, message)));
        if (declared.traits().contains(AgentMetadata.Trait.DEPRECATED)) {
            warnings.add(new Problem(path, "is deprecated by the agent"));
        }
    }

    private void operations() {
        var actions = new TreeSet<>(ALWAYS);
        metadata.actions().forEach(action -> actions.add(action.name()));
        for (var operation : primitive.operations()) {
            var path = path() + " op " + operation.name();
            if (!actions.contains(operation.name())) {
                problems.add(
                        new Problem(path, "agent " + primitive.agent() + " has no action '" + operation.name()
                                + "'" + Suggestion.hint(operation.name(), actions)));
                continue;
            }
            timeout(path, operation);
            for (var name : operation.params().values().keySet()) {
                if (!known.contains(name) && !OPERATION_EXTRAS.contains(name)) {
                    problems.add(new Problem(path + " params " + name, "agent " + primitive.agent()
                            + " has no parameter '" + name + "'" + Suggestion.hint(name, known)));
                }
            }
        }
    }

    private void timeout(String path, Operation operation) {
        var set = operation.attributes().get("timeout");
        if (set == null) {
            return;
        }
        var advised = AgentAction.of(operation.name()).flatMap(metadata::timeout);
        var given = Durations.parse(set);
        if (advised.isPresent() && given.isPresent() && given.get().compareTo(advised.get()) < 0) {
            warnings.add(new Problem(path + " timeout", set + " is shorter than the "
                    + Durations.text(advised.get()) + " that the agent advises"));
        }
    }
}
