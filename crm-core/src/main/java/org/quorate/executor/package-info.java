/**
 * Runs agents as processes in their own process groups.
 *
 * <p>Kind: edge.
 */
@NullMarked
package org.quorate.executor;

import org.jspecify.annotations.NullMarked;
