/**
 * Makes clusters of any size, to see how the time of a decision grows with them.
 *
 * <p>Kind: pure.
 */
@NullMarked
package org.quorate.scale;

import org.jspecify.annotations.NullMarked;
