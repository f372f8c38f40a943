/**
 * What is, seen the way the scheduler asks: nodes, resources, failures, and what is in flight counted as
 * done.
 *
 * <p>Kind: pure.
 */
@NullMarked
package org.quorate.scheduler.situation;

import org.jspecify.annotations.NullMarked;
