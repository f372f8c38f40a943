package org.quorate.policy.input;

import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.quorate.policy.cluster.Cluster;
import org.quorate.policy.cluster.Node;
import org.quorate.policy.cluster.Resource;

/** The parameters of a resource's agent, rules evaluated: its own, else those of what it stands in. */
public final class Parameters {

    private final NvSets sets;

    Parameters(NvSets sets) {
        this.sets = sets;
    }

    public Parameters(Cluster cluster) {
        this(new NvSets(cluster.cib(), cluster.now()));
    }

    /**
     * The parameters by name.
     *
     * @param node on which the agent runs, null where that does not matter
     */
    public SortedMap<String, String> of(Resource resource, @Nullable Node node) {
        var result = new TreeMap<String, String>();
        fill(result, resource, node);
        return result;
    }

    private void fill(SortedMap<String, String> result, Resource resource, @Nullable Node node) {
        sets.fill(result, resource.xml(), "instance_attributes", ResourceFacts.of(resource.xml(), node));
        resource.parent().ifPresent(parent -> fill(result, parent, node));
    }
}
