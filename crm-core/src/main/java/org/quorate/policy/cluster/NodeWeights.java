package org.quorate.policy.cluster;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * The weights of a resource by node, in the order in which the nodes were put in. There are as many as
 * resources times nodes, so they lie in one array and not in a hash table. Mostly all nodes are there in
 * order of name, and then a node's number is its place; else it is looked for.
 */
public final class NodeWeights extends AbstractMap<Node, Weight> {

    private static final Weight[] NONE = {};

    private Weight[] weights = NONE;
    private int size;

    /** Makes place for that many, so that the array need not grow. */
    public void reserve(int nodes) {
        if (nodes > weights.length) {
            weights = Arrays.copyOf(weights, nodes);
        }
    }

    /** The same nodes with weights of their own: either can be changed without the other. */
    public NodeWeights copy() {
        var copy = new NodeWeights();
        copy.weights = new Weight[size];
        copy.size = size;
        for (var i = 0; i < size; i++) {
            copy.weights[i] = weights[i].copy();
        }
        return copy;
    }

    private int indexOf(@Nullable Object key) {
        if (!(key instanceof Node node)) {
            return -1;
        }
        var place = node.number();
        if (place < size && weights[place].node() == node) {
            return place;
        }
        for (var i = 0; i < size; i++) {
            if (weights[i].node() == node) {
                return i;
            }
        }
        return -1;
    }

    @Override
    public @Nullable Weight get(@Nullable Object node) {
        var at = indexOf(node);
        return at < 0 ? null : weights[at];
    }

    @Override
    public boolean containsKey(@Nullable Object node) {
        return indexOf(node) >= 0;
    }

    /** @param weight of that very node */
    @Override
    public @Nullable Weight put(Node node, Weight weight) {
        if (weight.node() != node) {
            throw new IllegalArgumentException("a weight of " + weight.node() + " put in for " + node);
        }
        var at = indexOf(node);
        if (at >= 0) {
            var before = weights[at];
            weights[at] = weight;
            return before;
        }
        if (size == weights.length) {
            reserve(Math.max(4, 2 * size));
        }
        weights[size++] = weight;
        return null;
    }

    @Override
    public @Nullable Weight remove(@Nullable Object node) {
        var at = indexOf(node);
        if (at < 0) {
            return null;
        }
        var removed = weights[at];
        System.arraycopy(weights, at + 1, weights, at, size - at - 1);
        size--;
        return removed;
    }

    @Override
    public void clear() {
        size = 0;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public void forEach(BiConsumer<? super Node, ? super Weight> action) {
        for (var i = 0; i < size; i++) {
            action.accept(weights[i].node(), weights[i]);
        }
    }

    @Override
    public Set<Node> keySet() {
        return new View<>(i -> weights[i].node());
    }

    @Override
    public Collection<Weight> values() {
        return new View<>(i -> weights[i]);
    }

    @Override
    public Set<Entry<Node, Weight>> entrySet() {
        return new View<>(i -> Map.entry(weights[i].node(), weights[i]));
    }

    /** What is seen of each weight, all different. */
    private final class View<T> extends AbstractSet<T> {

        private final IntFunction<T> seen;

        View(IntFunction<T> seen) {
            this.seen = seen;
        }

        @Override
        public Iterator<T> iterator() {
            return new InOrder<>(seen);
        }

        @Override
        public int size() {
            return size;
        }
    }

    /** One after the other. */
    private final class InOrder<T> implements Iterator<T> {

        private final IntFunction<T> seen;
        private int next;

        InOrder(IntFunction<T> seen) {
            this.seen = seen;
        }

        @Override
        public boolean hasNext() {
            return next < size;
        }

        @Override
        public T next() {
            if (next >= size) {
                throw new NoSuchElementException();
            }
            return seen.apply(next++);
        }
    }
}
