/**
 * Measures how long decisions take, and compares with {@code crm_simulate} of Pacemaker where that is there.
 *
 * <p>Kind: edge.
 */
@NullMarked
package org.quorate.benchmark;

import org.jspecify.annotations.NullMarked;
