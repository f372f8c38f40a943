/**
 * One node's hands: what to run now, lease, isolation.
 *
 * <p>Kind: pure.
 */
@NullMarked
package org.quorate.node;

import org.jspecify.annotations.NullMarked;
