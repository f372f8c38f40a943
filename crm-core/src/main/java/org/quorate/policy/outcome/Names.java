package org.quorate.policy.outcome;

import org.quorate.policy.cluster.Resource;
import org.quorate.policy.cluster.Resource.Flag;

/**
 * Resources as an operator knows them: instances that are not told apart have the name of what they are made
 * from.
 */
final class Names {

    private Names() {}

    static String shown(Resource resource) {
        return resource.parent().isPresent() && !resource.is(Flag.UNIQUE)
                ? Resource.withoutNumber(resource.id())
                : resource.id();
    }
}
