package org.quorate.agent;

import org.quorate.model.AgentName;
import java.time.Duration;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * One run of an agent.
 *
 * @param resource   OCF_RESOURCE_INSTANCE: the resource's id (anonymous clones: without {@code :n})
 * @param parameters the instance attributes, exported as OCF_RESKEY_name (OCF_CHECK_LEVEL without the prefix)
 * @param meta       exported as OCF_RESKEY_CRM_meta_name, {@code -} written {@code _}; a recurring monitor
 *                   has {@code interval} in ms here, a probe has none
 * @param timeout    from start to forced kill, in [1 ms, 24 h]
 */
public record AgentCall(String resource, AgentName agent, AgentAction action,
        SortedMap<String, String> parameters,
        SortedMap<String, String> meta, Duration timeout) {

    private static final Duration LONGEST = Duration.ofHours(24);
    /** A parameter becomes the name of an environment variable. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{1,128}");

    public AgentCall {
        parameters = named(parameters);
        meta = named(meta);
        if (resource.isEmpty() || resource.indexOf('\0') >= 0 || resource.indexOf('/') >= 0) {
            throw new IllegalArgumentException("not a resource id: '" + resource + "'");
        }
        if (timeout.toMillis() < 1 || timeout.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("timeout outside [1 ms, 24 h]: " + timeout);
        }
    }

    private static SortedMap<String, String> named(SortedMap<String, String> map) {
        map.forEach((name, value) -> {
            if (!NAME.matcher(name).matches() || value.indexOf('\0') >= 0) {
                throw new IllegalArgumentException("cannot be given to an agent: '" + name + "'");
            }
        });
        return Collections.unmodifiableSortedMap(new TreeMap<>(map));
    }

    /** The same call with another timeout. */
    public AgentCall within(Duration other) {
        return new AgentCall(resource, agent, action, parameters, meta, other);
    }
}
