package org.quorate.policy.cluster;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.Objects;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;
import org.quorate.policy.cluster.Action.Link;

/**
 * The links of an action on one side of it, in the order in which they were made. Most actions have none or
 * one, and there are as many actions as resources times nodes: the first lies here, only more in an array.
 */
final class Links extends AbstractList<Link> implements RandomAccess {

    /** Nobody adds to it. */
    static final Links NONE = new Links();

    private static final Link[] NO_MORE = {};

    private int size;
    private @Nullable Link one;
    private @Nullable Link[] more = NO_MORE;

    private Links() {}

    /** These and another one: the same list, but a new one where this is empty. */
    Links with(Link another) {
        var links = size == 0 ? new Links() : this;
        links.append(another);
        return links;
    }

    private void append(Link another) {
        modCount++;
        if (size == 0) {
            one = another;
        } else {
            if (size > more.length) {
                more = Arrays.copyOf(more, Math.max(2, more.length * 2));
            }
            more[size - 1] = another;
        }
        size++;
    }

    @Override
    public Link get(int index) {
        var link = Objects.checkIndex(index, size) == 0 ? one : more[index - 1];
        return Objects.requireNonNull(link);
    }

    @Override
    public int size() {
        return size;
    }
}
