package org.quorate.policy.cluster;

import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Relations of an ordering; a bit for each, as links have them. Nobody can change it. */
public final class Relations extends AbstractSet<Relation> {

    private static final Relation[] ALL = Relation.values();

    /** Most orderings have one. */
    private static final Relations[] SINGLE = Arrays.stream(ALL)
            .map(relation -> new Relations(relation.bit())).toArray(Relations[]::new);

    private final int bits;

    private Relations(int bits) {
        this.bits = bits;
    }

    /** The same, to be used for many links. */
    public static Relations of(Set<Relation> relations) {
        int bits = bits(relations);
        return Integer.bitCount(bits) == 1
                ? SINGLE[Integer.numberOfTrailingZeros(bits)]
                : new Relations(bits);
    }

    static int bits(Set<Relation> relations) {
        if (relations instanceof Relations known) {
            return known.bits;
        }
        int bits = 0;
        for (var relation : relations) {
            bits |= relation.bit();
        }
        return bits;
    }

    @Override
    public boolean contains(@Nullable Object other) {
        return other instanceof Relation relation && (bits & relation.bit()) != 0;
    }

    @Override
    public int size() {
        return Integer.bitCount(bits);
    }

    @Override
    public Iterator<Relation> iterator() {
        return new Iterator<>() {

            private int left = bits;

            @Override
            public boolean hasNext() {
                return left != 0;
            }

            @Override
            public Relation next() {
                if (left == 0) {
                    throw new NoSuchElementException();
                }
                int lowest = Integer.lowestOneBit(left);
                left &= ~lowest;
                return ALL[Integer.numberOfTrailingZeros(lowest)];
            }
        };
    }
}
