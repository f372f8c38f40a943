/**
 * What of an adopted transition is ready, in flight or done.
 *
 * <p>Kind: pure.
 */
@NullMarked
package org.quorate.transition;

import org.jspecify.annotations.NullMarked;
