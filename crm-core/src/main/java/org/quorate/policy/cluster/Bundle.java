package org.quorate.policy.cluster;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.quorate.cib.Element;

/**
 * Containers with an address each and, inside, a resource. Its children are, per replica: the address, the
 * container, the connection; and once, the clone made of what runs inside.
 */
public final class Bundle extends Resource {

    /** One container of the bundle with what belongs to it. */
    public record Replica(int index, Primitive container, @Nullable Primitive address,
            @Nullable Primitive connection,
            @Nullable Resource inner, @Nullable Node node) {}

    private final List<Replica> replicas = new ArrayList<>();
    private @Nullable Clone inside;
    private int replicasPerHost = 1;
    private int promotedMax;

    public Bundle(String id, Element xml) {
        super(id, id, xml);
    }

    public List<Replica> replicas() {
        return replicas;
    }

    /** The clone of what runs inside; empty for a bundle without a primitive. */
    public Optional<Clone> inside() {
        return Optional.ofNullable(inside);
    }

    public void inside(Clone clone) {
        inside = clone;
    }

    public int replicasPerHost() {
        return replicasPerHost;
    }

    public int promotedMax() {
        return promotedMax;
    }

    public void limits(int perHost, int promoted) {
        replicasPerHost = perHost;
        promotedMax = promoted;
    }
}
