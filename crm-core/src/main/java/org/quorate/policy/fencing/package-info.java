/**
 * Which nodes to fence, unfence or shut down, and with which devices.
 *
 * <p>Kind: pure.
 */
@NullMarked
package org.quorate.policy.fencing;

import org.jspecify.annotations.NullMarked;
