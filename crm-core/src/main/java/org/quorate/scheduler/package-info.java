/**
 * From a cluster state and an instant to the transition that should run, with reasons.
 *
 * <p>Kind: pure.
 */
@NullMarked
package org.quorate.scheduler;

import org.jspecify.annotations.NullMarked;
