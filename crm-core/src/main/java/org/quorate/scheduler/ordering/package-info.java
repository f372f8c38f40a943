/**
 * What must have succeeded before what.
 *
 * <p>Kind: pure.
 */
@NullMarked
package org.quorate.scheduler.ordering;

import org.jspecify.annotations.NullMarked;
