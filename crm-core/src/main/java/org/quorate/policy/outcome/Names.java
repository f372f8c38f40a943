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
        var id = resource.id();
        var colon = id.lastIndexOf(':');
        var isNumbered = colon > 0 && colon + 1 < id.length()
                && id.substring(colon + 1).chars().allMatch(Character::isDigit);
        return isNumbered && resource.parent().isPresent() && !resource.is(Flag.UNIQUE)
                ? id.substring(0, colon)
                : id;
    }
}
