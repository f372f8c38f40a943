/**
 * Talks to the API of the daemon.
 *
 * <p>Kind: edge.
 */
@NullMarked
package org.quorate.crmsh.client;

import org.jspecify.annotations.NullMarked;
