/**
 * Reads the configuration half of a CIB into the working set.
 *
 * <p>Kind: pure.
 */
@NullMarked
package org.quorate.policy.input;

import org.jspecify.annotations.NullMarked;
