/**
 * Authenticated heartbeat datagrams between the nodes, over one or more links.
 *
 * <p>Kind: edge.
 */
@NullMarked
package org.quorate.membership.heartbeat;

import org.jspecify.annotations.NullMarked;
