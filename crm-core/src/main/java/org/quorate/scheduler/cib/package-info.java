/**
 * A situation as {@code policy} reads it: a CIB with the configuration in force and a status section.
 *
 * <p>Kind: pure.
 */
@NullMarked
package org.quorate.scheduler.cib;

import org.jspecify.annotations.NullMarked;
