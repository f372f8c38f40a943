/**
 * The demonstration: a small cluster on this machine that fails over before your eyes.
 *
 * <p>Kind: edge.
 */
@NullMarked
package org.quorate.crmsh.demo;

import org.jspecify.annotations.NullMarked;
