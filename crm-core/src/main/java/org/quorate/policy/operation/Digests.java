package org.quorate.policy.operation;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.quorate.cib.Element;
import org.quorate.model.Numbers;
import org.quorate.policy.cluster.ActiveNode;
import org.quorate.policy.cluster.HistoryEntry;
import org.quorate.policy.cluster.Node;
import org.quorate.policy.cluster.Primitive;
import org.quorate.policy.cluster.Resource;

/**
 * Tells by digests whether the parameters with which an operation was carried out are still those of the
 * configuration. A digest is the MD5 sum of the parameters as an element of XML, in order of name.
 */
public final class Digests {

    /** What the digests of a recorded operation say of the configuration. */
    public enum Verdict {
        SAME,
        /** Parameters changed; whether the agent can take them without a restart is for the caller. */
        DIFFERENT,
        /** Parameters changed that the agent takes only when it starts. */
        NEEDS_RESTART
    }

    private static final String ADDRESS = "addr";
    private static final String NODE_NAME = "#uname";

    private static final Set<String> NOT_DIGESTED = Set.of("id", "crm_feature_set", "op-digest", "on_node",
            "on_node_uuid", "physical-host");

    /**
     * What the cluster adds to the parameters of every fence device, besides those that begin with
     * {@code pcmk_}.
     */
    private static final Set<String> FENCE_PARAMETERS = Set.of("provides", "stonith-timeout");

    private final OperationSettings settings;
    private final MessageDigest sum;

    public Digests(OperationSettings settings) {
        this.settings = settings;
        try {
            sum = MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has MD5", e);
        }
    }

    /** Whether the address of a connection is that of the node on which its container will run. */
    public boolean dependsOnAssignment(Primitive resource) {
        return isConnection(resource)
                && NODE_NAME.equals(settings.parameters(resource, null).get(ADDRESS));
    }

    private static boolean isConnection(Primitive resource) {
        return resource.remoteNode().isPresent() && resource.container().isPresent();
    }

    /**
     * Compares what is configured now with what an operation was recorded to be done with.
     *
     * @param node where the operation was done
     */
    public Verdict compare(Primitive resource, HistoryEntry entry, Node node) {
        var verdict = compareAll(resource, entry, node);
        if (verdict == Verdict.SAME || isOnlySecretDifferent(resource, entry.detail().xml(), node)) {
            return Verdict.SAME;
        }
        var extra = settings.parametersOf(resource, entry.task(), entry.intervalMs());
        return entry.intervalMs() == 0 && !extra.isEmpty() ? Verdict.NEEDS_RESTART : verdict;
    }

    /** Whether any parameter differs, be it a secret one: then a failure recorded with it counts no more. */
    public boolean differs(Primitive resource, HistoryEntry entry, Node node) {
        return compareAll(resource, entry, node) != Verdict.SAME;
    }

    private Verdict compareAll(Primitive resource, HistoryEntry entry, Node node) {
        var all = parameters(resource, entry.task(), entry.intervalMs(), node);
        all.putAll(settings.parametersOf(resource, entry.task(), entry.intervalMs()));
        return compare(all, entry.detail().xml());
    }

    /** The digest of all parameters with which a fence device unfences a node. */
    public String ofDevice(Primitive device, Node node) {
        var all = new TreeMap<>(settings.parameters(device, node));
        all.keySet().removeIf(name -> NOT_DIGESTED.contains(name) || name.startsWith("CRM_meta"));
        return digest(all);
    }

    /** The digest of an operation as it would be carried out now. */
    public String of(Primitive resource, String task, long intervalMs, Node node) {
        var all = parameters(resource, task, intervalMs, node);
        all.putAll(settings.parametersOf(resource, task, intervalMs));
        return digest(all);
    }

    private SortedMap<String, String> parameters(Primitive resource, String task, long intervalMs,
            Node node) {
        var all = new TreeMap<>(settings.parameters(resource, node));
        if (isConnection(resource) && NODE_NAME.equals(all.get(ADDRESS))) {
            host(resource).ifPresent(host -> all.put(ADDRESS, host.name()));
        }
        all.keySet().removeIf(name -> NOT_DIGESTED.contains(name) || name.startsWith("CRM_meta"));
        if (intervalMs > 0) {
            var meta = settings.meta(resource, task, intervalMs, node);
            all.put("CRM_meta_timeout", meta.getOrDefault("timeout", ""));
        }
        return all;
    }

    private static Optional<Node> host(Primitive connection) {
        return connection.container().flatMap(container -> container.assignedTo()
                .or(() -> Optional.ofNullable(ActiveNode.of(container).node())));
    }

    private Verdict compare(SortedMap<String, String> all, Element recorded) {
        var restart = recorded.attribute("op-restart-digest");
        var restarting = restarting(all, recorded);
        var digest = digest(all);
        if (restart.isPresent()
                && !restart.get().equals(restarting.equals(all) ? digest : digest(restarting))) {
            return Verdict.NEEDS_RESTART;
        }
        var isSame = recorded.attribute("op-digest").filter(digest::equals).isPresent();
        return isSame ? Verdict.SAME : Verdict.DIFFERENT;
    }

    /** Where the agent lists parameters that need a restart, those alone. */
    private static SortedMap<String, String> restarting(SortedMap<String, String> all, Element recorded) {
        var listed = recorded.attribute("op-force-restart");
        if (listed.isEmpty()) {
            return all;
        }
        var kept = new TreeMap<>(all);
        kept.keySet().retainAll(words(listed.get()));
        return kept;
    }

    /** In a saved CIB passwords are blotted out; what is not secret must be the same then. */
    private boolean isOnlySecretDifferent(Primitive resource, Element recorded, Node node) {
        var secure = recorded.attribute("op-secure-digest");
        if (secure.isEmpty()) {
            return false;
        }
        var kept = new TreeMap<>(settings.parameters(resource, node));
        if (resource.is(Resource.Flag.FENCE_DEVICE) && isFromBefore316(recorded)) {
            kept.keySet().removeIf(name -> name.startsWith("pcmk_") || FENCE_PARAMETERS.contains(name));
        }
        recorded.attribute("op-secure-params").ifPresent(list -> kept.keySet().removeAll(words(list)));
        return secure.get().equals(digest(kept));
    }

    /** Before feature set 3.16 only what the agent itself declares went into this digest. */
    private static boolean isFromBefore316(Element recorded) {
        var version = recorded.attribute("crm_feature_set", "").split("\\.", -1);
        return version.length < 2 || number(version[0]) < 3
                || (number(version[0]) == 3 && number(version[1]) < 16);
    }

    private static int number(String text) {
        return Numbers.isWhole(text, 9) ? Integer.parseInt(text) : 0;
    }

    private static Set<String> words(String list) {
        return Arrays.stream(list.strip().split("\\s+")).collect(Collectors.toSet());
    }

    String digest(SortedMap<String, String> parameters) {
        var text = new StringBuilder(" <parameters");
        parameters.forEach((name, value) -> text.append(' ').append(name).append("=\"")
                .append(escaped(value)).append('"'));
        text.append("/>\n");
        return HexFormat.of().formatHex(sum.digest(text.toString().getBytes(StandardCharsets.UTF_8)));
    }

    private static String escaped(String value) {
        return value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;")
                .replace("\n", "&#10;").replace("\t", "&#9;").replace("\r", "&#13;");
    }
}
