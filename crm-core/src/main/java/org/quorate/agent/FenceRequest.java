package org.quorate.agent;

import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What goes to a fence agent's stdin (agent API; which keys Pacemaker sends: its fenced, "stonith action
 * create").
 */
public final class FenceRequest {

    private FenceRequest() {}

    /**
     * The {@code key=value} lines for one call.
     *
     * @param metadata tells whether the agent names its target {@code plug} or {@code port}
     */
    public static String lines(FenceCall call, AgentMetadata metadata) {
        var keys = new TreeMap<String, String>();
        configured(call.device(), keys);
        keys.put("action", actionWord(call));
        if (!call.target().isEmpty()) {
            keys.put("nodename", call.target());
            targetKey(call.device(), metadata).ifPresent(key -> {
                if (!keys.containsKey(key) || keys.getOrDefault(key, "").equals("dynamic")) {
                    keys.put(key, call.device().alias(call.target()));
                }
            });
        }
        var text = new StringBuilder();
        keys.forEach((key, value) -> text.append(key).append('=').append(value).append('\n'));
        return text.toString();
    }

    /** {@code pcmk_reboot_action=off} and the like replace the word. */
    private static String actionWord(FenceCall call) {
        var word = call.action().word();
        return call.device().parameter("pcmk_" + word.replace('-', '_') + "_action").orElse(word);
    }

    private static Optional<String> targetKey(FenceDevice device, AgentMetadata metadata) {
        var configured = device.parameter("pcmk_host_argument");
        if (configured.isPresent()) {
            return configured.filter(key -> !key.equals("none"));
        }
        if (metadata.parameter("plug").isPresent()) {
            return Optional.of("plug");
        }
        return metadata.parameter("port").map(AgentMetadata.Parameter::name);
    }

    private static void configured(FenceDevice device, SortedMap<String, String> keys) {
        device.parameters().forEach((name, value) -> {
            boolean ours = name.startsWith("pcmk_") || name.startsWith("CRM_meta_") || switch (name) {
                case "crm_feature_set", "action", "provides", "stonith-timeout" -> true;
                default -> false;
            };
            if (!ours) {
                keys.put(name, value);
            }
        });
    }
}
