/**
 * Simulations of files: one, or a whole directory in one process.
 *
 * <p>Kind: edge.
 */
@NullMarked
package org.quorate.simulate;

import org.jspecify.annotations.NullMarked;
