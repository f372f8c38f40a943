package org.quorate.api;

import java.util.List;
import org.quorate.codec.CodecException;
import org.quorate.membership.NodeName;
import org.quorate.model.ResourceId;
import org.quorate.model.Suggestion;

/** Something that can be waited for. */
sealed interface Condition {

    List<String> WORDS = List.of("settled", "idle", "quorate", "member", "gone", "running", "stopped");

    /** Nothing runs and nothing is left to do. */
    record Settled() implements Condition {}

    /** This node holds its lease. */
    record Quorate() implements Condition {}

    /** The node is a member. */
    record Member(NodeName node) implements Condition {}

    /** The node left, or is lost or fenced. */
    record Gone(NodeName node) implements Condition {}

    /** Each primitive of the resource is active somewhere. */
    record Running(ResourceId resource) implements Condition {}

    /** No primitive of the resource runs anywhere. */
    record Stopped(ResourceId resource) implements Condition {}

    /** Reads {@code settled}, {@code member:n1}, ...; a {@link Refusal} for unknown names. */
    static Condition of(String text, Sight sight) {
        int colon = text.indexOf(':');
        var name = colon < 0 ? "" : text.substring(colon + 1);
        var word = colon < 0 ? text : text.substring(0, colon);
        return switch (word) {
            case "settled", "idle" -> new Settled();
            case "quorate" -> new Quorate();
            case "member" -> new Member(node(name));
            case "gone" -> new Gone(sight.knownNode(name));
            case "running" -> new Running(sight.known(name));
            case "stopped" -> new Stopped(sight.known(name));
            default -> throw new CodecException("'" + word + "' cannot be waited for"
                    + Suggestion.hint(word, WORDS), "until");
        };
    }

    /** A node that is waited for need not be known yet. */
    private static NodeName node(String name) {
        if (!NodeName.isValid(name)) {
            throw new CodecException("'" + name + "' is not the name of a node", "until");
        }
        return new NodeName(name);
    }

    default boolean holds(Sight sight) {
        return switch (this) {
            case Settled() -> sight.isSettled();
            case Quorate() -> sight.view().quorum().isQuorate();
            case Member(var node) -> isMember(sight, node);
            case Gone(var node) -> !isMember(sight, node);
            case Running(var id) -> sight.primitives(id).stream().allMatch(sight::isActiveAnywhere);
            case Stopped(var id) ->
                sight.primitives(id).stream().allMatch(one -> sight.running(one).isEmpty());
        };
    }

    private static boolean isMember(Sight sight, NodeName node) {
        var status = sight.state().nodes().get(node);
        return status != null && status.isMember();
    }

    /** What does not hold, in words. */
    default String missing() {
        return switch (this) {
            case Settled() -> "the cluster still has something to do";
            case Quorate() -> "this node is not quorate";
            case Member(var node) -> node + " is not a member";
            case Gone(var node) -> node + " is still a member";
            case Running(var id) -> id + " does not run";
            case Stopped(var id) -> id + " still runs";
        };
    }
}
