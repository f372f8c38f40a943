/**
 * The ports and values of membership, and its rules of lease, loss and takeover.
 *
 * <p>Kind: pure.
 */
@NullMarked
package org.quorate.membership;

import org.jspecify.annotations.NullMarked;
