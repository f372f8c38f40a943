package org.quorate.agent;

import org.quorate.model.AgentName;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What an agent says about itself (its meta-data action, OCF 1.1 section 5). */
public record AgentMetadata(AgentName name, String version, String shortText, String longText,
        List<Parameter> parameters, List<Action> actions) {

    public AgentMetadata {
        parameters = List.copyOf(parameters);
        actions = List.copyOf(actions);
    }

    public enum Trait {
        REQUIRED, RELOADABLE, PRIVATE, DEPRECATED
    }

    /**
     * One parameter.
     *
     * @param type         the content type: string, integer, boolean, time, select, ...
     * @param defaultValue empty when there is none
     * @param uniqueGroup  parameters of one group must together differ between resources; empty when it may
     *                     repeat
     */
    public record Parameter(String name, String type, String defaultValue, String uniqueGroup,
            Set<Trait> traits,
            String shortText, String longText) {

        public Parameter {
            traits = Collections.unmodifiableSet(
                    traits.isEmpty() ? EnumSet.noneOf(Trait.class) : EnumSet.copyOf(traits));
        }

        public boolean isRequired() {
            return traits.contains(Trait.REQUIRED);
        }

        public boolean isUnique() {
            return !uniqueGroup.isEmpty();
        }
    }

    /**
     * One action as advertised, with its hints; zero where the agent gives none. The name may be no OCF
     * action.
     */
    public record Action(String name, Duration timeout, Duration interval, int depth, String role) {}

    public Optional<Parameter> parameter(String wanted) {
        return parameters.stream().filter(parameter -> parameter.name().equals(wanted)).findFirst();
    }

    public boolean supports(AgentAction action) {
        return actions.stream().anyMatch(listed -> listed.name().equals(action.word()));
    }

    /** Whether it has a promoted role. */
    public boolean isPromotable() {
        return supports(AgentAction.PROMOTE);
    }

    /**
     * The advertised timeout of an action; for monitors the first listed. Empty when the agent gives none.
     */
    public Optional<Duration> timeout(AgentAction action) {
        return actions.stream().filter(listed -> listed.name().equals(action.word())).map(Action::timeout)
                .filter(Duration::isPositive).findFirst();
    }
}
