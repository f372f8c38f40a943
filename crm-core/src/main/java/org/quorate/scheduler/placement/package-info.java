/**
 * Where each resource should run, with the score and the reasons of each node.
 *
 * <p>Kind: pure.
 */
@NullMarked
package org.quorate.scheduler.placement;

import org.jspecify.annotations.NullMarked;
