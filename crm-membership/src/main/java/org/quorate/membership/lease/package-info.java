/**
 * The rules of lease, voter, silence and takeover, and the heartbeat core that runs them.
 *
 * <p>Kind: pure.
 */
@NullMarked
package org.quorate.membership.lease;

import org.jspecify.annotations.NullMarked;
