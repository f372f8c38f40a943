/**
 * Every order of steps of small clusters, as far as given limits: the product's lease, hands, scheduler and
 * state under an agreed log that is right, with time in a few large steps.
 *
 * <p>Kind: pure, but for the command line.
 */
@NullMarked
package org.quorate.simulation.exhaustive;

import org.jspecify.annotations.NullMarked;
