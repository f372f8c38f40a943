package org.quorate.policy.outcome;

import java.util.Optional;
import org.quorate.policy.cluster.Resource;
import org.quorate.policy.cluster.Resource.Flag;

/**
 * Resources as an operator knows them: instances that are not told apart have the name of what they are made
 * from.
 */
final class Names {

    private Names() {}

    static String shown(Resource resource) {
        return isUntold(resource) ? Resource.withoutNumber(resource.id()) : resource.id();
    }

    /** Which instance it is, of those that are not told apart. */
    static Optional<String> number(Resource resource) {
        var shown = shown(resource);
        return shown.equals(resource.id())
                ? Optional.empty()
                : Optional.of(resource.id().substring(shown.length() + 1));
    }

    private static boolean isUntold(Resource resource) {
        return resource.parent().isPresent() && !resource.is(Flag.UNIQUE);
    }
}
