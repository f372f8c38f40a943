/**
 * Makes a cluster's identity: its id, keys, certificates and the voters' data folders.
 *
 * <p>Kind: edge.
 */
@NullMarked
package org.quorate.membership.setup;

import org.jspecify.annotations.NullMarked;
