package org.quorate.scheduler.situation;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.SortedMap;
import java.util.TreeMap;
import org.quorate.model.Operation;
import org.quorate.model.Resource.Primitive;
import org.quorate.rules.EffectiveAttributes;
import org.quorate.rules.NodeFacts;
import org.quorate.state.Work;

/**
 * Tells whether an operation ran with the definition that holds now: the node records in each
 * {@link org.quorate.state.OpRecord} what {@link #of} gave when it ran, and the scheduler compares.
 */
public final class Digests {

    private static final int BYTES = 12;

    private Digests() {}

    /**
     * For any run: of the parameters on that node, for a recurring monitor of its timeout and own parameters
     * too.
     */
    public static String of(EffectiveAttributes attributes, Primitive primitive, NodeFacts node,
            Work.Run run) {
        return run.isRecurring()
                ? ofMonitor(attributes, primitive, node, run.key())
                : ofParameters(attributes, primitive, node);
    }

    static String ofParameters(EffectiveAttributes attributes, Primitive primitive, NodeFacts node) {
        return digest(primitive.agent().toString(), attributes.parameters(primitive, node));
    }

    static String ofMonitor(EffectiveAttributes attributes, Primitive primitive, NodeFacts node, String key) {
        var all = new TreeMap<>(attributes.parameters(primitive, node));
        attributes.operation(primitive, key).map(Operation::params)
                .ifPresent(own -> all.putAll(own.values()));
        Duration timeout = attributes.timeout(primitive, key);
        return digest(primitive.agent() + " " + timeout.toMillis(), all);
    }

    private static String digest(String head, SortedMap<String, String> values) {
        var text = new StringBuilder(head);
        values.forEach((name, value) -> text.append('\n').append(name.length()).append(' ').append(name)
                .append(value.length()).append(' ').append(value));
        try {
            var hash = MessageDigest.getInstance("SHA-256")
                    .digest(text.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
