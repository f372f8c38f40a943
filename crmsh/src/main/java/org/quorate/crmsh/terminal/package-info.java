/**
 * The interactive prompt; the only package that imports jline.
 *
 * <p>Kind: edge.
 */
@NullMarked
package org.quorate.crmsh.terminal;

import org.jspecify.annotations.NullMarked;
