package org.quorate.state;

import java.util.SortedMap;
import java.util.TreeMap;

/**
 * History of a resource on one node.
 *
 * @param operations the last result of each operation since the start, by key ({@code monitor_10000}); a
 *        recurring monitor recurs on the node as long as it stands here
 * @param failures by operation key
 */
public record ResourceOnNode(Activity activity, SortedMap<String, OpRecord> operations,
        SortedMap<String, Failures> failures) {

    public static final ResourceOnNode UNKNOWN = new ResourceOnNode(new Activity.Unknown(), new TreeMap<>(),
            new TreeMap<>());

    public ResourceOnNode {
        operations = Frozen.of(operations);
        failures = Frozen.of(failures);
    }

    public ResourceOnNode withActivity(Activity changed) {
        return new ResourceOnNode(changed, operations, failures);
    }

    public ResourceOnNode withOperation(String key, OpRecord result) {
        var changed = new TreeMap<>(operations);
        changed.put(key, result);
        return new ResourceOnNode(activity, changed, failures);
    }

    public ResourceOnNode withoutOperation(String key) {
        var changed = new TreeMap<>(operations);
        changed.remove(key);
        return new ResourceOnNode(activity, changed, failures);
    }

    public ResourceOnNode withOperations(SortedMap<String, OpRecord> changed) {
        return new ResourceOnNode(activity, changed, failures);
    }

    public ResourceOnNode withFailures(SortedMap<String, Failures> changed) {
        return new ResourceOnNode(activity, operations, changed);
    }
}
