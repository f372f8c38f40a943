/**
 * Where each resource belongs: as {@code policy} assigns it, with reasons, and what is to be left alone.
 *
 * <p>Kind: pure.
 */
@NullMarked
package org.quorate.scheduler.placement;

import org.jspecify.annotations.NullMarked;
