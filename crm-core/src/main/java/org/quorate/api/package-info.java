/**
 * The control API on a unix socket.
 *
 * <p>Kind: edge.
 */
@NullMarked
package org.quorate.api;

import org.jspecify.annotations.NullMarked;
