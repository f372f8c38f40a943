/**
 * Settings, wiring and the event loop of quorated: the only composition root.
 *
 * <p>Kind: edge.
 */
@NullMarked
package org.quorate.daemon;

import org.jspecify.annotations.NullMarked;
