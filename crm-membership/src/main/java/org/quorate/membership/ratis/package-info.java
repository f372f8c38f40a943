/**
 * The agreed log on Apache Ratis; the only package that imports it.
 *
 * <p>Kind: edge.
 */
@NullMarked
package org.quorate.membership.ratis;

import org.jspecify.annotations.NullMarked;
