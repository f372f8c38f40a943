/**
 * The cluster information base as an immutable tree of elements: configuration and status, in the shape of
 * Pacemaker's CIB, and the way of a {@code model.Configuration} into it.
 *
 * <p>Kind: pure.
 */
@NullMarked
package org.quorate.cib;

import org.jspecify.annotations.NullMarked;
