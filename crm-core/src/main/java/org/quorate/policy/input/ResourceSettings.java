package org.quorate.policy.input;

import java.util.Locale;
import java.util.Optional;
import org.quorate.model.Score;
import org.quorate.policy.cluster.Clone;
import org.quorate.policy.cluster.Cluster;
import org.quorate.policy.cluster.Options.NoQuorum;
import org.quorate.policy.cluster.Primitive;
import org.quorate.policy.cluster.Resource;
import org.quorate.policy.cluster.Resource.Flag;
import org.quorate.policy.cluster.Resource.MultipleActive;
import org.quorate.rules.Words;

/** From a resource's meta-attributes to its flags and numbers. */
record ResourceSettings(Cluster cluster) {

    void apply(Resource resource) {
        manage(resource);
        set(resource, Flag.NOTIFY, isOn(resource, "notify"));
        set(resource, Flag.CRITICAL, resource.meta("critical").map(Words::isTrue).orElse(true));
        set(resource, Flag.UNIQUE, isUnique(resource));
        set(resource, Flag.ALLOW_MIGRATE, isOn(resource, "allow-migrate"));
        if (resource instanceof Primitive primitive) {
            applyKind(primitive);
        }
        require(resource);
        resource.priority(score(resource, "priority").map(Score::value).orElse(0));
        resource.stickiness(score(resource, "resource-stickiness").orElse(Score.ZERO));
        resource.migrationThreshold(score(resource, "migration-threshold").map(Score::value)
                .filter(value -> value >= 0).orElse(Score.INFINITY.value()));
        resource.multipleActive(
                switch (resource.meta("multiple-active").orElse("").toLowerCase(Locale.ROOT)) {
                    case "stop_only" -> MultipleActive.STOP_ONLY;
                    case "block" -> MultipleActive.BLOCK;
                    case "stop_unexpected" -> MultipleActive.STOP_UNEXPECTED;
                    default -> MultipleActive.STOP_START;
                });
    }

    private static void set(Resource resource, Flag flag, boolean holds) {
        if (holds) {
            resource.set(flag);
        } else {
            resource.clear(flag);
        }
    }

    private static boolean isOn(Resource resource, String name) {
        return resource.meta(name).filter(Words::isTrue).isPresent();
    }

    private static Optional<Score> score(Resource resource, String name) {
        return resource.meta(name).flatMap(Score::parseLeading);
    }

    private void manage(Resource resource) {
        var isManaged = resource.meta("is-managed").filter(word -> !word.equalsIgnoreCase("default"))
                .map(Words::isTrue).orElse(true);
        var inMaintenance = cluster.options().isMaintenance() || isOn(resource, "maintenance");
        set(resource, Flag.MANAGED, isManaged && !inMaintenance);
        set(resource, Flag.MAINTENANCE, inMaintenance);
    }

    /** Everything is one of its kind, but for the instances of anonymous clones. */
    private static boolean isUnique(Resource resource) {
        if (!isInClone(resource)) {
            return true;
        }
        return resource.meta("globally-unique").map(Words::isTrue)
                .orElseGet(
                        () -> score(resource, "clone-node-max").filter(max -> max.value() > 1).isPresent());
    }

    private static boolean isInClone(Resource resource) {
        return resource instanceof Clone || resource.parent().filter(ResourceSettings::isInClone).isPresent();
    }

    private static void applyKind(Primitive primitive) {
        set(primitive, Flag.FENCE_DEVICE, primitive.agentClass().equals("stonith"));
        if (GuestNodes.isRemoteConnection(primitive.xml())) {
            primitive.set(Flag.REMOTE_CONNECTION);
            set(primitive, Flag.ALLOW_MIGRATE,
                    primitive.meta("allow-migrate").map(Words::isTrue).orElse(true));
        }
    }

    private void require(Resource resource) {
        var isDevice = resource.is(Flag.FENCE_DEVICE);
        var wanted = resource.meta("requires").orElse("").toLowerCase(Locale.ROOT);
        var requires = switch (wanted) {
            case "nothing", "quorum", "fencing" -> wanted;
            case "unfencing" -> isDevice || !cluster.options().isFencingEnabled() ? "quorum" : wanted;
            default -> byDefault(resource);
        };
        switch (requires) {
            case "unfencing" -> {
                cluster.useUnfencing();
                resource.set(Flag.NEEDS_UNFENCING);
                resource.set(Flag.NEEDS_FENCING);
                resource.set(Flag.NEEDS_QUORUM);
            }
            case "fencing" -> {
                resource.set(Flag.NEEDS_FENCING);
                resource.set(Flag.NEEDS_QUORUM);
            }
            case "quorum" -> resource.set(Flag.NEEDS_QUORUM);
            default -> {
                // it may run on any node at any time
            }
        }
    }

    private String byDefault(Resource resource) {
        if (!(resource instanceof Primitive)) {
            return cluster.options().isFencingEnabled() ? "fencing" : "quorum";
        }
        if (resource.is(Flag.FENCE_DEVICE) || resource.is(Flag.REMOTE_CONNECTION)) {
            return "quorum";
        }
        if (cluster.isUnfencingUsed()) {
            return "unfencing";
        }
        if (cluster.options().isFencingEnabled()) {
            return "fencing";
        }
        return cluster.noQuorum() == NoQuorum.IGNORE ? "nothing" : "quorum";
    }
}
