/**
 * Which nodes must be fenced, with what device, and when a resource may be taken over from a lost node.
 *
 * <p>Kind: pure.
 */
@NullMarked
package org.quorate.scheduler.fencing;

import org.jspecify.annotations.NullMarked;
