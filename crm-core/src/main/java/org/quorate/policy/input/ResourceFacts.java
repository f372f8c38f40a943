package org.quorate.policy.input;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.quorate.cib.Element;
import org.quorate.policy.cluster.Node;
import org.quorate.rules.Facts;

/** What a rule may ask for a resource, perhaps for one operation of it, perhaps on one node. */
public record ResourceFacts(@Nullable Node node, Optional<Agent> agent,
        Optional<Operation> operation) implements Facts {

    private static final ResourceFacts NOTHING = new ResourceFacts(null, Optional.empty(), Optional.empty());

    /** For what belongs to no resource and no node. */
    public static ResourceFacts none() {
        return NOTHING;
    }

    public static ResourceFacts of(@Nullable Node node) {
        return node == null ? NOTHING : new ResourceFacts(node, Optional.empty(), Optional.empty());
    }

    /**
     * For a resource.
     *
     * @param xml its definition; only primitives have an agent
     */
    public static ResourceFacts of(Element xml, @Nullable Node node) {
        return new ResourceFacts(node, agent(xml), Optional.empty());
    }

    private static Optional<Agent> agent(Element xml) {
        return xml.is("primitive")
                ? Optional.of(new Agent(xml.attribute("class", ""),
                        xml.attribute("provider", ""), xml.attribute("type", "")))
                : Optional.empty();
    }

    /** The same for one operation. */
    public ResourceFacts of(String task, long intervalMs) {
        return new ResourceFacts(node, agent,
                Optional.of(new Operation(task, Duration.ofMillis(intervalMs))));
    }

    @Override
    public Optional<String> attribute(String name) {
        return node == null ? Optional.empty() : node.attribute(name);
    }
}
