/**
 * Reads the status half of a CIB into the working set: what runs where, what failed, which nodes are there.
 *
 * <p>Kind: pure.
 */
@NullMarked
package org.quorate.policy.status;

import org.jspecify.annotations.NullMarked;
