/**
 * Puts heartbeat, log and rules together to one {@link org.quorate.membership.Membership}.
 *
 * <p>Kind: edge.
 */
@NullMarked
package org.quorate.membership.assembly;

import org.jspecify.annotations.NullMarked;
